"""``ssg diff``: two builds of a real site, told in files and in records."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import AS_OF, Project, record
from tests.inside import Inside

Make = Callable[[Mapping[str, str | bytes]], Project]

HERE = "content/bgs/documents/2026"
FIRST = {"title": "关于供水的通知", "slug": "wj-2026-0001", "doc_no": "测府办发〔2026〕1号"}
SECOND = {"title": "关于供电的通知", "slug": "wj-2026-0002", "published": "2026-02-06"}
ATTACHED = [{"id": "fj1", "title": "附表", "file": "表.txt"}]
FILES: dict[str, str | bytes] = {
    f"{HERE}/a.md": record("供水安排。", **FIRST),
    f"{HERE}/b.md": record("供电安排。", **SECOND, attachments=ATTACHED),
    f"{HERE}/b/表.txt": "一二三",
    "content/bgs/interpretations/2026/c.md": record(
        "供水为什么要安排。",
        kind="interpretation",
        title="《关于供水的通知》解读",
        slug="jd-2026-0001",
        published="2026-03-06",
        interprets=["../../documents/2026/a.md"],
        form="文字",
        author_org="测试市教育局",
    ),
}
A, B = "catalog/bgs/wj-2026-0001", "catalog/bgs/wj-2026-0002"
THIRD = record("供气安排。", title="关于供气的通知", slug="wj-2026-0003", published="2026-04-06")


class Releases:
    """A site that is built, edited, and built again."""

    def __init__(self, project: Inside, folder: Path) -> None:
        self.project = project
        self.folder = folder
        self.old = self._kept("old", AS_OF)

    def _kept(self, name: str, as_of: str) -> Path:
        return Path(shutil.copytree(self.project.build(as_of=as_of), self.folder / name))

    def new(
        self, files: Mapping[str, str] | None = None, *gone: str, as_of: str = AS_OF
    ) -> dict[str, Any]:
        """What ``ssg diff`` tells of a build after ``files`` were written and others have
        ``gone``."""
        for path in gone:
            (self.project.root / path).unlink()
        for path, text in (files or {}).items():
            self.project.write(path, text)
        self._kept("new", as_of)
        return self.told()

    def told(self, *arguments: str) -> dict[str, Any]:
        """``ssg diff --format json``, which tells one object and nothing else."""
        given = (str(self.folder / "old"), str(self.folder / "new"), *arguments)
        ran = self.project.ssg("diff", *given, "--format", "json")
        assert (ran.code, ran.err) == (0, "")
        told: dict[str, Any] = ran.json
        assert told["version"] == 1
        return told

    def text(self, *arguments: str, language: str = "zh-CN") -> list[str]:
        """The lines of ``ssg diff``."""
        given = (str(self.folder / "old"), str(self.folder / "new"), *arguments)
        ran = self.project.ssg("--lang", language, "diff", *given)
        assert (ran.code, ran.err) == (0, "")
        return ran.out.splitlines()


@pytest.fixture
def releases(make_site: Make, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Releases:
    """A site with a document, its interpretation, another document with an attachment; built
    once."""
    return Releases(Inside(make_site(FILES).root, capsys), tmp_path)


def of(told: dict[str, Any], key: str = "changed") -> dict[str, list[str]]:
    """What changed of each record, but those whose page alone did."""
    found = {one["id"]: one["of"] for one in told["records"][key]}
    return {id: parts for id, parts in found.items() if parts != ["page"]}


def paths(told: dict[str, Any], key: str) -> list[str]:
    return [one["path"] for one in told["files"][key]]


def ids(told: dict[str, Any], key: str) -> list[str]:
    return [one["id"] for one in told["records"][key]]


NOTHING: dict[str, Any] = {"published": [], "changed": [], "withdrawn": [], "moved": []}


def test_nothing_changed(releases: Releases) -> None:
    told = releases.new()
    assert told["files"] == {"added": [], "changed": [], "removed": []}
    assert (told["bytes"], told["groups"], told["records"]) == (0, {}, NOTHING)
    assert releases.text() == ["没有差别。"]
    assert releases.text(language="en") == ["No differences."]


def test_published(releases: Releases) -> None:
    told = releases.new({f"{HERE}/d.md": THIRD})
    expected = {
        "id": "catalog/bgs/wj-2026-0003",
        "kind": "document",
        "title": "关于供气的通知",
        "url": "catalog/bgs/wj-2026-0003.html",
    }
    assert told["records"]["published"] == [expected]
    assert of(told) == {} and ids(told, "changed") == [B]  # which now has a neighbour
    assert "catalog/bgs/wj-2026-0003.html" in paths(told, "added")
    assert "manifest.json" in paths(told, "changed")
    lines = releases.text()
    assert "+ catalog/bgs/wj-2026-0003.html" in lines
    assert "公开：关于供气的通知（catalog/bgs/wj-2026-0003.html）" in lines
    assert "另有 1 条信息本身未变，只是网页的其他部分（前后篇、导航、样式等）有变化。" in lines
    assert lines[-1].startswith("信息：公开 1 条，修改 0 条，撤回 0 条")


def test_bytes_and_groups_are_those_of_the_files(releases: Releases) -> None:
    told = releases.new({f"{HERE}/d.md": THIRD})
    sent = [*told["files"]["added"], *told["files"]["changed"]]
    for one in sent:
        assert (releases.folder / "new" / one["path"]).stat().st_size == one["bytes"]
    assert told["bytes"] == sum(one["bytes"] for one in sent)
    for kind, files in told["files"].items():
        for name, group in told["groups"].items():
            assert group[kind] == sum(one["group"] == name for one in files)
    assert sum(one["bytes"] for one in told["groups"].values()) == told["bytes"]
    expected = ["pages", "search", "search_entry", "feeds", "data", "manifest"]
    assert list(told["groups"]) == expected
    assert all(one["path"].startswith("search/") for one in sent if one["group"] == "search")


def test_text_changed(releases: Releases) -> None:
    told = releases.new({f"{HERE}/a.md": record("供水新安排。", **FIRST)})
    assert of(told) == {A: ["text"]}
    line = "修改：关于供水的通知（catalog/bgs/wj-2026-0001.html）：正文"
    assert line in releases.text()
    english = "Changed: 关于供水的通知 (catalog/bgs/wj-2026-0001.html): text"
    assert english in releases.text(language="en")


def test_emphasis_changes_no_text(releases: Releases) -> None:
    assert of(releases.new({f"{HERE}/a.md": record("**供水**安排。", **FIRST)})) == {A: ["markup"]}


def test_title_changed(releases: Releases) -> None:
    fields = {**SECOND, "title": "关于用电的通知"}
    told = releases.new({f"{HERE}/b.md": record("供电安排。", **fields, attachments=ATTACHED)})
    assert of(told) == {B: ["title"]}
    (changed,) = (one for one in told["records"]["changed"] if one["id"] == B)
    assert changed["before"] == {"title": "关于供电的通知"}
    assert changed["after"] == {"title": changed["title"]} == {"title": "关于用电的通知"}
    assert any("：标题（关于供电的通知 → 关于用电的通知）" in line for line in releases.text())


def test_validity_changed(releases: Releases) -> None:
    told = releases.new({f"{HERE}/a.md": record("供水安排。", **FIRST, validity="废止")})
    assert "validity" in of(told)[A]
    assert any("有效性（现行有效 → 废止）" in line for line in releases.text())


def test_attached_file_changed(releases: Releases) -> None:
    """Under the same name, at the same address."""
    told = releases.new({f"{HERE}/b/表.txt": "四五六"})
    assert of(told)[B] == ["attachments"]
    assert f"{B}/fj1.txt" in paths(told, "changed")
    assert told["groups"]["attachments"]["changed"] == 1


def test_relation_changed(releases: Releases) -> None:
    told = releases.new(None, "content/bgs/interpretations/2026/c.md")
    assert of(told) == {A: ["relations"]}
    assert ids(told, "withdrawn") == ["interpretations/jd-2026-0001"]


def test_withdrawn_with_notice(releases: Releases) -> None:
    withdrawn = {"at": "2026-05-01", "kind": "notice", "reason": "数据有误"}
    told = releases.new({f"{HERE}/a.md": record("供水安排。", **FIRST, withdrawn=withdrawn)})
    expected = {"id": A, "kind": "document", "title": "关于供水的通知", "url": f"{A}.html"}
    assert told["records"]["withdrawn"] == [{**expected, "way": "notice"}]
    assert f"{A}.html" in paths(told, "changed")
    lines = releases.text()
    assert "撤回，留有公告：关于供水的通知（catalog/bgs/wj-2026-0001.html）" in lines
    assert "撤回 1 条，不再公开（原地址无页面）0 条，" in lines[-1]


def test_withdrawn_silently(releases: Releases) -> None:
    """Told as any that is gone: what must vanish is not pointed at."""
    review = [{"step": "withdrawal", "unit": "保密办", "date": "2026-05-01", "result": "pass"}]
    fields: dict[str, object] = {
        **SECOND,
        "withdrawn": {"at": "2026-05-01", "kind": "silent"},
        "review": review,
        "attachments": ATTACHED,
    }
    told = releases.new({f"{HERE}/b.md": record("供电安排。", **fields)})
    assert [(one["id"], one["way"]) for one in told["records"]["withdrawn"]] == [(B, "gone")]
    assert {f"{B}.html", f"{B}/fj1.txt"} <= set(paths(told, "removed"))
    lines = releases.text()
    assert f"- {B}/fj1.txt" in lines
    assert GONE in lines
    assert "撤回 0 条，不再公开（原地址无页面）1 条，" in lines[-1]


GONE = "不再公开（原地址无页面）：关于供电的通知（catalog/bgs/wj-2026-0002.html）"


@pytest.mark.parametrize(
    ("fields", "as_of"),
    [
        ({"status": "draft"}, AS_OF),
        ({"public_until": "2026-11-23T09:00"}, "2026-11-24"),
    ],
    ids=["draft", "until"],
)
def test_gone_for_another_reason(releases: Releases, fields: dict[str, object], as_of: str) -> None:
    """Nobody withdrew it: no word of that."""
    files = {f"{HERE}/b.md": record("供电安排。", **SECOND, **fields)}
    told = releases.new(files, f"{HERE}/b/表.txt", as_of=as_of)
    assert [(one["id"], one["way"]) for one in told["records"]["withdrawn"]] == [(B, "gone")]
    lines = releases.text()
    assert GONE in lines
    assert "撤回 0 条，不再公开（原地址无页面）1 条，" in lines[-1]
    assert not [line for line in lines if "痕迹" in line or line.startswith("撤回")]
    lines = releases.text(language="en")
    title = "关于供电的通知 (catalog/bgs/wj-2026-0002.html)"
    assert f"No longer public, no page at its address: {title}" in lines
    assert "0 withdrawn, 1 no longer public (no page at the address), 0 moved." in lines[-1]
    assert not [line for line in lines if "trace" in line or line.startswith("Withdrawn")]


def test_a_file_deleted(releases: Releases) -> None:
    told = releases.new(None, f"{HERE}/b.md", f"{HERE}/b/表.txt")
    assert [(one["id"], one["way"]) for one in told["records"]["withdrawn"]] == [(B, "gone")]
    assert GONE in releases.text()


def test_moved(releases: Releases) -> None:
    """A new slug, the former address an alias: neither published nor withdrawn."""
    fields = {**SECOND, "slug": "gd", "aliases": [f"{B}.html"], "attachments": ATTACHED}
    told = releases.new({f"{HERE}/b.md": record("供电安排。", **fields)})
    assert (told["records"]["published"], told["records"]["withdrawn"]) == ([], [])
    (moved,) = told["records"]["moved"]
    assert (moved["old_id"], moved["old_url"]) == (B, f"{B}.html")
    assert (moved["id"], moved["url"]) == ("catalog/bgs/gd", "catalog/bgs/gd.html")
    assert moved["of"] == []
    line = "移动：关于供电的通知（catalog/bgs/wj-2026-0002.html → catalog/bgs/gd.html）"
    assert line in releases.text()


def test_moved_and_changed(releases: Releases) -> None:
    fields = {**SECOND, "slug": "gd", "aliases": [f"{B}.html"], "title": "关于用电的通知"}
    told = releases.new({f"{HERE}/b.md": record("用电安排。", **fields)})
    assert of(told, "moved") == {"catalog/bgs/gd": ["title", "attachments", "text"]}


def test_merged_into_one_that_was_there(releases: Releases) -> None:
    fields = {**FIRST, "aliases": [f"{B}.html"]}
    files = {f"{HERE}/a.md": record("供水安排。", **fields)}
    told = releases.new(files, f"{HERE}/b.md", f"{HERE}/b/表.txt")
    assert [(one["old_id"], one["id"]) for one in told["records"]["moved"]] == [(B, A)]


def test_theme_changed(releases: Releases) -> None:
    """Every page is another, and no record is."""
    told = releases.new({"themes/default/parts/footer.html": "<footer>本单位的页脚</footer>"})
    assert {**told["records"], "changed": []} == NOTHING
    assert of(told) == {} and len(told["records"]["changed"]) == 3
    assert told["groups"]["pages"]["changed"] > 10
    assert not [line for line in releases.text() if line.startswith("修改：")]


def test_style_changed(releases: Releases) -> None:
    """The asset has another name, and the former one goes."""
    told = releases.new({"themes/default/css/tokens.css": ":root { --og-ink: #000; }\n"})
    assert told["groups"]["assets"]["added"] >= 1
    assert told["groups"]["assets"]["removed"] >= 1
    assert told["groups"]["assets"]["changed"] == 0


def test_the_same_each_time(releases: Releases) -> None:
    assert releases.new({f"{HERE}/d.md": THIRD}) == releases.told()
    assert releases.text() == releases.text()


def test_manifests_tell_files_only(releases: Releases) -> None:
    """What is kept where a release was copied over an air gap."""
    whole = releases.new({f"{HERE}/d.md": THIRD})
    kept = shutil.copy(releases.folder / "old/manifest.json", releases.folder / "kept.json")
    for old, new in ((kept, "new"), (kept, "new/manifest.json")):
        ran = releases.project.ssg("diff", old, releases.folder / new, "--format", "json")
        assert ran.code == 0
        assert ran.json == {**whole, "records": None}
    ran = releases.project.ssg("diff", kept, releases.folder / "new")
    assert "只比较了文件" in ran.out


def test_verify_tells_what_a_folder_lacks(releases: Releases) -> None:
    releases.new()
    assert "没有差别。" in releases.text()
    (releases.old / "index.html").unlink()
    (releases.old / f"{A}.html").write_text("坏")
    (releases.old / "统计.html").write_text("服务器自己的文件")
    assert "没有差别。" in releases.text()  # its manifest is trusted
    told = releases.told("--verify")
    expected = {"missing": ["index.html"], "differing": [f"{A}.html"], "foreign": ["统计.html"]}
    assert told["verified"]["old"] == expected
    assert told["verified"]["new"] == {"missing": [], "differing": [], "foreign": []}
    assert (paths(told, "added"), paths(told, "changed")) == (["index.html"], [f"{A}.html"])
    assert paths(told, "removed") == []  # what is not ours is never deleted
    lines = releases.text("--verify")
    assert f"{releases.old}：缺少 index.html" in lines
    assert f"{releases.old}：{A}.html 与清单不符" in lines
    assert f"{releases.old}：统计.html 不在清单中，不参加比较" in lines
    assert f"{releases.folder / 'new'}：清单中的文件齐全无误。" in lines


def test_a_page_that_cannot_be_read(releases: Releases) -> None:
    """Told with its name and what to do, never passed over."""
    releases.new({f"{HERE}/a.md": record("供水新安排。", **FIRST)})
    (releases.old / f"{A}.html").write_text("坏")
    given = (releases.old, releases.folder / "new")
    for said in ("与清单不符", "无法读取"):
        ran = releases.project.ssg("diff", *given)
        assert (ran.code, ran.out) == (2, "")
        assert f"{A}.html {said}" in ran.err and "--verify" in ran.err
        (releases.old / f"{A}.html").unlink(missing_ok=True)
    assert [one["id"] for one in releases.told("--verify")["records"]["changed"]] == [A]


DAMAGED = (
    "{",
    "[]",
    '{"version":2,"records":[]}',
    '{"version":1,"records":{}}',
    '{"version":1,"records":[{"id":1}]}',
    '{"version":1,"records":[{"id":"a","kind":"document","title":null,"url":"a.html"}]}',
    '{"version":1,"records":["a"]}',
    "[" * 100_000,
)


def test_a_damaged_catalog(releases: Releases) -> None:
    given = (releases.old, shutil.copytree(releases.old, releases.folder / "new"))
    for text in DAMAGED:
        (releases.old / "data/catalog.json").write_text(text)
        for options, said in (((), "与清单不符"), (("--verify",), "已损坏")):
            ran = releases.project.ssg("diff", *given, *options)
            assert (ran.code, ran.out) == (2, "")
            assert f"data/catalog.json {said}" in ran.err, text[:80]
