"""Pages from templates: sandboxed, escaped, strict. One Renderer serves a worker for a whole
build."""

from __future__ import annotations

import traceback
from collections.abc import Callable, MutableMapping
from typing import Any, NamedTuple

from jinja2 import (
    FunctionLoader,
    StrictUndefined,
    TemplateError,
    TemplateSyntaxError,
    pass_context,
)
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

from opengov_ssg import digests
from opengov_ssg.errors import Problem, ProblemError, problem
from opengov_ssg.model import blocks, charts, marks, views
from opengov_ssg.model.bodies import Bodies, BodyRef, Heading
from opengov_ssg.model.components import Component, Example
from opengov_ssg.model.themes import ThemeSnapshot
from opengov_ssg.model.views import Alternate, PageView, Row, SiteView
from opengov_ssg.render import qr_codes
from opengov_ssg.render.blocks import Furnisher
from opengov_ssg.render.charts import svg
from opengov_ssg.render.examples import given
from opengov_ssg.render.filters import date_long, filesize, unbroken

_ROWS = 20_000
"""Rows that a worker remembers: some 30 MB, whatever the size of the site."""

_FAILURES = (TemplateError, ArithmeticError, AttributeError, LookupError, TypeError)
"""What a template can do wrong."""

_LONGEST_CODE = 500
"""Bytes of an address that a telephone still reads from a code the size of a stamp."""


class RenderedBody(NamedTuple):
    """A body as a template prints it."""

    html: Markup
    headings: tuple[Heading, ...]


class Renderer:
    """Renders pages of one site with one theme. ``root`` is set for each page, ``../`` a folder."""

    def __init__(self, theme: ThemeSnapshot, site: SiteView, bodies: Bodies) -> None:
        self.theme = theme
        self.site = site
        self.bodies = bodies
        self._root = ""
        self._section = ""
        self._alternates: tuple[Alternate, ...] = ()
        self._languages: dict[str, Renderer] = {}
        self._rows: dict[tuple[Row, str], Markup] = {}
        self._parts: dict[tuple[str, str, str], Markup] = {}
        self._assets = theme.asset_paths()
        self._env = self._environment()
        self._furnisher = Furnisher(self._env, self._text)

    def _environment(self) -> _Sandbox:
        env = _sandbox(self.theme)
        env.globals.update(
            site=self.site,
            part=self._part,
            table_row=self._table_row,
            asset=self._asset,
            asset_path=self._asset_path,
            asset_text=self._asset_text,
            style_source=self._style_source,
            chart_svg=_chart_svg,
            qr_svg=self._qr_svg,
        )
        # Texts are the same on every page and are put in when a template is compiled; addresses
        # depend on the page, and asking for the context keeps them from being put in likewise.
        env.filters.update(href=pass_context(lambda _, to: self._href(to)), t=self._text)
        return env

    def render(self, page: PageView) -> bytes:
        """The page as UTF-8. Raises ProblemError (OG402, OG403) at the template's line."""
        if page.language not in ("", self.site.language):
            return self._in_language(page).render(page)
        self._alternates = page.alternates
        self._root = "../" * page.path.count("/")
        self._section = page.section
        try:
            template = self._env.get_template(page.template)
            html = template.render(page=page, view=page.view, body=self._body(page))
        except _FAILURES as error:
            raise ProblemError(self._problem(error, page.template, page.path)) from error
        return html.encode()

    def component(self, component: Component, example: Example) -> Markup:
        """What an example of a component prints on a page that lies in no folder. Raises
        ProblemError (OG402, OG403) at the template's line."""
        self._root = ""
        where = f"components/{component.name}/template.html"
        try:
            types = {one.name: one.type for one in component.parameters}
            arguments = given(self._env, example.arguments, types)
            # By a template, for only those are told at their own lines when they fail.
            call = (
                f"{{% from '{where}' import {component.macro} as macro %}}{{{{ macro(**given) }}}}"
            )
            return Markup(self._env.from_string(call).render(given=arguments))
        except _FAILURES as error:
            raise ProblemError(self._problem(error, where, example.name)) from error

    def _in_language(self, page: PageView) -> Renderer:
        """The renderer of a translation's language: its words are put in when
        templates are compiled."""
        found = self._languages.get(page.language)
        if found is None:
            theme = self.theme.in_language(page.language)
            site = self.site.in_language(page.language, page.direction)
            found = self._languages[page.language] = Renderer(theme, site, self.bodies)
        return found

    def _body(self, page: PageView) -> RenderedBody | None:
        ref = getattr(page.view, "body", None)
        if not isinstance(ref, BodyRef):
            return None
        targets: tuple[str, ...] = page.view.targets
        body = self.bodies.fetch(ref)
        html = marks.fill(body.html, targets, self._attribute, self._table_name)
        if body.blocks:
            html = self._furnisher.furnish(html, body.blocks, targets)
        return RenderedBody(Markup(html), body.headings)

    # What templates call

    def _href(self, target: str) -> str:
        if "://" in target or target.startswith(("#", "mailto:", "tel:")):
            return target
        return self._root + target

    def _attribute(self, target: str) -> str:
        return str(escape(self._href(target)))

    def _table_name(self, number: int) -> str:
        return str(escape(self._text("body.table", number=number)))

    def _text(self, key: str, **words: object) -> str:
        return self.theme.text(key, **words)

    def _asset_path(self, name: str) -> str:
        try:
            return self._assets[name]
        except KeyError:
            where = f"themes/{self.theme.name}/{name}"
            raise ProblemError(problem("theme-file-missing", where)) from None

    def _asset(self, name: str) -> str:
        return self._root + self._asset_path(name)

    def _asset_text(self, name: str) -> Markup:
        """A style sheet to stand inside a page that may load no other file."""
        self._asset_path(name)
        text = next(one.data for one in self.theme.assets if one.name == name).decode()
        if "</" in text:
            raise ProblemError(problem("theme-file-missing", f"themes/{self.theme.name}/{name}"))
        return Markup(text)

    def _style_source(self, name: str) -> str:
        return digests.for_policy(str(self._asset_text(name)))

    def _part(self, name: str) -> Markup:
        """Header and footer are the same for all pages of a depth and section: rendered once, but
        for the header of a page that is there in several languages."""
        own = self._alternates if name == "header" else ()
        key = (name, self._root, self._section)
        found = None if own else self._parts.get(key)
        if found is None:
            template = self._env.get_template(f"parts/{name}.html")
            found = Markup(template.render(section=self._section, languages=own))
            if not own:
                self._parts[key] = found
        return found

    def _table_row(self, row: Row) -> Markup:
        """A record's row in a table: it stands in seven lists or more, rendered once a depth."""
        key = (row, self._root)
        found = self._rows.get(key)
        if found is None:
            if len(self._rows) >= _ROWS:
                self._rows.clear()
            template = self._env.get_template("parts/row.html")
            found = self._rows[key] = Markup(template.render(row=row))
        return found

    def _qr_svg(self, address: str) -> Markup:
        """The QR code of an absolute address, black on white in every mode; too
        long a one has none."""
        if len(address.encode()) > _LONGEST_CODE:
            return Markup("")
        side, path = qr_codes.path(address)
        name = escape(self._text("share.code"))
        return Markup(
            f'<svg class="og-share__code" viewBox="0 -.5 {side} {side}" role="img" aria-label="{name}" '
            'focusable="false" shape-rendering="crispEdges"><path fill="#fff" '
            f'd="M0-.5h{side}v{side}H0z"/><path stroke="#000" d="{path}"/></svg>'
        )

    def _problem(self, error: Exception, template: str, page: str) -> Problem:
        name, line = _template_place(error, self.theme.templates)
        where = f"themes/{self.theme.name}/{name or template}"
        at = (line, 1) if line else (0, 0)
        return problem("template-error", where, at, detail=error, page=page)


