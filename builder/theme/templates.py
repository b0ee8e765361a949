"""Templates: a view and the shell → HTML, in a sandbox that sees nothing else."""

from collections.abc import Mapping
from io import BytesIO
from types import SimpleNamespace

from babel.messages.pofile import read_po
from jinja2 import FunctionLoader
from jinja2.meta import find_referenced_templates

from builder.plan import Output
from builder.problems import ContentError, Problem
from builder.theme.faults import FAULTS, MissingAssetError, Undefined, told
from builder.theme.filters import filters
from builder.theme.names import unknown_names
from builder.theme.precompiled import Precompiled
from builder.theme.sandbox import Sandbox
from builder.theme.theme import Theme
from builder.theme.words import Words


class Templates:
    """The templates of a theme in one language."""

    def __init__(self, theme: Theme, language: str, assets: Mapping[str, Output], version: str = "") -> None:
        """Prepare the sandbox; templates are compiled when first used.

        Those of a theme that is all the builder's are kept compiled for a builder of the same `version`.
        """
        self._theme = theme
        self._assets = assets
        catalogue = _Catalogue([theme.files[file] for file in theme.catalogues.get(language, ())])
        self._environment = Sandbox(
            Words(catalogue.gettext),
            loader=FunctionLoader(self._source),
            autoescape=True,
            undefined=Undefined,
            trim_blocks=True,
            lstrip_blocks=True,
            extensions=["jinja2.ext.i18n"],
            bytecode_cache=Precompiled(language, version + theme.digest)
            if version and not theme.own
            else None,
        )
        install = self._environment.install_gettext_callables  # type: ignore[attr-defined] # added by the extension
        install(catalogue.gettext, catalogue.ngettext, newstyle=True)
        self._environment.filters.update(filters(language))
        for by_chance in ("random",):
            del self._environment.filters[by_chance]
        for by_chance in ("lipsum",):
            del self._environment.globals[by_chance]
        self._environment.globals["asset"] = self._asset
        self._environment.globals["theme"] = SimpleNamespace(**dict(theme.parameters))

    def render(self, template: str, page: object, site: object, origin: str) -> str:
        """The page; raises ContentError with the template's file and line when the theme is at fault.

        `origin` is the content file that the page is made from.
        """
        self._environment.modules.clear()
        try:
            return self._environment.get_template(template).render(page=page, site=site)
        except FAULTS as error:
            where = f"/{getattr(page, 'path', '')} ← {origin}"
            raise ContentError(told(error, self._environment, self._theme, where)) from error

    def files(self, template: str) -> tuple[str, ...]:
        """The file of a template and those of every other one it names, in the order they are met."""
        found: dict[str, None] = {}
        waiting = [template]
        while waiting:
            name = waiting.pop(0)
            file = self._theme.template(name)
            if file is not None and file not in found:
                found[file] = None
                tree = self._environment.parse(self._theme.files[file].decode("utf-8"))
                waiting += sorted(other for other in find_referenced_templates(tree) if other)
        return tuple(found)

    def unknown_names(self, views: Mapping[str, type], shell: type) -> tuple[Problem, ...]:
        """What the templates of `views` name that is not there, in every branch, without any content."""
        return unknown_names(self._theme, self._environment, views, shell)

    def _source(self, name: str) -> tuple[str, str, None] | None:
        """A template by its name; Jinja is told its file, so that errors say where they are."""
        file = self._theme.template(name)
        return None if file is None else (self._theme.files[file].decode("utf-8"), file, None)

    def _asset(self, name: str) -> str:
        if name not in self._assets:
            raise MissingAssetError(name, tuple(self._assets))
        return self._assets[name].path


class _Catalogue:
    """The words of a theme in one language, read from its .po files; a missing word stays as it is."""

    def __init__(self, files: list[bytes]) -> None:
        """Take the words of each file; where two have the same one, the first holds."""
        self._words: dict[str, tuple[str, ...]] = {}
        for data in reversed(files):
            for message in read_po(BytesIO(data)):
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
