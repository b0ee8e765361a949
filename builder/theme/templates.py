"""Templates: a view and the shell → HTML, in a sandbox that sees nothing else."""

import traceback
from collections.abc import Mapping
from io import BytesIO

from babel.messages.pofile import read_po
from jinja2 import FunctionLoader, StrictUndefined, TemplateError, TemplateSyntaxError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from builder.plan import Output
from builder.problems import ContentError, Problem, Span, problem
from builder.theme.filters import filters
from builder.theme.theme import Theme

_FAULTS = (
    TemplateError,
    LookupError,
    TypeError,
    ValueError,
    AttributeError,
    ArithmeticError,
    RecursionError,
)
"""What a template's own mistakes raise."""


class Templates:
    """The templates of a theme in one language."""

    def __init__(self, theme: Theme, language: str, assets: Mapping[str, Output]) -> None:
        """Prepare the sandbox; templates are compiled when first used."""
        self._theme = theme
        self._assets = assets
        self._environment = ImmutableSandboxedEnvironment(
            loader=FunctionLoader(self._source),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            extensions=["jinja2.ext.i18n"],
        )
        catalogue = _Catalogue(theme.catalogues.get(language, b""))
        install = self._environment.install_gettext_callables  # type: ignore[attr-defined] # added by the extension
        install(catalogue.gettext, catalogue.ngettext, newstyle=True)
        self._environment.filters.update(filters(language))
        self._environment.globals["asset"] = self._asset

    def render(self, template: str, page: object, site: object) -> str:
        """The page; raises ContentError with the template's file and line when the theme is at fault."""
        try:
            return self._environment.get_template(template).render(page=page, site=site)
        except (
            TemplateError,
            LookupError,
            TypeError,
            ValueError,
            AttributeError,
            ArithmeticError,
            RecursionError,
        ) as error:
            raise ContentError(self._problem(error, template, page)) from error

    def _source(self, name: str) -> tuple[str, str, None] | None:
        """A template under its own name, so that errors say where they are."""
        source = self._theme.templates.get(name)
        return None if source is None else (source, name, None)

    def _asset(self, name: str) -> str:
        if name not in self._assets:
            raise KeyError(name)
        return self._assets[name].path

    def _problem(self, error: Exception, template: str, page: object) -> Problem:
        path = getattr(page, "path", "")
        if isinstance(error, TemplateSyntaxError):
            at = Span(f"{self._theme.folder}/templates/{error.name or template}", error.lineno)
            return problem("template-error", at, said=error.message, page=f"/{path}")
        line, name = 1, template
        for frame in traceback.extract_tb(error.__traceback__):
            if frame.filename in self._theme.templates:
                line, name = frame.lineno or 1, frame.filename
        said = f"asset {error} is missing" if isinstance(error, KeyError) else str(error)
        at = Span(f"{self._theme.folder}/templates/{name}", line)
        return problem("template-error", at, said=said, page=f"/{path}")


class _Catalogue:
    """The words of a theme in one language, read from its .po file; a missing word stays as it is."""

    def __init__(self, data: bytes) -> None:
        self._words: dict[str, tuple[str, ...]] = {}
        if not data:
            return
        catalogue = read_po(BytesIO(data))
        for message in catalogue:
            if message.id:
                key = message.id[0] if isinstance(message.id, (list, tuple)) else message.id
                said = message.string
                self._words[key] = tuple(said) if isinstance(said, (list, tuple)) else (str(said),)

    def gettext(self, text: str) -> str:
        found = self._words.get(text, ("",))[0]
        return found or text

    def ngettext(self, singular: str, plural: str, number: int) -> str:
        """Only languages with one form (vi) or the English two are known here."""
        forms = self._words.get(singular, ("",))
        said = forms[0] if number == 1 or len(forms) == 1 else forms[1]
        return said or (singular if number == 1 else plural)
