"""Tags of languages: every form of Chinese, the direction, the chain of what stands in."""

from __future__ import annotations

import pytest

from opengov_ssg.notation.languages import NoLanguage, chain, is_same, looks_like, parse

CHINESE = """
    zh zh-CN zh-SG zh-TW zh-HK zh-MO zh-Hans zh-Hant zh-Hans-CN zh-Hans-SG zh-Hans-MY zh-Hant-TW zh-Hant-HK
    zh-Hant-MO ZH-cn zh-hANT cmn cmn-Hans cmn-Hans-CN cmn-Hant-TW zh-cmn zh-cmn-Hans zh-cmn-Hans-CN
    zh-cmn-Hant-TW zh-yue zh-yue-HK yue yue-Hant-HK wuu zh-wuu hak zh-hak nan zh-nan gan hsn cjy cdo cpx czh
    czo mnp lzh zh-guoyu zh-hakka zh-min zh-min-nan zh-xiang i-hak zh-Latn-pinyin zh-Latn-CN-pinyin
    zh-Hant-u-co-stroke zh-CN-x-gov
"""


@pytest.mark.parametrize("tag", CHINESE.split())
def test_every_form_of_chinese_is_taken(tag: str) -> None:
    found = parse(tag)
    assert found.direction == "ltr" and found.name
    assert chain(tag)[-1] == "zh-CN"
    assert parse(found.tag) == found  # the canonical form is canonical


@pytest.mark.parametrize(
    ("tag", "canonical"),
    [
        ("ZH-cn", "zh-CN"),
        ("zh-hant-hk", "zh-Hant-HK"),
        ("cmn-Hans-CN", "zh-Hans-CN"),
        ("zh-cmn-Hans", "zh-Hans"),
        ("zh-yue-hk", "yue-HK"),
        ("zh-min-nan", "nan"),
        ("EN-us", "en-US"),
        ("es-419", "es-419"),
        ("mn-mong-cn", "mn-Mong-CN"),
        (" bo ", "bo"),
    ],
)
def test_the_canonical_form(tag: str, canonical: str) -> None:
    assert parse(tag).tag == canonical


@pytest.mark.parametrize(
    "tag", ["ug", "ug-CN", "ar", "fa", "ur", "he", "kk-Arab", "kk-CN", "ky-CN"]
)
def test_what_is_written_from_right_to_left(tag: str) -> None:
    assert parse(tag).direction == "rtl"


@pytest.mark.parametrize("tag", ["bo", "mn", "mn-Mong", "en", "ii", "za", "ko", "kk", "ug-Latn"])
def test_what_is_written_from_left_to_right(tag: str) -> None:
    assert parse(tag).direction == "ltr"


@pytest.mark.parametrize(
    ("text", "hint", "near"),
    [
        ("zh_CN", "underscore", "zh-CN"),
        ("zh-Hant_TW", "underscore", "zh-Hant-TW"),
        ("en_us", "underscore", "en-US"),
        ("zh-abcde-CN-", "", "zh"),
        ("zh-eng", "", "zh"),
        ("xx", "", ""),
        ("chinese", "", ""),
        ("中文", "", ""),
        ("", "", ""),
        ("e", "", "he"),
    ],
)
def test_what_is_no_tag_is_told_with_a_hint(text: str, hint: str, near: str) -> None:
    with pytest.raises(NoLanguage) as told:
        parse(text)
    assert told.value.hint == hint
    assert near in told.value.near.split("、")


@pytest.mark.parametrize(
    ("tag", "served"),
    [
        ("zh-CN", "zh-CN"),
        ("zh", "zh zh-Hans zh-CN"),
        ("zh-SG", "zh-SG zh-Hans-SG zh-Hans zh zh-CN"),
        ("zh-Hant", "zh-Hant zh-CN"),
        ("zh-HK", "zh-HK zh-Hant-HK zh-Hant zh-CN"),
        ("zh-Hant-HK", "zh-Hant-HK zh-Hant zh-CN"),
        ("yue-Hant-HK", "yue-Hant-HK yue-Hant zh-Hant-HK zh-Hant zh-CN"),
        ("bo-CN", "bo-CN bo zh-CN"),
        ("ug", "ug ug-Arab zh-CN"),
        ("mn-CN", "mn-CN mn-Mong-CN mn-Mong zh-CN"),
        ("en-GB", "en-GB en zh-CN"),
    ],
)
def test_the_chain_of_texts(tag: str, served: str) -> None:
    assert chain(tag) == tuple(served.split())


def test_a_script_never_stands_in_for_another() -> None:
    assert "zh" not in chain("zh-TW")
    assert "kk" not in chain("kk-Arab")


@pytest.mark.parametrize(
    ("tag", "name"),
    [
        ("zh-CN", "中文"),
        ("zh-Hans", "简体中文"),
        ("zh-TW", "繁體中文"),
        ("en-GB", "English"),
        ("bo", "བོད་ཡིག"),
        ("ug", "ئۇيغۇرچە"),
        ("wuu", "中文"),
    ],
)
def test_a_language_is_named_as_its_readers_call_it(tag: str, name: str) -> None:
    assert parse(tag).name == name


def test_one_written_language_by_several_tags() -> None:
    assert is_same("zh", "zh-CN") and is_same("zh-Hans", "cmn-CN") and is_same("zh-TW", "zh-Hant")
    assert not is_same("zh-CN", "zh-TW") and not is_same("zh", "yue") and not is_same("en", "bo")


def test_names_of_files_that_may_mean_a_language() -> None:
    assert (
        looks_like("en") and looks_like("zh_CN") and looks_like("zh-Hant-HK") and looks_like("xx")
    )
    assert (
        not looks_like("2026")
        and not looks_like("final")
        and not looks_like("v2")
        and not looks_like("中")
    )
