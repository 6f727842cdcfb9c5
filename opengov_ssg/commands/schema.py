"""``ssg schema``: JSON Schema of front matter and site.yaml, for editors' completion in Chinese.

Every property stands under its English key and under its Chinese names.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from opengov_ssg.config.loading import SITE_FILE, load
from opengov_ssg.model.fields import TERMS
from opengov_ssg.model.records import KIND_NAMES, KINDS, TranslationHeader
from opengov_ssg.model.site import Site, SiteConfig
from opengov_ssg.model.vocabulary import Vocabularies, default_vocabularies

_DRAFT = "https://json-schema.org/draft/2020-12/schema"
NAMES = (*KINDS, "translation", "front-matter", "site")

Schema = dict[str, Any]


def site_of(project: Path) -> Site | None:
    """The site of ``project``; None where there is none. Raises ProblemError for a broken one."""
    if not (project / SITE_FILE).is_file():
        return None
    site, _ = load(project)
    return site


def schema(name: str, site: Site | None) -> Schema:
    """The schema called ``name`` (one of NAMES), with the terms and codes of ``site`` if given."""
    vocabularies = site.vocabularies if site else default_vocabularies()
    if name == "site":
        made = _bilingual(TypeAdapter(SiteConfig).json_schema(mode="validation"))
    elif name == "translation":
        made = _bilingual(TypeAdapter(TranslationHeader).json_schema(mode="validation"))
    elif name == "front-matter":
        made = _any_kind(site)
    else:
        made = _kind(name, site)
    made.setdefault("$defs", {}).update(_terms(vocabularies))
    return {"$schema": _DRAFT, **_with_terms(made)}


def _with_terms(part: Any) -> Any:
    """Put a reference where a vocabulary is meant."""
    if isinstance(part, list):
        return [_with_terms(one) for one in part]
    if not isinstance(part, dict):
        return part
    if TERMS in part:
        rest = {key: value for key, value in part.items() if key in ("title", "description")}
        return {**rest, "$ref": f"#/$defs/{part[TERMS]}"}
    return {key: _with_terms(value) for key, value in part.items()}


def _kind(name: str, site: Site | None) -> Schema:
    made = _bilingual(TypeAdapter(KINDS[name]).json_schema(mode="validation"))
    properties = made["properties"]
    for key in ("kind", "类型", "种类"):
        properties[key] = {"title": "类型", "enum": [name, KIND_NAMES[name]]}
    if site:
        _offer(properties, ("agency", "发布机构", "发布单位", "公开主体"), site.agency_names())
        codes = {code: column.name for code, column in site.columns.items()}
        _offer(properties, ("column", "栏目", "组配分类", "公开目录"), list(codes))
    return made


def _offer(properties: Schema, keys: tuple[str, ...], values: list[str]) -> None:
    for key in keys:
        about = {name: properties[key][name] for name in ("title", "description")}
        properties[key] = {**about, "enum": values}


def _any_kind(site: Site | None) -> Schema:
    """Any kind of record: the one that the header's ``kind`` (类型) names."""
    keys = ("kind", "类型", "种类")
    kinds = {"title": "类型", "enum": [*KINDS, *KIND_NAMES.values()]}
    made: Schema = {"$defs": {}, "properties": dict.fromkeys(keys, kinds), "allOf": []}
    for name in KINDS:
        one = _kind(name, site)
        made["$defs"].update(one.pop("$defs", {}))
        made["$defs"][name] = one
        named = {"enum": [name, KIND_NAMES[name]]}
        told = [{"properties": {key: named}, "required": [key]} for key in keys]
        made["allOf"].append({"if": {"anyOf": told}, "then": {"$ref": f"#/$defs/{name}"}})
    made["anyOf"] = [{"required": [key]} for key in keys]
    return made


def _terms(vocabularies: Vocabularies) -> Schema:
    return {
        name: {"enum": vocabularies.get(name).spellings(), "title": name}
        for name in Vocabularies.__dataclass_fields__
    }


def _bilingual(made: Schema) -> Schema:
    """Each object's properties under all their names; required in any one of them."""
    for one in [made, *made.get("$defs", {}).values()]:
        if "properties" not in one:
            continue
        names = {key: one["properties"][key].pop("names", []) for key in one["properties"]}
        properties = dict(one["properties"])
        for key, spellings in names.items():
            for spelling in spellings:
                properties.setdefault(spelling, properties[key])
        one["properties"] = properties
        one["additionalProperties"] = False
        required = one.pop("required", [])
        if required:
            one["allOf"] = [
                {"anyOf": [{"required": [spelling]} for spelling in [key, *names[key]]]}
                for key in required
            ]
    return made
