"""Names in templates against the documented views, every branch of every page, without any content.

A page's template is followed as Jinja would: the blocks of the child in place of the parent's, macros with
what they are called with, other templates where they are included. Only what is surely wrong is told.
"""

from collections.abc import Iterable, Mapping, Sequence

from jinja2 import Environment, TemplateSyntaxError, nodes

from builder.problems import Problem, Span
from builder.theme.faults import UNSAID, absent, in_line, told
from builder.theme.kinds import (
    Kind,
    MacroKind,
    Many,
    Module,
    Parameters,
    Row,
    Scope,
    joined,
    names_of,
    one_of,
    part_of,
)
from builder.theme.theme import Theme

_SAME = frozenset({"list", "reverse", "sort", "unique", "selectattr", "rejectattr", "select", "reject"})
"""Filters that give things of the same kind."""
_GIVEN = frozenset({"varargs", "kwargs", "caller", "super", "self", "loop"})
"""Names that Jinja gives in certain places beside its globals."""


def unknown_names(
    theme: Theme, environment: Environment, views: Mapping[str, type], shell: type
) -> tuple[Problem, ...]:
    """What the templates of `views` name that is not there: fields, filters, templates, macros, assets."""
    reader = _Reader(theme, environment, shell)
    for template, view in views.items():
        reader.page(template, view)
    for file in sorted(set(theme.templates.values())):
        reader.tree(file)
    return tuple(dict.fromkeys(reader.problems))


def _imported(tree: nodes.Template) -> set[str]:
    """The names a template imports itself; Jinja does not hand them on."""
    found: set[str] = set()
    for node in tree.body:
        if isinstance(node, nodes.Import):
            found.add(node.target)
        elif isinstance(node, nodes.FromImport):
            found |= {one[1] if isinstance(one, tuple) else one for one in node.names}
    return found


