"""Types of front-matter fields: how a string becomes a date, a term, a slug.

Values arrive as strings, lists and mappings. A validator raises PydanticCustomError whose type is
the name of a problem (see ``errors.CODES``); ``read/`` adds path, line and column.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from opengov_ssg.model.vocabulary import Vocabularies, default_vocabularies
from opengov_ssg.notation import dates, languages, slugs


def named(names: str, about: str, **options: Any) -> Any:
    """A field with its Chinese names, the first of which is its label, and a sentence of help.

    Optional unless ``required=True``; lists say ``default_factory=tuple``.
    """
    spellings = names.split()
    if not options.pop("required", False) and "default_factory" not in options:
        options.setdefault("default", None)
    extra: Any = {"names": spellings}
    return Field(title=spellings[0], description=about, json_schema_extra=extra, **options)


def _text(value: Any) -> Any:
    if isinstance(value, str):
        return value.strip().strip("\u3000")
    return value


def _date(value: Any) -> Any:
    return _parsed(value, dates.parse_date)


def _instant(value: Any) -> Any:
    return _parsed(value, dates.parse_instant)


def _parsed(value: Any, parse: Any) -> Any:
    if not isinstance(value, str):
        return value
    try:
        return parse(value)
    except ValueError as error:
        words = {"value": value, "reason": str(error)}
        raise PydanticCustomError("impossible-date", "date", words) from None


def _flag(value: Any) -> Any:
    known = {"true": True, "yes": True, "是": True, "false": False, "no": False, "否": False}
    if isinstance(value, str):
        if value.strip().lower() in known:
            return known[value.strip().lower()]
        raise PydanticCustomError("malformed-value", "flag", {"value": value, "form": "true/false"})
    return value


def _listed(value: Any) -> Any:
    if isinstance(value, str):
        return (value,)
    return tuple(value) if isinstance(value, list) else value


def _split(value: Any) -> Any:
    """主题词 in one line: ``政务公开；政府网站、公报``."""
    if isinstance(value, str):
        return tuple(part for part in re.split(r"\s*[、；;，,]\s*", value.strip()) if part)
    return _listed(value)


def _withdrawal(value: Any) -> Any:
    return {"说明": "notice", "保留说明": "notice", "不留痕迹": "silent"}.get(value, value)


def _slug(value: str) -> str:
    return _formed(value, slugs.is_slug, "[a-z0-9-]")


def _page_slug(value: str) -> str:
    return _formed(value, slugs.is_page_slug, "[a-z0-9-]/[a-z0-9-]")


def _formed(value: str, fits: Any, form: str) -> str:
    if not fits(value):
        raise PydanticCustomError("address-form", "slug", {"value": value, "form": form})
    return value


def _web(value: str) -> str:
    if not value.startswith(("http://", "https://")) or any(mark in value for mark in ' <>"\n'):
        raise PydanticCustomError("malformed-value", "url", {"value": value, "form": "https://…"})
    return value


_STRING = {"type": "string"}


class _Schema:
    """Says in the JSON Schema what a field looks like in a file, not what it becomes."""

    def __init__(self, **schema: Any) -> None:
        self.schema = schema

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: Any) -> dict[str, Any]:
        return dict(self.schema)


Text = Annotated[str, BeforeValidator(_text), Field(min_length=1), _Schema(type="string")]
Texts = Annotated[
    tuple[Text, ...],
    BeforeValidator(_listed),
    _Schema(anyOf=[_STRING, {"type": "array", "items": _STRING}]),
]
Keywords = Annotated[
    tuple[Text, ...],
    BeforeValidator(_split),
    _Schema(anyOf=[_STRING, {"type": "array", "items": _STRING}]),
]
WithdrawalKind = Annotated[
    Literal["notice", "silent"],
    BeforeValidator(_withdrawal),
    _Schema(enum=["notice", "silent", "说明", "不留痕迹"]),
]
CivilDate = Annotated[
    date, BeforeValidator(_date), _Schema(type="string", examples=["2016-11-10", "2016年11月10日"])
]
Instant = Annotated[
    datetime, BeforeValidator(_instant), _Schema(type="string", examples=["2026-11-01T09:00"])
]
Flag = Annotated[bool, BeforeValidator(_flag), _Schema(enum=["true", "false", "是", "否"])]
WebAddress = Annotated[Text, BeforeValidator(_text), _Schema(type="string", format="uri")]


def _number(text: Any) -> Any:
    plain = text.strip() if isinstance(text, str) else ""
    return int(plain) if plain.isascii() and plain.isdigit() else text


_DIGITS = {"type": ["integer", "string"], "minimum": 0, "pattern": "^[0-9]+$"}
Count = Annotated[int, BeforeValidator(_number), Field(strict=True), _Schema(**_DIGITS)]
"""A whole number that is not negative, given in ASCII digits."""
TERM_CODE = "[A-Za-z0-9]+([-_][A-Za-z0-9]+)*"


def _term_code(value: str) -> str:
    if not re.fullmatch(TERM_CODE, value):
        words = {"value": value, "form": "02-01"}
        raise PydanticCustomError("malformed-value", "code", words)
    return value


SLUG = "^[a-z0-9]+(-[a-z0-9]+)*$"


def _language(value: str) -> str:
    try:
        return languages.parse(value).tag
    except languages.NoLanguage as error:
        words = {"value": value, "hint": error.hint, "near": error.near}
        raise PydanticCustomError("unknown-language", "language", words) from None


class _Checked:
    """Runs a check after the type's own validation."""

    def __init__(self, check: Any) -> None:
        self.check = check

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return core_schema.no_info_after_validator_function(self.check, handler(source))


Url = Annotated[WebAddress, _Checked(_web)]
TermCode = Annotated[Text, _Checked(_term_code), _Schema(type="string", pattern=TERM_CODE)]
Slug = Annotated[Text, _Checked(_slug), _Schema(type="string", pattern=SLUG)]
PageSlug = Annotated[Text, _Checked(_page_slug), _Schema(type="string")]


LanguageTag = Annotated[
    Text,
    _Checked(_language),
    _Schema(type="string", examples=["zh-CN", "zh-Hant", "bo", "ug", "en"]),
]
"""A language by any of its tags (BCP 47); becomes the canonical one."""


TERMS = "x-terms"
"""Stands in a schema for the terms of a vocabulary, which a site may extend."""


class OneOf:
    """A term of the vocabulary ``name``: validated to its code.

    Needs the site's :class:`Vocabularies` as validation context; without one the
    shipped lists hold.
    """

    def __init__(self, name: str) -> None:
        self.name = name

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return core_schema.with_info_before_validator_function(
            self._validate, core_schema.str_schema()
        )

    def __get_pydantic_json_schema__(
        self, core: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return {TERMS: self.name}

    def _validate(self, value: Any, info: core_schema.ValidationInfo) -> Any:
        if not isinstance(value, str):
            return value
        context: Vocabularies = info.context or default_vocabularies()
        vocabulary = context.get(self.name)
        code = vocabulary.find(value)
        if code is None:
            near = "、".join(vocabulary.similar(value))
            words = {"value": value, "vocabulary": self.name, "near": near}
            raise PydanticCustomError("not-in-vocabulary", "term", words)
        return code


def terms(name: str) -> Any:
    """The type of a list of terms; a single term counts as a list of one."""
    item = Annotated[str, OneOf(name)]
    ref = {TERMS: name}
    schema = _Schema(anyOf=[ref, {"type": "array", "items": ref}])
    return Annotated[tuple[item, ...], BeforeValidator(_listed), schema]
