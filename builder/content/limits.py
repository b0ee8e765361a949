"""Limits of a source, each with a problem of its own when it is passed.

They bound the cost of one page whatever it holds: Python-Markdown needs seconds for 10,000 brackets in
one paragraph and overflows the stack on nested lists (docs/decisions/004-limits.md).
"""

FRONT_MATTER = 64 * 1024
"""Characters of a write-up's front matter."""
DEPTH = 8
"""Levels of nesting in front matter."""
KEYS = 2000
"""Keys in one file's front matter."""
BRACKETS = 1000
"""`[` and `{` in one YAML text."""
BODY = 1024 * 1024
"""Characters of a body."""
BLOCK_MARKS = 500
"""`[`, `!`, backticks and `<` in one block of Markdown."""
QUOTE_DEPTH = 20
"""Levels of quotation."""
LIST_DEPTH = 12
"""Levels of lists."""
DEFINITIONS = 100
"""Definitions in one block without a blank line."""
FOOTNOTES = 500
"""Footnotes of a page."""
HEADINGS = 500
"""Headings of a page."""
TABLE_ROWS = 10_000
"""Rows of all tables of a page."""
TITLE = 200
"""Characters of a title."""
SLUG = 80
"""Characters of a slug or key."""
FILE = 20 * 1024 * 1024
"""Bytes of a picture or attachment."""
PIXELS = 50_000_000
"""Pixels of a picture: twelve million are a telephone's, fifty a good camera's."""
PICTURE_SIDE = 16_383
"""Pixels of a picture's longer side: the most that WebP holds."""
WORK = 60_000_000
"""Characters that Python-Markdown may look at for one page: some five seconds of an ordinary processor."""
COPY_PAGES = 300
"""Pages of a PDF, kept as the copy of a source, whose words are compared."""
COPY_CHARACTERS = 4 * 1024 * 1024
"""Characters of the same."""
COPY_STEPS = 1_000_000
"""Steps of drawing of the same; a page of text has about a thousand, which take 0.02 seconds."""
COPY_STREAM = 8 * 1024 * 1024
"""Bytes of one packed part of a PDF, unpacked."""
COPY_OPERANDS = 500_000
"""Signs of one page of a PDF, or of one part that it shows again."""
COPY_XML = 32 * 1024 * 1024
"""Bytes of the text of a Word document, unpacked."""