class _Reader:
    """Follows templates and remembers what was wrong."""

    def __init__(self, theme: Theme, environment: Environment, shell: type) -> None:
        self.problems: list[Problem] = []
        self._theme, self._environment, self._shell = theme, environment, shell
        self._trees: dict[str, nodes.Template | None] = {}
        self._called: set[tuple[object, ...]] = set()
        self._modules: dict[tuple[object, ...], Module] = {}
        self._blocks: dict[str, list[tuple[str, nodes.Block]]] = {}
        self._included: list[str] = []
        self._file = ""
        self._page = ""

    def page(self, template: str, view: type) -> None:
        """Follow the template of one kind of page."""
        self._page = template
        line: list[tuple[str, nodes.Template]] = []
        file = self._theme.template(template)
        if file is None:
            self._absent(
                "template-missing",
                Span(f"{self._theme.folder}/templates/{template}"),
                template,
                self._theme.template_names,
            )
        while file is not None:
            tree = self.tree(file)
            if tree is None or file in [one for one, _ in line]:
                return
            line.append((file, tree))
            file = self._parent(file, tree)
        self._blocks = {}
        for where, tree in line:
            for block in tree.find_all(nodes.Block):
                self._blocks.setdefault(block.name, []).append((where, block))
        parameters = Parameters(tuple(name for name, _ in self._theme.parameters))
        scope: Scope = {"page": view, "site": self._shell, "theme": parameters}
        for where, tree in line:
            top = [node for node in tree.body if not isinstance(node, nodes.Output | nodes.Block)]
            self._body(where, top, scope)
        if line:
            self._body(line[-1][0], line[-1][1].body, scope)

    def tree(self, file: str) -> nodes.Template | None:
        """The parsed template; None, and told once, when it cannot be parsed."""
        if file not in self._trees:
            try:
                text = self._theme.files[file].decode("utf-8")
                self._trees[file] = self._environment.parse(text, filename=file)
            except TemplateSyntaxError as error:
                self._trees[file] = None
                self.problems.append(told(error, self._environment, self._theme, self._page))
        return self._trees[file]

    def _parent(self, file: str, tree: nodes.Template) -> str | None:
        extends = tree.find(nodes.Extends)
        if extends is None or not isinstance(extends.template, nodes.Const):
            return None
        return self._template(file, extends.template)

    # --- What is wrong -------------------------------------------------------------------------

    def _absent(self, code: str, at: Span, name: str, known: Iterable[str], **more: str) -> None:
        self.problems.append(absent(code, at, name, known, where=self._page, **more))

    def _at(self, node: nodes.Node, name: str) -> Span:
        text = self._theme.files[self._file].decode("utf-8")
        return in_line(self._file, text, node.lineno, name)

    def _template(self, file: str, node: nodes.Expr) -> str | None:
        """The file of a template that is named in so many words."""
        self._file = file
        if not isinstance(node, nodes.Const) or not isinstance(node.value, str):
            return None
        found = self._theme.template(node.value)
        if found is None:
            at = self._at(node, node.value)
            self._absent("template-missing", at, node.value, self._theme.template_names)
        return found

    def _field(self, node: nodes.Expr, kind: Kind, name: str) -> Kind:
        names = names_of(kind)
        if names is not None and name not in names:
            of = (
                "theme"
                if isinstance(kind, Parameters)
                else kind.file
                if isinstance(kind, Module)
                else kind.__name__
            )
            self._absent("template-field", self._at(node, name), name, names, of=of)
        return part_of(kind, name)

    def _way(self, node: nodes.Expr, kind: Kind, way: str) -> Kind:
        """The kind at the end of a way of fields such as `target.figure`."""
        for name in way.split("."):
            kind = self._field(node, kind, name)
        return kind

    # --- Statements ----------------------------------------------------------------------------

    def _body(self, file: str, body: Sequence[nodes.Node], scope: Scope) -> None:
        before, self._file = self._file, file
        for node in body:
            self._statement(node, scope)
        self._file = before

    def _statement(self, node: nodes.Node, scope: Scope) -> None:  # noqa: C901, PLR0912 # a case for each kind of node
        file = self._file
        match node:
            case nodes.Macro():
                scope[node.name] = MacroKind(file, node, scope)
            case nodes.FromImport():
                self._from(node, scope)
            case nodes.Import():
                scope[node.target] = self._module(node, scope)
            case nodes.Include():
                there = self._template(file, node.template)
                if there and there not in self._included and (tree := self.tree(there)):
                    self._included.append(there)
                    self._body(there, tree.body, dict(scope))
                    self._included.pop()
            case nodes.Extends():
                return
            case nodes.Block():
                found = self._blocks.get(node.name, [(file, node)])
                for where, block in found[: 1 + self._supers(found)]:
                    self._body(where, block.body, dict(scope))
            case nodes.For():
                inner = dict(scope) | {"loop": None}
                self._bind(node.target, one_of(self._kind(node.iter, scope)), inner)
                self._inner(file, [node.test] if node.test else [], inner)
                self._body(file, node.body, inner)
                self._body(file, node.else_, dict(scope))
            case nodes.If():
                self._kind(node.test, scope)
                self._body(file, [*node.body, *node.elif_, *node.else_], scope)
            case nodes.Assign():
                self._bind(node.target, self._kind(node.node, scope), scope)
            case nodes.Expr():
                self._kind(node, scope)
            case nodes.AssignBlock():
                self._inner(file, node.body, dict(scope))
                self._bind(node.target, None, scope)
            case nodes.CallBlock() | nodes.With():
                inner = dict(scope) | {
                    one.name: None for one in node.find_all(nodes.Name) if one.ctx != "load"
                }
                self._inner(file, list(node.iter_child_nodes()), inner)
            case _:
                self._inner(file, list(node.iter_child_nodes()), scope)

    def _inner(self, file: str, body: Sequence[nodes.Node], scope: Scope) -> None:
        for node in body:
            self._file = file
            self._statement(node, scope)

    def _supers(self, found: list[tuple[str, nodes.Block]]) -> int:
        """How many blocks above the first one are shown by `super()`."""
        count = 0
        for _, block in found[:-1]:
            names = {
                call.node.name for call in block.find_all(nodes.Call) if isinstance(call.node, nodes.Name)
            }
            if "super" not in names:
                break
            count += 1
        return count

    def _from(self, node: nodes.FromImport, scope: Scope) -> None:
        module = self._module(node, scope)
        for one in node.names:
            name, local = one if isinstance(one, tuple) else (one, one)
            scope[local] = self._field(node, module, name) if module is not None else None  # type: ignore[arg-type] # only its line is used

    def _module(self, node: nodes.Import | nodes.FromImport, scope: Scope) -> Module | None:
        """What an imported template offers; `with context` it sees the page and the shell as well."""
        file = self._file
        there = self._template(file, node.template)
        tree = self.tree(there) if there else None
        if there is None or tree is None:
            return None
        given = ("page", "site", "theme") if node.with_context else ("theme",)
        key = (there, *(scope.get(name) for name in given))
        if key not in self._modules:
            module = self._modules[key] = Module(there)
            outer: Scope = {name: scope.get(name) for name in given}
            self._body(there, tree.body, outer)
            passed = {*given, *_imported(tree)}
            module.names.update({name: kind for name, kind in outer.items() if name not in passed})
        self._file = file
        return self._modules[key]

    def _bind(self, target: nodes.Node, kind: Kind, scope: Scope) -> None:
        if isinstance(target, nodes.Name):
            scope[target.name] = kind
        elif isinstance(target, nodes.Tuple):
            parts = kind.parts if isinstance(kind, Row) and len(kind.parts) == len(target.items) else None
            for index, one in enumerate(target.items):
                self._bind(one, parts[index] if parts else None, scope)

    # --- Expressions ---------------------------------------------------------------------------

    def _kind(self, node: nodes.Node, scope: Scope) -> Kind:  # noqa: C901 # a case for each kind of node
        """The kind of what an expression gives; what it names that is not there is told on the way."""
        match node:
            case nodes.Name():
                self._name(node, scope)
                return scope.get(node.name)
            case nodes.Getattr():
                return self._field(node, self._kind(node.node, scope), node.attr)
            case nodes.Getitem(arg=nodes.Const(value=str() as name)):
                return self._field(node, self._kind(node.node, scope), name)
            case nodes.Getitem():
                kind = self._kind(node.node, scope)
                self._kind(node.arg, scope)
                return kind if isinstance(node.arg, nodes.Slice) else one_of(kind)
            case nodes.Filter():
                return self._filter(node, scope)
            case nodes.Call():
                return self._call(node, scope)
            case nodes.CondExpr():
                self._kind(node.test, scope)
                others = [node.expr1] + ([node.expr2] if node.expr2 else [])
                return joined([self._kind(one, scope) for one in others])
            case nodes.And() | nodes.Or():
                return joined([self._kind(node.left, scope), self._kind(node.right, scope)])
            case nodes.Tuple() | nodes.List():
                return Row(tuple(self._kind(one, scope) for one in node.items))
            case nodes.Test():
                if node.name not in self._environment.tests:
                    self._absent(
                        "template-filter", self._at(node, node.name), node.name, self._environment.tests
                    )
        for child in node.iter_child_nodes():
            self._kind(child, scope)
        return None

    def _name(self, node: nodes.Name, scope: Scope) -> None:
        known = self._environment.globals
        if node.ctx == "load" and not (node.name in scope or node.name in known or node.name in _GIVEN):
            there = {*scope, *known} - UNSAID
            self._absent("template-name", self._at(node, node.name), node.name, there)

    def _filter(self, node: nodes.Filter, scope: Scope) -> Kind:
        if node.name not in self._environment.filters:
            self._absent("template-filter", self._at(node, node.name), node.name, self._environment.filters)
        kind = self._kind(node.node, scope) if node.node is not None else None
        for argument in (*node.args, *node.kwargs):
            self._kind(argument, scope)
        ways = [
            one.value.value
            for one in node.kwargs
            if one.key == "attribute" and isinstance(one.value, nodes.Const)
        ]
        if node.name in {"selectattr", "rejectattr"} and node.args and isinstance(node.args[0], nodes.Const):
            ways.append(node.args[0].value)
        ends = [self._way(node, one_of(kind), way) for way in ways if isinstance(way, str)]
        if node.name == "map":
            return Many(ends[0]) if ends else None
        if node.name in {"first", "last"}:
            return one_of(kind)
        return Many(one_of(kind)) if node.name in _SAME else None

    def _call(self, node: nodes.Call, scope: Scope) -> None:
        called = self._kind(node.node, scope)
        given = [self._kind(one, scope) for one in node.args]
        named = {one.key: self._kind(one.value, scope) for one in node.kwargs}
        if isinstance(node.node, nodes.Name) and node.node.name == "asset" and node.args:
            self._asset(node.args[0])
        if isinstance(called, MacroKind):
            self._macro(called, given, named)

    def _asset(self, node: nodes.Expr) -> None:
        if (
            isinstance(node, nodes.Const)
            and isinstance(node.value, str)
            and not self._theme.asset(node.value)
        ):
            self._absent("template-asset", self._at(node, node.value), node.value, self._theme.assets)

    def _macro(self, called: MacroKind, given: list[Kind], named: Mapping[str, Kind]) -> None:
        """Follow a macro with what it is given; once for each combination of kinds."""
        names = [one.name for one in called.node.args]
        kinds: Scope = dict.fromkeys(names)
        kinds |= dict(zip(names, given, strict=False)) | {key: named[key] for key in names if key in named}
        key = (id(called.node), called.scope.get("page"), *kinds.values())
        if key not in self._called:
            self._called.add(key)
            self._body(called.file, called.node.body, called.scope | kinds)
