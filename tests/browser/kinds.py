"""Which pages are looked at in a browser: every kind there is, at its usual and at its extremes."""

KINDS = {
    "home": "",
    "sessions": "ky-hop/",
    "session": "phuong-mau/khoa-v/ky-hop-6/",
    "session-unnumbered": "phuong-mau/khoa-v/ky-hop-chuyen-de-1/",
    "session-announced": "phuong-mau/khoa-vi/ky-hop-3/",
    "session-cancelled": "phuong-mau/khoa-v/ky-hop-chuyen-de-2/",
    "session-corrected": "phuong-mau/khoa-v/ky-hop-8/",
    "session-withdrawn": "phuong-mau/khoa-vi/ky-hop-chuyen-de-2/",
    "council": "phuong-mau/",
    "term": "phuong-mau/khoa-v/",
    "ledger": "phuong-mau/khoa-v/chi-tieu/",
    "year": "nam/2024/",
    "topics": "linh-vuc/",
    "topic": "linh-vuc/ngan-sach/",
    "indicators": "chi-tieu/",
    "indicator": "chi-tieu/thu-ngan-sach/",
    "indicator-of-words": "chi-tieu/an-ninh-trat-tu/",
    "data": "du-lieu/",
    "resolutions": "nghi-quyet/",
    "resolution": "phuong-mau/nghi-quyet/2023/12-nq-hdnd/",
    "page": "gioi-thieu/",
    "search": "tim-kiem/",
    "alphabet": "tim-kiem/a-z/",
    "404": "404.html",
}
"""Pages of the invented example site, one of each kind."""

EXTREMES = {
    "home": "",
    "sessions": "ky-hop/",
    "session-long": "xa-dai/khoa-t10/ky-hop-24/",
    "session-short": "xa-dai/khoa-t10/ky-hop-chuyen-de-1/",
    "session-of-words": "xa-dai/khoa-t10/ky-hop-51/",
    "session-announced": "xa-dai/khoa-t10/ky-hop-62/",
    "council": "xa-dai/",
    "term": "xa-dai/khoa-t10/",
    "ledger": "xa-dai/khoa-t10/chi-tieu/",
    "topic-long": "linh-vuc/linh-vuc-6/",
    "topic-empty": "linh-vuc/linh-vuc-20/",
    "topic-divided": "linh-vuc/linh-vuc-2/",
    "year-divided": "nam/2022/",
    "year-part": "linh-vuc/linh-vuc-2/2022/phan-1/",
    "resolutions-divided": "xa-dai/nghi-quyet/2022/",
    "ledger-divided": "xa-dai/khoa-t9/chi-tieu/",
    "ledger-year": "xa-dai/khoa-t9/chi-tieu/2022/",
    "ledger-part": "xa-dai/khoa-t9/chi-tieu/2022/phan-1/",
    "year-of-ledgers": "nam/2022/chi-tieu/",
    "indicators": "chi-tieu/",
    "indicator-of-fifteen-years": "chi-tieu/muoi-lam/",
    "indicator-of-one-figure": "chi-tieu/mot/",
    "indicator-empty": "chi-tieu/khong/",
    "resolutions": "nghi-quyet/",
    "page": "gioi-thieu/",
    "search": "tim-kiem/",
    "alphabet": "tim-kiem/a-z/",
}
"""Pages of the site at its extremes; see `tests/extremes.py`."""

DIVIDED = (
    "topic-divided",
    "year-divided",
    "year-part",
    "resolutions-divided",
    "ledger-divided",
    "ledger-part",
    "year-of-ledgers",
)
"""Pages at its extremes of lists that are too long for one page: they are listened to like those of the example."""

EMPTY = {
    "home": "",
    "sessions": "ky-hop/",
    "council": "xa-moi/",
    "term": "xa-moi/khoa-i/",
    "topics": "linh-vuc/",
    "indicators": "chi-tieu/",
    "resolutions": "nghi-quyet/",
}
"""Pages of a site on its first day."""

LONG = {"session-long"}
"""The one page that may have more elements than others: a write-up with a table of thirty
rows and eleven columns, forty figures and twelve resolutions."""
