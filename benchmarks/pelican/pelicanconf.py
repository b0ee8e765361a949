"""Pelican's settings for the archive of the measurement: all kinds of files that its templates can make."""

import json

SITENAME = "Bản tin đo thử"
SITEURL = "https://example.org"
AUTHOR = "Văn phòng"
PATH = "content"
THEME = "theme"
TIMEZONE = "Asia/Ho_Chi_Minh"
DEFAULT_LANG = "vi"
DEFAULT_PAGINATION = False

ARTICLE_URL = "sessions/{slug}/"
ARTICLE_SAVE_AS = ARTICLE_URL + "index.html"
CATEGORY_URL = "councils/{slug}/"
CATEGORY_SAVE_AS = CATEGORY_URL + "index.html"
TAG_URL = "topics/{slug}/"
TAG_SAVE_AS = TAG_URL + "index.html"
YEAR_ARCHIVE_URL = "years/{date:%Y}/"
YEAR_ARCHIVE_SAVE_AS = YEAR_ARCHIVE_URL + "index.html"
AUTHOR_SAVE_AS = ""

FEED_ALL_ATOM = "feed.xml"
CATEGORY_FEED_ATOM = "councils/{slug}/feed.xml"
TAG_FEED_ATOM = "topics/{slug}/feed.xml"
TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
FEED_MAX_ITEMS = 20

DIRECT_TEMPLATES = ["index", "tags", "categories", "sitemap", "search", "figures"]
TAGS_SAVE_AS = "topics/index.html"
CATEGORIES_SAVE_AS = "councils/index.html"
SITEMAP_SAVE_AS = "sitemap.xml"
SEARCH_SAVE_AS = "search.json"
FIGURES_SAVE_AS = "figures.csv"

PLUGINS: list[str] = []
MARKDOWN = {
    "extension_configs": {
        "markdown.extensions.meta": {},
        "markdown.extensions.tables": {},
        "markdown.extensions.toc": {},
    },
    "output_format": "html5",
}
JINJA_FILTERS = {"from_json": json.loads}