def _chart_svg(chart: charts.Chart) -> Markup:
    """The picture of a chart, for a page that shows its table as well."""
    return Markup(svg(chart))


class _Sandbox(ImmutableSandboxedEnvironment):
    """Templates print and choose; they cannot reach Python, files or the network.

    Views are plain frozen data: their own fields are handed out without the sandbox's questions,
    which took two fifths of the rendering time. Any other attribute is asked for as ever.
    """

    def getattr(self, obj: Any, attribute: str) -> Any:
        """The field of a view, or whatever the sandbox allows."""
        if attribute in _FIELDS.get(type(obj), ()):
            return getattr(obj, attribute)
        return super().getattr(obj, attribute)

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """The names that a template knows: the environment's own map, if no others are given.
        Jinja's chain of maps is gone through key by key whenever a template imports a component."""
        return super().make_globals(d) if d else self.globals


_FIELDS: dict[type, frozenset[str]] = {
    found: frozenset(found._fields)
    for found in (
        RenderedBody,
        Heading,
        *vars(views).values(),
        *vars(blocks).values(),
        *vars(charts).values(),
    )
    if isinstance(found, type) and hasattr(found, "_fields")
}


def _sandbox(theme: ThemeSnapshot) -> _Sandbox:
    env = _Sandbox(
        loader=FunctionLoader(_source(theme.templates)),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,
    )
    env.globals = {"range": env.globals["range"]}
    env.filters.update(href=str, t=str, filesize=filesize, date_long=date_long, unbroken=unbroken)
    return env


def _source(
    templates: dict[str, str],
) -> Callable[[str], tuple[str, str, Callable[[], bool]] | None]:
    """A loader's function; the name stands in tracebacks, where a problem's line is read."""

    def load(name: str) -> tuple[str, str, Callable[[], bool]] | None:
        text = templates.get(name)
        return None if text is None else (text, name, lambda: True)

    return load


def _template_place(error: Exception, templates: dict[str, str]) -> tuple[str, int]:
    if isinstance(error, TemplateSyntaxError):
        return error.name or "", error.lineno
    frames = traceback.extract_tb(error.__traceback__)
    for frame in reversed(frames):
        if frame.filename in templates:
            return frame.filename, frame.lineno or 0
    return "", 0


def check(theme: ThemeSnapshot) -> list[Problem]:
    """Syntax errors of all templates, before anything is rendered (OG402)."""
    env = _sandbox(theme)
    problems = []
    for name in theme.templates:
        try:
            env.compile(theme.templates[name], name, raw=True)
        except TemplateSyntaxError as error:
            where = f"themes/{theme.name}/{name}"
            found = problem("template-error", where, (error.lineno, 1), detail=error, page=name)
            problems.append(found)
    return problems
