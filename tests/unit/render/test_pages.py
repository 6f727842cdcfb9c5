"""Templates print and choose: strict, escaped, and unable to reach the program behind them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from opengov_ssg.errors import Problem, ProblemError
from opengov_ssg.model import marks
from opengov_ssg.model.bodies import Body, BodyRef, Heading
from opengov_ssg.model.views import Link, NotFoundView, PlainView
from opengov_ssg.plan.frame import Framer
from opengov_ssg.plan.site_view import site_view
from opengov_ssg.render.filters import date_long, filesize, unbroken
from opengov_ssg.render.pages import Renderer, check
from tests.making import site, theme, words

FRAMER = Framer(words())
VIEW = NotFoundView((Link("<b>目录</b>", "catalog/index.html", "注"),))
BODY = Body(
    f"<p>见{marks.link(0, '甲')}、{marks.link(1, '乙')}、{marks.link(2, '丙')}</p>"
    f'<div aria-label="{marks.table(1)}"></div>',
    (Heading(2, "s1", "总则"),),
)


class Dictionary:
    """Bodies without a store."""

    def fetch(self, ref: BodyRef) -> Body:
        assert ref.digest == "body"
        return BODY


def render(template: str, path: str = "a/b/c.html", view: Any = VIEW, **templates: str) -> str:
    """What ``template`` prints on a page of the site."""
    sources = {"templates/try.html": template}
    sources |= {f"parts/{name}.html": text for name, text in templates.items()}
    made = replace(theme(), templates=theme().templates | sources)
    page = FRAMER.page(path, "try", view, heading="标题", section="catalog/index.html")
    renderer = Renderer(made, site_view(site(), words(), ()), Dictionary())
    return renderer.render(page).decode()


def refusal(template: str) -> Problem:
    with pytest.raises(ProblemError) as caught:
        render(template)
    (found,) = caught.value.problems
    return found


class TestAddresses:
    @pytest.mark.parametrize(
        ("path", "root"), [("index.html", ""), ("a/b.html", "../"), ("a/b/c.html", "../../")]
    )
    def test_they_are_relative_to_the_page(self, path: str, root: str) -> None:
        assert render("{{ 'catalog/index.html'|href }}", path) == f"{root}catalog/index.html"

    @pytest.mark.parametrize("address", ["https://a.example/b", "#s1", "mailto:a@b", "tel:12345"])
    def test_others_stay(self, address: str) -> None:
        assert render(f"{{{{ '{address}'|href }}}}") == address

    def test_assets_by_their_hashed_name(self) -> None:
        found = render("{{ asset('site.css') }}", "a/b.html")
        assert found.startswith("../assets/site.") and found.endswith(".css")

    def test_what_was_rendered_for_one_depth_is_not_printed_at_another(self) -> None:
        sources = {
            "templates/try.html": "{{ part('p') }} {{ 'a.html'|href }}",
            "parts/p.html": "{{ 'b.html'|href }}",
        }
        made = replace(theme(), templates=theme().templates | sources)
        renderer = Renderer(made, site_view(site(), words(), ()), Dictionary())
        pages = [FRAMER.page(path, "try", VIEW, heading="标题") for path in ("c", "d/e", "c")]
        assert [renderer.render(page) for page in pages] == [
            b"b.html a.html",
            b"../b.html ../a.html",
            b"b.html a.html",
        ]


class TestBodies:
    PLAIN = PlainView(
        "a", "标题", "", BodyRef("body", "1.pack", 0, 0), ("a.html", "", "#s1"), (), (), None, ""
    )

    def test_links_are_filled_in(self) -> None:
        html = render("{{ body.html }}", "a/b.html", self.PLAIN)
        assert html == (
            '<p>见<a href="../a.html">甲</a>、乙、<a href="#s1">丙</a></p>'
            f'<div aria-label="{theme().text("body.table", number=1)}"></div>'
        )

    def test_headings_are_at_hand(self) -> None:
        template = "{% for one in body.headings %}{{ one.level }}{{ one.anchor }}{{ one.text }}{% endfor %}"
        assert render(template, view=self.PLAIN) == "2s1总则"

    def test_a_page_without_one(self) -> None:
        assert render("{{ 'none' if not body }}") == "none"


class TestEscaping:
    def test_everything_printed_is_escaped(self) -> None:
        assert render("{{ view.links[0].text }}") == "&lt;b&gt;目录&lt;/b&gt;"

    def test_attributes_too(self) -> None:
        assert render("""<a title="{{ '"><script>' }}">""") == '<a title="&#34;&gt;&lt;script&gt;">'


