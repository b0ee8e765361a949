"""How templates become Python: as Jinja makes it, less what is known when a template is compiled.

Words of the theme are looked up once, not on every page. A field of a record is taken at once where
an earlier look has shown that nothing can run there; every other access goes through the sandbox.
"""

import json
from contextlib import suppress
from keyword import iskeyword
from typing import Any

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame, MacroRef
from jinja2.visitor import NodeTransformer
from markupsafe import Markup

from builder.theme.words import Words

_WORD = "_"


def with_words(tree: nodes.Template, words: Words) -> nodes.Template:
    """The tree with words in place of each `_("…")` that has nothing put into it.

    A template that gives `_` another meaning stays as it is.
    """
    if any(one.name == _WORD and one.ctx != "load" for one in tree.find_all(nodes.Name)):
        return tree
    found: nodes.Template = _Words(words).visit(tree)
    return found


class _Words(NodeTransformer):
    def __init__(self, words: Words) -> None:
        self._words = words

    def visit_Call(self, node: nodes.Call) -> nodes.Node:  # noqa: N802 # as Jinja calls it
        match node:
            case nodes.Call(
                node=nodes.Name(name=name),
                args=[nodes.Const(value=str(text))],
                kwargs=[],
                dyn_args=None,
                dyn_kwargs=None,
            ) if name == _WORD:
                with suppress(ArithmeticError, LookupError, TypeError, ValueError):
                    return nodes.Const(self._words(text), lineno=node.lineno, environment=node.environment)
        return self.generic_visit(node)


class Generator(CodeGenerator):
    """Writes a template as Python."""

    def visit_Const(self, node: nodes.Const, frame: Frame) -> None:  # noqa: N802 # as Jinja calls it
        """HTML is made once, not each time it is met."""
        if type(node.value) is Markup:
            self._fixed(node.value)
        else:
            super().visit_Const(node, frame)

    def visit_Dict(self, node: nodes.Dict, frame: Frame) -> None:  # noqa: N802 # the same
        """A table of words too: no template can change it."""
        table = all(isinstance(part, nodes.Const) for pair in node.items for part in (pair.key, pair.value))
        if table and all(type(pair.key.value) is str for pair in node.items):  # type: ignore[attr-defined] # a Const
            self._fixed(node.as_const(frame.eval_ctx))
        else:
            super().visit_Dict(node, frame)

    def _fixed(self, value: Any) -> None:  # noqa: ANN401 # whatever a template writes out
        self.write(f"environment.fixed[{written(value)!r}]")

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802 # the same
        """A field of a record whose kind was looked at before, else what the sandbox says."""
        name = node.attr
        if not name.isascii() or not name.isidentifier() or iskeyword(name) or name.startswith("_"):
            super().visit_Getattr(node, frame)
            return
        self.write(f"(held.{name} if type(held := ")
        self.visit(node.node, frame)
        self.write(f") in environment.fields[{name!r}] else environment.getattr(held, {name!r}))")

    def macro_def(self, macro_ref: MacroRef, frame: Frame) -> None:
        """A macro of the sandbox's own kind."""
        self.write("environment.")
        super().macro_def(macro_ref, frame)

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: FBT001, FBT002, N802 # the same
        """A macro is called at once; what a name may mean else is asked when it turns out to be none."""
        named = isinstance(node.node, nodes.Name) and node.node.name not in self.environment.globals
        if forward_caller or not named or node.dyn_args or node.dyn_kwargs or any(map(_barred, node.kwargs)):
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.write("(held if type(held := ")
        self.visit(node.node, frame)
        self.write(") is environment.Macro else environment.callee(context, held))(")
        for argument in (*node.args, *node.kwargs):
            self.visit(argument, frame)
            self.write(", ")
        self.write(")")

    def _output_child_pre(
        self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo
    ) -> None:
        """What is HTML already, as macros give it, is not looked at again."""
        if _escaped(frame, finalize):
            self.write("(held if type(held := ")
        else:
            super()._output_child_pre(node, frame, finalize)

    def _output_child_post(
        self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo
    ) -> None:
        if _escaped(frame, finalize):
            self.write(") is Markup else escape(held))")
        else:
            super()._output_child_post(node, frame, finalize)


class Fixed(dict[str, Any]):
    """What templates write out, by how a compiled template names it; each is made when it is first met."""

    def __missing__(self, name: str) -> Any:  # noqa: ANN401 # whatever a template writes out
        """HTML, or a table of words."""
        self[name] = _read(json.loads(name))
        return self[name]


def written(value: Any) -> str:  # noqa: ANN401 # as above
    """A text, HTML, number or table of these as a name, which says all of it."""

    def out(one: Any) -> Any:  # noqa: ANN401 # as above
        if isinstance(one, dict):
            return {key: out(part) for key, part in one.items()}
        return [str(one)] if type(one) is Markup else one

    return json.dumps(out(value), ensure_ascii=False)


def _read(found: Any) -> Any:  # noqa: ANN401 # as above
    if isinstance(found, dict):
        return {key: _read(part) for key, part in found.items()}
    return Markup(found[0]) if isinstance(found, list) else found  # noqa: S704 # written out by a template


def _barred(argument: nodes.Keyword) -> bool:
    """True for a name that Python has for itself, and Jinja has a way around."""
    return iskeyword(argument.key)


def _escaped(frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> bool:
    return frame.eval_ctx.autoescape and not frame.eval_ctx.volatile and finalize.src is None
