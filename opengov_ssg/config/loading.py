"""Read site.yaml: what is wrong with it is told like what is wrong with a record."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from pathlib import Path

from opengov_ssg.errors import Problem, ProblemError, Words, problem
from opengov_ssg.model.naming import names_of
from opengov_ssg.model.records import KINDS
from opengov_ssg.model.site import Agency, Column, GazetteSeries, Places, Site, SiteConfig
from opengov_ssg.model.validation import translate, validate
from opengov_ssg.model.vocabulary import Term, default_vocabularies
from opengov_ssg.model.vocabulary.terms import EXTENDABLE
from opengov_ssg.notation import nodes
from opengov_ssg.notation.nodes import Steps
from opengov_ssg.notation.site_path import site_path

SITE_FILE = "site.yaml"
_ID_CODE = re.compile(r"(\d{10}|bm\d{8})")
_ICP = re.compile(r"[\u4e00-\u9fff]ICP备\d{8,10}号(-\d+)?")
_POLICE = re.compile(r"[\u4e00-\u9fff]公网安备\s?\d{14}号")


def load(project: Path) -> tuple[Site, list[Problem]]:
    """The site and the warnings about it. Raises ProblemError when there are errors."""
    tree = _tree(project)
    config, problems = validate(tree, SiteConfig, SITE_FILE, default_vocabularies())
    problems = [one.in_site() for one in problems + tree.problems]
    if config is None or problems:
        raise ProblemError(*problems)
    checks = (_references, _vocabularies, _identity)
    problems += [one for check in checks for one in check(config, tree)]
    if any(one.severity == "error" for one in problems):
        raise ProblemError(*problems)
    more = {
        name: [Term(term.code, term.name, term.aliases, term.parent or "") for term in terms]
        for name, terms in config.vocabularies.items()
    }
    return Site(config, default_vocabularies().extended(more), _places(tree)), problems


def _tree(project: Path) -> nodes.Tree:
    file = project / SITE_FILE
    if file.is_symlink() or not file.is_file():
        raise ProblemError(problem("no-site", SITE_FILE))
    try:
        text = file.read_bytes().decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        raise ProblemError(
            problem("undecodable", SITE_FILE, offset=error.start).in_site()
        ) from None
    try:
        tree = nodes.parse(text.replace("\r\n", "\n"), SITE_FILE)
    except ProblemError as error:
        raise ProblemError(*(one.in_site() for one in error.problems)) from None
    return translate(tree, SiteConfig, SITE_FILE)


def _places(tree: nodes.Tree) -> Places:
    """Where each entry of a list stands, for rules that find fault with it."""
    return {
        (name, index): at
        for (name, index) in (steps for steps in tree.places if len(steps) == 2)
        if isinstance(name, str) and isinstance(index, int) and (at := tree.places[name, index])
    }


def _references(config: SiteConfig, tree: nodes.Tree) -> Iterator[Problem]:
    """Codes are given once, and every code that is referred to exists."""
    agencies = [agency.code for agency in config.agencies]
    coded = (
        ("agencies", agencies),
        ("columns", [one.code for one in config.columns]),
        ("gazettes", [one.code for one in config.gazettes]),
    )
    for kind, codes in coded:
        for index, code in enumerate(codes):
            if code in codes[:index]:
                at = tree.place((kind, index, "code"))
                yield problem("config-dangling", SITE_FILE, at, hint="twice", code=code)
    yield from _names(config, tree)
    wanted: list[tuple[Steps, str | None]] = [
        (("agencies", index, "succeeded_by"), one.succeeded_by)
        for index, one in enumerate(config.agencies)
    ]
    wanted += [
        (("columns", index, "lead_agency"), one.lead_agency)
        for index, one in enumerate(config.columns)
    ]
    wanted += _gazette_agencies(config)
    wanted += [
        (("press", index, "agencies", position), code)
        for index, profile in enumerate(config.press)
        for position, code in enumerate(profile.agencies)
    ]
    for steps, named in wanted:
        if named and named not in agencies:
            yield problem("config-dangling", SITE_FILE, tree.place(steps), code=named)
    yield from _kinds_and_columns(config, tree)
    for kind, wants in config.required.items():
        if kind not in KINDS:
            at = tree.keys["required", kind]
            near = "、".join(KINDS)
            yield problem("config-dangling", SITE_FILE, at, hint="kind", code=kind, near=near)
            continue
        known = names_of(KINDS[kind]).labels
        for index, field in enumerate(wants):
            if field not in known:
                near = "、".join(get_close_matches(field, known, n=3, cutoff=0.4))
                at = tree.place(("required", kind, index))
                yield problem("config-dangling", SITE_FILE, at, hint="field", code=field, near=near)


def _names(config: SiteConfig, tree: nodes.Tree) -> Iterator[Problem]:
    """A record may say a name instead of the code: no two have the same one. No agency is asked for
    press conferences twice."""
    kinds: dict[str, Sequence[Agency | Column | GazetteSeries]] = {
        "agencies": config.agencies,
        "columns": config.columns,
        "gazettes": config.gazettes,
    }
    for kind, ones in kinds.items():
        first: dict[str, str] = {}
        for index, one in enumerate(ones):
            if first.setdefault(one.name, one.code) != one.code:
                at = tree.place((kind, index, "name"))
                yield problem("config-dangling", SITE_FILE, at, hint="name-twice", code=one.name)
    asked: set[str] = set()
    for index, profile in enumerate(config.press):
        for position, code in enumerate(profile.agencies):
            if code in asked:
                at = tree.place(("press", index, "agencies", position))
                yield problem("config-dangling", SITE_FILE, at, hint="listed-twice", code=code)
            asked.add(code)


def _kinds_and_columns(config: SiteConfig, tree: nodes.Tree) -> Iterator[Problem]:
    """The kinds that a column gathers, and the column of a platform's rules."""
    for index, column in enumerate(config.columns):
        for position, kind in enumerate(column.kinds):
            if kind not in KINDS:
                at, near = tree.place(("columns", index, "kinds", position)), "、".join(KINDS)
                yield problem("config-dangling", SITE_FILE, at, hint="kind", code=kind, near=near)
    named, columns = config.platform.rules, [*(one.code for one in config.columns)]
    if named and named not in (*columns, *config.statutory):
        at, near = tree.place(("platform", "rules")), "、".join(columns)
        yield problem("config-dangling", SITE_FILE, at, hint="column", code=named, near=near)