class TestMistakes:
    """A mistake in a theme is told with its file and line."""

    @pytest.mark.parametrize(
        "mistake",
        ["{{ view.nothing }}", "{{ nothing }}", "{{ 1 / 0 }}", "{{ 'a' + 1 }}", "{{ [][1] }}"],
    )
    def test_when_a_page_is_rendered(self, mistake: str) -> None:
        found = refusal(f"一\n\n{mistake}")
        assert (found.name, found.path, found.line) == (
            "template-error",
            "themes/default/templates/try.html",
            3,
        )
        assert dict(found.args)["page"] == "a/b/c.html"

    def test_in_a_part_of_the_page(self) -> None:
        with pytest.raises(ProblemError) as caught:
            render("{{ part('p') }}", p="一\n{{ nothing }}")
        (found,) = caught.value.problems
        assert (found.path, found.line) == ("themes/default/parts/p.html", 2)

    @pytest.mark.parametrize(
        "mistake", ["{% if %}", "{{ 'a'|nofilter }}", "{% endfor %}", "{{ a b }}", "{{"]
    )
    def test_before_anything_is_rendered(self, mistake: str) -> None:
        sources = {"templates/try.html": f"一\n{mistake}"}
        made = replace(theme(), templates=theme().templates | sources)
        (found,) = check(made)
        assert (found.name, found.path, found.line) == (
            "template-error",
            "themes/default/templates/try.html",
            2,
        )

    def test_the_shipped_theme_has_none(self) -> None:
        assert check(theme()) == []

    def test_a_text_that_is_missing(self) -> None:
        found = refusal("{{ 'no.such.text'|t }}")
        assert (found.code, dict(found.args)["key"]) == ("OG403", "no.such.text")

    def test_a_template_or_a_file_that_is_missing(self) -> None:
        assert refusal("{% include 'parts/nothing.html' %}").code in ("OG402", "OG404")
        assert refusal("{{ asset('nothing.css') }}").code == "OG404"


ESCAPES = [
    "{{ ''.__class__ }}",
    "{{ ''['__class__'] }}",
    "{{ ''|attr('__class__') }}",
    "{{ ().__class__.__mro__ }}",
    "{{ ().__class__.__base__.__subclasses__() }}",
    "{{ view.__class__ }}",
    "{{ view.__init__.__globals__ }}",
    "{{ page.__getattribute__('path') }}",
    "{{ site.__dict__ }}",
    "{{ body.__class__ if body else view.__class__ }}",
    "{{ asset.__func__ }}",
    "{{ asset.__self__ }}",
    "{{ asset.__globals__ }}",
    "{{ part.__self__.bodies }}",
    "{{ range.__globals__ }}",
    "{{ self.__init__.__globals__ }}",
    "{{ self._TemplateReference__context }}",
    "{{ '{0.__class__}'.format(view) }}",
    "{{ '{0.__class__}'.format_map({'0': view}) }}",
    "{{ '%s'.__mod__ }}",
    "{{ cycler.__init__.__globals__ }}",
    "{{ lipsum.__globals__ }}",
    "{{ namespace.__init__ }}",
    "{{ get_flashed_messages }}",
    "{{ config }}",
    "{{ open('/etc/passwd').read() }}",
    "{{ __import__('os') }}",
    "{% import 'os' as os %}{{ os }}",
    "{% from 'os' import system %}",
    "{% include '/etc/passwd' %}",
    "{% include '../../site.yaml' %}",
    "{% extends '/etc/passwd' %}",
    "{{ range(10000000)|list }}",
    "{% do 1 %}",
    "{% set x = [] %}{{ x.append(1) }}",
    "{{ view._replace(links=()) }}",
    "{{ view._fields }}",
    "{{ (1).real.__class__ }}",
    "{% for x in ().__class__.__mro__ %}{% endfor %}",
    "{{ [view]|selectattr('__class__')|list }}",
    "{% macro m() %}{% endmacro %}{{ m.__globals__ }}",
]


@pytest.mark.parametrize("template", ESCAPES)
def test_templates_cannot_reach_the_program(template: str) -> None:
    try:
        html = render(template)
    except ProblemError as error:
        assert {one.code for one in error.problems} <= {"OG402", "OG404"}
        return
    pytest.fail(f"rendered {html[:200]!r}")


@pytest.mark.parametrize(
    "template",
    [
        "{{ [view]|map(attribute='__class__')|list }}",
        "{{ [view]|groupby('__class__') }}",
        "{{ [view]|sort(attribute='__class__') }}",
        "{{ view|pprint }}",
    ],
)
def test_filters_hand_out_nothing_of_it_either(template: str) -> None:
    html = render(template)
    assert not [word for word in ("class", "module", "function", "method", "0x") if word in html]


class TestFilters:
    @pytest.mark.parametrize(
        ("count", "text"),
        [(0, "0 B"), (1023, "1023 B"), (1024, "1 KB"), (1025, "2 KB"), (1468006, "1.4 MB")],
    )
    def test_filesize(self, count: int, text: str) -> None:
        assert filesize(count) == text

    @pytest.mark.parametrize(
        ("given", "text"),
        [
            ("2016-11-10", "2016年11月10日"),
            ("2016-01-05 09:00", "2016年1月5日"),
            ("", ""),
            ("长期", "长期"),
            ("1949-10-01", "1949年10月1日"),
        ],
    )
    def test_date_long(self, given: str, text: str) -> None:
        assert date_long(given) == text

    @pytest.mark.parametrize(
        ("given", "text"),
        [
            ("见国办发〔2016〕80号。", "[见国办发〔2016〕80号]。"),
            ("自2026年6月1日起", "自[2026年6月1日]起"),
            ("示例市人民政府公告2026年第1号", "示例市人民政府公告[2026年第1号]"),
            ("2026-06-01至2026-07-01", "[2026-06-01]至[2026-07-01]"),
            ("无<b>", "无&lt;b&gt;"),
        ],
    )
    def test_unbroken(self, given: str, text: str) -> None:
        marked = text.replace("[", '<span class="og-unbroken">').replace("]", "</span>")
        assert unbroken(given) == marked
