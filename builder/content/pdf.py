"""The words of a PDF, as far as they can be got out, with its lines and pages.

A PDF says which shapes stand where; that some are a word is guessed, by pypdf. So spaces mean little, words
are broken at the ends of lines, and letters may be missing: docs/decisions/011-copies-of-sources.md.
"""

import io
import logging
import re
import unicodedata

from pypdf import PageObject, PdfReader, apply_configuration
from pypdf.errors import DependencyError, FileNotDecryptedError

from builder.content import limits
from builder.content.letters import foreign
from builder.model.quotation import Copy

_SAME = str.maketrans(
    {
        "ﬀ": "ff",
        "ﬁ": "fi",
        "ﬂ": "fl",
        "ﬃ": "ffi",
        "ﬄ": "ffl",
        "ﬅ": "st",
        "ﬆ": "st",
        "Ð": "Đ",
        "\u00ad": "",
        "\u200b": "",
        "\u200c": "",
        "\u200d": "",
        "\ufeff": "",
    }
)
"""Shapes of letters that are printed alike, and signs that are not printed."""
_APART = re.compile(r"\s+(?=[\u0300-\u036f])")
"""Before a mark that stands apart from its letter."""
_FEW, _NONE = 200, 40
"""Letters of a page below which its words are a picture, and below which they are drawn."""
_DRAWN = 1000
"""Bytes of drawing on a page that is not blank."""


class _Remarks(logging.Handler):
    """Hears what pypdf passed over, as words may be missing then; what it remarks is for programmers."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.heard = False

    def emit(self, _: logging.LogRecord) -> None:
        self.heard = True


class _TooMuch(BaseException):  # no `except Exception` of pypdf may take it for a fault of the file
    """A file is not read to its end."""


class _Steps:
    """Counts the steps of drawing that pypdf follows, those of parts that a page shows again included."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, *_: object) -> None:
        """One more."""
        self.count += 1
        if self.count > limits.COPY_STEPS:
            raise _TooMuch


_remarks = _Remarks()
logging.getLogger("pypdf").addHandler(_remarks)


def words_of_pdf(data: bytes) -> Copy:
    """The words of a PDF; what of it could not be read is its doubt."""
    pages: list[str] = []
    doubts: set[str] = set()
    length, steps = 0, _Steps()
    try:
        with (
            apply_configuration(
                zlib_maximum_output_length=limits.COPY_STREAM,
                lzw_maximum_output_length=limits.COPY_STREAM,
                run_length_maximum_output_length=limits.COPY_STREAM,
                array_based_stream_maximum_output_length=limits.COPY_STREAM,
                stream_parsing_work_maximum_count=limits.COPY_OPERANDS,
                jbig2dec_binary=None,
            ),
        ):
            reader = PdfReader(io.BytesIO(data))
            for page in reader.pages:
                if len(pages) == limits.COPY_PAGES or length > limits.COPY_CHARACTERS:
                    doubts.add("copy-too-long")
                    break
                words, doubt = _page(page, steps)
                pages.append(words)
                doubts.add(doubt)
                length += len(words)
    except _TooMuch:
        doubts.add("copy-too-long")
    except (FileNotDecryptedError, DependencyError):
        doubts.add("copy-locked")
    except Exception:  # noqa: BLE001 # a broken file brings pypdf to errors of any kind
        doubts.add("copy-unreadable")
    text = "\f".join(pages)
    if not text.strip() and not doubts & {*_DOUBTS}:
        doubts.add("copy-without-text" if pages else "copy-unreadable")
    if foreign(text):
        doubts.add("copy-letters-lost")
    return Copy(text, torn=True, doubt=next((one for one in _DOUBTS if one in doubts), ""))


_DOUBTS = ("copy-locked", "copy-unreadable", "copy-too-long", "copy-without-text", "copy-letters-lost")
"""Which of several is told."""


def _page(page: PageObject, steps: _Steps) -> tuple[str, str]:
    """The words of a page, and why some may be missing."""
    _remarks.heard = False
    try:
        words = _folded(page.extract_text(visitor_operand_before=steps))
        silent = _silent(page, sum(letter.isalpha() for letter in words))
    except (FileNotDecryptedError, DependencyError):
        raise
    except Exception:  # noqa: BLE001 # as above; the other pages may be sound
        return "", "copy-unreadable"
    return words, "copy-unreadable" if _remarks.heard else "copy-without-text" if silent else ""


def _silent(page: PageObject, letters: int) -> bool:
    """Whether a page of so few letters shows words that are none: a scan, or letters drawn as lines."""
    if letters >= _FEW:
        return False
    contents = page.get_contents()
    drawn = letters < _NONE and contents is not None and len(contents.get_data()) > _DRAWN
    return drawn or "/XObject" in (page.get("/Resources") or {})


def _folded(text: str) -> str:
    """A page as it is compared: letters composed, ligatures taken apart, single spaces, no empty line."""
    text = unicodedata.normalize("NFC", _APART.sub("", text.translate(_SAME)))
    return "\n".join(filter(None, (" ".join(line.split()) for line in text.splitlines())))
