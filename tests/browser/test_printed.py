"""A report printed by a real program is compared like one that was typed."""

import unicodedata

import pytest
from playwright.sync_api import Browser

from builder.content.pdf import words_of_pdf
from builder.model.quotation import held

pytestmark = pytest.mark.browser

PHRASE = "đạt trên 11 tỷ đồng, đạt 103,5 % kế hoạch giao"
PAGE = f"""<!doctype html><meta charset="utf-8"><style>
  body {{ font: 14pt serif; text-align: justify; width: 280px }}
  .wide {{ letter-spacing: 3px }}
  .far {{ margin-top: 100mm; height: 65mm }}
  @page {{ size: A5; margin: 20mm; @top-center {{ content: counter(page) }} }}
</style>
<h1>Báo cáo kết quả thực hiện nhiệm vụ</h1>
<p>Năm 2022, thu ngân sách trên địa bàn <b>đạt trên 11</b> tỷ&nbsp;đồng, <i>đạt 103,5</i> % kế hoạch giao.</p>
<p class="wide">Giá trị sản xuất ước đạt 634 tỷ 620 triệu đồng, bằng 53% kế hoạch năm.</p>
<p>{unicodedata.normalize("NFD", "Tỷ lệ hộ nghèo giảm xuống dưới 0,52%, được nhân dân đồng tình ủng hộ.")}</p>
<p class="far">Trên địa bàn các tổ dân phố</p>
<p>{"Toàn phường có chín tổ dân phố lắp camera, các hộ tự nguyện đóng góp kinh phí. " * 40}</p>"""
PRINTED = (
    PHRASE,
    "ước đạt 634 tỷ 620 triệu đồng, bằng 53% kế hoạch năm",
    "Tỷ lệ hộ nghèo giảm xuống dưới 0,52%, được nhân dân đồng tình ủng hộ",
    "Toàn phường có chín tổ dân phố lắp camera, các hộ tự nguyện đóng góp kinh phí. " * 40,
)


def test_every_phrase_of_a_printed_report_is_found_and_no_other(browser: Browser) -> None:
    page = browser.new_page()
    page.set_content(PAGE)
    copy = words_of_pdf(page.pdf(prefer_css_page_size=True))
    page.close()
    assert copy.text.count("\f") > 2
    assert copy.doubt == ""
    assert tuple(held(PRINTED, copy).places) == PRINTED
    assert held((PHRASE.replace("11", "12"), PHRASE.replace("ạ", "à"), "7 tỷ 620 triệu"), copy).places == {}
