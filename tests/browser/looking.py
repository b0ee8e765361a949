"""Eyes and ears for the browser tests: open a page, and say what is wrong with it."""

import gzip
from dataclasses import dataclass, field
from pathlib import Path

import axe_playwright_python
from playwright.sync_api import Browser, Page, Request, Response

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
REMEMBER_COLOURS = """{ const Colour = axe.commons.color.Color, parse = Colour.prototype.parseString, known = new Map()
Colour.prototype.parseString = function (text) {
  if (!known.has(text)) known.set(text, parse.call(new Colour(), text))
  const {r, g, b, alpha} = known.get(text)
  return Object.assign(this, {r, g, b, alpha}) } }
void 0"""
"""Axe reads the few colours of a page thousands of times, which is a third of its work; now it reads each once."""
Rules = list[str] | dict[str, str | list[str]]
RULES: Rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
COLOURS: Rules = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
"""All of them that look at colours."""


@dataclass
class Heard:
    """What a page said while it was open: console lines and failed requests, and what it fetched."""

    said: list[str] = field(default_factory=list)
    answers: list[Response] = field(default_factory=list)

    def weights(self) -> dict[str, int]:
        """Bytes of each thing fetched, by its path, as a host sends it: text compressed."""
        found = {}
        for answer in self.answers:
            body = answer.body()
            kind = answer.headers.get("content-type", "")
            small = "text" in kind or "svg" in kind
            found[answer.url] = len(gzip.compress(body, 9)) if small else len(body)
        return found


def opened(
    browser: Browser,
    width: int,
    scheme: str = "light",
    *,
    csp: bool = True,
    forced: bool = False,
    script: bool = True,
) -> tuple[Page, Heard]:
    """An empty page of a given width, and what it will say. Close it with `page.context.close()`."""
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme="dark" if scheme == "dark" else "light",
        forced_colors="active" if forced else "none",
        bypass_csp=not csp,
        java_script_enabled=script,
    )
    page = context.new_page()
    heard = Heard()
    page.on("console", lambda message: heard.said.append(message.text))
    page.on("pageerror", lambda error: heard.said.append(str(error)))
    page.on("requestfailed", lambda request: heard.said.extend(_failures(request)))
    page.on("response", lambda answer: heard.answers.append(answer))  # noqa: PLW0108 # a bound method will not do
    return page, heard


def show(page: Page, address: str, *, idle: bool = False) -> None:
    """Open an address until everything a page is made of is there; `idle`, until its script asks for nothing more."""
    page.goto(address, wait_until="networkidle" if idle else "load")
    page.evaluate("document.body.offsetHeight, document.fonts.ready.then(() => true)")


def _failures(request: Request) -> list[str]:
    """A request that failed; one that the next visit cut short did not."""
    return [] if request.failure == "net::ERR_ABORTED" else [f"failed: {request.url} {request.failure}"]


def overflow(page: Page) -> int:
    """How many pixels the page is wider than its window."""
    return int(page.evaluate("document.documentElement.scrollWidth - window.innerWidth"))


def torn(page: Page) -> list[str]:
    """Short words, numbers and days of visible text that are cut between two lines; digests and addresses may be."""
    found: list[str] = page.evaluate("""() => {
      const found = [], range = document.createRange()
      const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
      while (texts.nextNode()) {
        const text = texts.currentNode
        if (text.parentElement.closest('code, pre, svg, .hidden, .permalink')) continue
        for (const token of text.data.matchAll(/[^\\s\u00a0]+/g)) {
          const whole = token[0].match(/^\\p{L}+$|\\d[\\d.,\\/–]*\\d/u)
          if (!whole || whole[0].length > 14) continue
          const at = token.index + whole.index
          range.setStart(text, at)
          range.setEnd(text, at + whole[0].length)
          const tops = [...range.getClientRects()].filter(box => box.width > 1).map(box => box.top)
          if (Math.max(...tops) - Math.min(...tops) > 8) found.push(whole[0])
        }
      }
      return found }""")
    return found


RUN_AXE = """rules => axe.run(document, {runOnly: rules, resultTypes: ["violations"], selectors: false})
.then(found => found.violations.flatMap(one => one.nodes.map(node => `${one.id}: ${node.html}`)))"""


def violations(page: Page, rules: Rules = RULES) -> list[str]:
    """What axe finds, one line per element."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(f"{AXE}\n{REMEMBER_COLOURS}")
    found: list[str] = page.evaluate(RUN_AXE, rules)
    return found


def arranged(page: Page) -> list[str]:
    """Where every element stands and whether it is seen: what axe knows of it beside its colours and its HTML."""
    found: list[str] = page.evaluate("""() => [...document.querySelectorAll('*')].map(one => {
      const style = getComputedStyle(one), box = one.getBoundingClientRect()
      return [one.tagName, one.id, style.display, style.visibility, style.opacity, style.overflow, style.position,
        style.pointerEvents, style.fontSize, style.fontWeight, style.textDecorationLine, style.clipPath,
        getComputedStyle(one, '::before').content, getComputedStyle(one, '::after').content,
        box.x, box.y, box.width, box.height].join(' ') })""")
    return found
