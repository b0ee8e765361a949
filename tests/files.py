"""Real files as clerks have them: photos with all that a camera writes into them, drawings, office documents."""

import io
import zipfile
from typing import Any

from PIL import Image, ImageCms, ImageDraw, TiffImagePlugin
from PIL.PngImagePlugin import PngInfo

XMP = (
    b'<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/" '
    b'xmlns:ns="http://ns.adobe.com/xap/1.0/">DAUVETXMP</x:xmpmeta>'
)
TRACES = (
    b"Exif",
    b"http://ns.adobe.com/xap",
    b"DAUVET",
    b"Photoshop 3.0",
    b"GPSLatitude",
    b"MPF\0",
    b"ftypmp42",
)
"""What of `photo` must not be found in anything published."""
_ORIENTATION, _MAKE, _ARTIST, _GPS, _EXIF = 0x0112, 0x010F, 0x013B, 0x8825, 0x8769


def scene(width: int, height: int, mode: str = "RGB") -> Image.Image:
    """A picture whose corners can be told apart: red above left, green above right, blue below left."""
    image = Image.radial_gradient("L").resize((width, height)).convert("RGB")
    draw = ImageDraw.Draw(image)
    w, h = max(1, width // 4), max(1, height // 4)
    draw.rectangle((0, 0, w, h), fill=(200, 30, 30))
    draw.rectangle((width - w, 0, width, h), fill=(30, 160, 30))
    draw.rectangle((0, height - h, w, height), fill=(30, 30, 200))
    return image.convert(mode)


def exif(orientation: int = 1) -> bytes:
    """What a phone writes: its name, its owner, the place, how it was held."""
    found = Image.Exif()
    found[_ORIENTATION] = orientation
    found[_MAKE] = "DAUVETMAY"
    found[_ARTIST] = "DAUVETNGUOI"
    found.get_ifd(_GPS)[2] = tuple(TiffImagePlugin.IFDRational(part) for part in (21, 2, 11))
    found.get_ifd(_GPS)[29] = "DAUVET:2026:11:23"
    found.get_ifd(_EXIF)[0x9286] = b"ASCII\0\0\0DAUVETGHICHU"
    return found.tobytes()


def saved(image: Image.Image, kind: str = "JPEG", **options: Any) -> bytes:  # noqa: ANN401 # of each encoder
    data = io.BytesIO()
    image.save(data, kind, **options)
    return data.getvalue()


def photo(width: int = 1600, height: int = 1200, orientation: int = 1, *, progressive: bool = False) -> bytes:
    """A JPEG from a phone, with EXIF, GPS, XMP, IPTC, a comment, a second picture and a film behind it.

    It is stored as the camera held it: after turning it upright it has the corners of `scene`.
    """
    turned = scene(width, height).transpose(_TURNED[orientation]) if orientation > 1 else scene(width, height)
    data = saved(
        turned, quality=90, exif=exif(orientation), xmp=XMP, comment=b"DAUVETLOI", progressive=progressive
    )
    parts = b"".join(
        b"\xff" + bytes([marker]) + (len(text) + 2).to_bytes(2, "big") + text
        for marker, text in (
            (0xED, b"Photoshop 3.0\x008BIM\x04\x04DAUVETIPTC"),
            (0xE2, b"MPF\0II*\0DAUVETMPF"),
        )
    )
    return data[:2] + parts + data[2:] + b"\xff\xd8\xff\xe1DAUVETANHHAI" + b"\0\0\0\x18ftypmp42DAUVETPHIM"


_TURNED = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}
"""How a picture must be turned so that turning it back by its EXIF orientation gives it again."""


def drawing(width: int = 800, height: int = 450, mode: str = "P") -> bytes:
    """A PNG of few colours with a hole, with texts, EXIF and a time written into it."""
    image = scene(width, height).quantize(16).convert("RGBA")
    image.paste((0, 0, 0, 0), (width // 3, height // 3, 2 * width // 3, 2 * height // 3))
    texts = PngInfo()
    texts.add_text("Author", "DAUVETNGUOI")
    texts.add_itxt("XML:com.adobe.xmp", XMP.decode())
    return saved(
        image.quantize(17) if mode == "P" else image.convert(mode), "PNG", pnginfo=texts, exif=exif()
    )


def webp(width: int = 640, height: int = 480, orientation: int = 1) -> bytes:
    return saved(scene(width, height), "WEBP", exif=exif(orientation), xmp=XMP)


def moving(kind: str) -> bytes:
    """A picture that moves."""
    frames = [scene(40, 30), scene(40, 30).rotate(90)]
    return saved(frames[0], kind, save_all=True, append_images=frames[1:], duration=100)


def swapped_profile() -> bytes:
    """A colour profile in which what is stored as red is green, and the other way round."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return profile.replace(b"rXYZ", b"????").replace(b"gXYZ", b"rXYZ").replace(b"????", b"gXYZ")


def pdf(word: str = "") -> bytes:
    return f"%PDF-1.4\n% {word}\n%%EOF\n".encode()


def zipped(parts: dict[str, str | bytes]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name, text in parts.items():
            archive.writestr(zipfile.ZipInfo(name), text)
    return data.getvalue()


def docx(**more: str) -> bytes:
    types = '<Types><Override PartName="/word/document.xml" ContentType="document.main+xml"/></Types>'
    return zipped({"[Content_Types].xml": types, "word/document.xml": "<document/>", **more})


def xlsx(**more: str) -> bytes:
    return zipped({"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<workbook/>", **more})


def odf(kind: str, **more: str) -> bytes:
    mimetype = f"application/vnd.oasis.opendocument.{kind}"
    return zipped({"mimetype": mimetype, "content.xml": "<x/>", **more})


def torn(data: bytes, part: str) -> bytes:
    """A zipped file, packed anew, in which the first bytes of a part are others, as a bad disk or mail leaves them."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, old.read(name) + b" " * 99)
    whole = packed.getvalue()
    start = whole.index(part.encode()) + len(part)
    return whole[:start] + b"\xff" * 8 + whole[start + 8 :]