def _gazette_agencies(config: SiteConfig) -> list[tuple[Steps, str]]:
    """Who publishes a gazette and whose documents it prints, where no agency is called so."""
    known = {name.name for one in config.agencies for name in one.former_names}
    for one in config.agencies:
        known.update((one.code, one.name, *one.short_names, *one.former_codes))
    named: list[tuple[Steps, str]] = []
    for index, series in enumerate(config.gazettes):
        named.append((("gazettes", index, "agency"), series.agency))
        named += [(("gazettes", index, "covers", at), one) for at, one in enumerate(series.covers)]
    return [(steps, one) for steps, one in named if one not in known]


def _vocabularies(config: SiteConfig, tree: nodes.Tree) -> Iterator[Problem]:
    for name, terms in config.vocabularies.items():
        if name not in EXTENDABLE:
            at = tree.keys["vocabularies", name]
            words: Words = {"code": name, "near": "、".join(EXTENDABLE)}
            yield problem("config-dangling", SITE_FILE, at, hint="vocabulary", **words)
            continue
        shipped = default_vocabularies().get(name)
        parents = {code: one.parent for code, one in shipped.by_code.items()}
        parents |= {one.code: one.parent or parents.get(one.code, "") for one in terms}
        known = parents.keys()
        for index, term in enumerate(terms):
            at = tree.place(("vocabularies", name, index, "parent"))
            if term.parent and term.parent not in known:
                yield problem("config-dangling", SITE_FILE, at, code=term.parent)
            elif term.parent and parents.get(term.parent):
                yield problem("config-dangling", SITE_FILE, at, hint="depth", code=term.parent)


def _identity(config: SiteConfig, tree: nodes.Tree) -> Iterator[Problem]:
    identity = config.identity
    forms = (
        ("id_code", identity.id_code, _ID_CODE),
        ("icp", identity.icp, _ICP),
        ("police_record", identity.police_record, _POLICE),
    )
    for field, value, form in forms:
        if value and not form.fullmatch(value):
            at = tree.place(("identity", field))
            yield problem("site-identity", SITE_FILE, at, field=field, value=value)
    try:
        site_path(identity.base_url or "")
    except ValueError:
        at, value = tree.place(("identity", "base_url")), identity.base_url
        words: Words = {"value": value, "form": "https://www.example.gov.cn/"}
        yield problem("malformed-value", SITE_FILE, at, field="base_url", **words).in_site()
    if not identity.base_url:
        yield problem("no-base-url", SITE_FILE, tree.place(("identity",)))
