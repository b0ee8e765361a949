"""Printed phrases as they are compared with each other and with the text of a write-up."""

import unicodedata


def fold(text: str) -> str:
    """Text as quotations are compared: NFC, one space between words, no difference of capitals."""
    return " ".join(unicodedata.normalize("NFC", text).replace("\u00a0", " ").split()).casefold()


def quoted(phrase: str, folded: str) -> bool:
    """True when a phrase stands in a folded text; an ellipsis stands for words left out."""
    position = 0
    for part in fold(phrase).replace("...", "…").split("…"):
        found = folded.find(part.strip(), position)
        if found < 0:
            return False
        position = found + len(part.strip())
    return True
