"""``ssg pack``: the archive, what it says of itself, what it lacks; and that nothing
hidden gets into it."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Mapping
from hashlib import sha256
from pathlib import Path, PurePosixPath
from zipfile import ZipFile

import pytest

from opengov_ssg.commands.packing import archive
from opengov_ssg.commands.packing.archive import Damaged
from tests import making
from tests.conftest import AS_OF, SITE, Project, Ran, record
from tests.making import HERE
from tests.site import hidden
from tests.site.hidden import MARKS, REASON
from tests.site.traces import traces
from tests.site.tree import Tree

MakeSite = Callable[[Mapping[str, str | bytes]], Project]
CONFIG = SITE + "gazettes:\n  - {code: gb, name: 测试公报, agency: bgs, label: 期}\n"
WITHOUT_BASE = CONFIG.replace("  base_url: https://www.test.example/\n", "")


def issue(number: int, refs: str = "") -> str:
    """An issue of the gazette."""
    items = f"[{{ref: {refs}}}]" if refs else "[{title: 别处的通知}]"
    return making.issue(items, 2023 + number, number, f"2026-0{number}-28")


FILES: dict[str, str | bytes] = {
    f"{HERE}/a.md": record(
        "见[乙](b.md)和测办发〔2025〕2号，[图表](/statistics/index.html)。\n\n![图](b/t.png)",
        slug="a",
        title="甲",
        doc_no="测办发〔2026〕1号",
        amends=["./b.md"],
        topics=["02-01"],
        aliases=["old/a.html"],
    ),
    f"{HERE}/b.md": record(
        "![图](b/t.png)", slug="b", title="乙", signed="2025-03-01", doc_no="测办发〔2025〕2号"
    ),
    f"{HERE}/b/t.png": b"\x89PNG\r\n\x1a\n",
    f"{HERE}/c.md": record(
        slug="c", title="丙", agency="jyj", signed="2025-02-01", repeals=["./a.md"]
    ),
    "content/bgs/interpretations/2026/j.md": record(
        kind="interpretation",
        slug="j",
        title="解读",
        signed="2025-03-01",
        interprets=["../../documents/2026/a.md"],
    ),
    "content/specials/s/index.md": record(
        "正文。",
        kind="special",
        slug="s",
        title="专题",
        sections=[
            {
                "title": "一",
                "items": [{"ref": "../../bgs/documents/2026/b.md"}],
                "select": {"kinds": ["document"], "agencies": ["jyj"]},
            }
        ],
        timeline=[{"date": "2026-01-06", "text": "事", "ref": "../../bgs/documents/2026/b.md"}],
    ),
    "content/gazette/gb/2024/1.yaml": issue(1, "测办发〔2026〕1号"),
    "content/gazette/gb/2025/2.yaml": issue(2, "测办发〔2025〕2号"),
}


def pack(project: Project, *given: str, output: str = "a.zip") -> Ran:
    """Run ``ssg pack``; the archive stands in the folder above the project."""
    file = project.root.parent / output
    settled = ("--as-of", AS_OF, "--executor", "serial", "--output", str(file))
    return project.ssg("--lang", "zh-CN", "pack", *settled, *given)


def unpacked(project: Project, output: str = "a.zip") -> Path:
    """The one folder of the archive."""
    file, into = project.root.parent / output, project.root.parent / f"{output}.d"
    with ZipFile(file) as packed:
        packed.extractall(into)
    (folder,) = into.iterdir()
    return folder


def dead(tree: Tree) -> list[tuple[str, str]]:
    """Every link and source that leads to no file of the tree, and every empty one."""
    found = []
    for path, page in tree.pages.items():
        for address in page.xpath("//@href | //@src"):
            absolute = re.match("[a-z]+:", address)
            if not absolute and (not address or tree.target(path, address) not in tree.files):
                found.append((path, address))
    return found


def test_an_archive_of_one_folder(make_site: MakeSite) -> None:
    """Its start page and its text at the top, the site below; every digest is right."""
    project = make_site({"site.yaml": CONFIG, **FILES})
    ran = pack(project, "--year", "2026", "--format", "json")
    assert ran.code == 0, ran.err
    told = ran.json
    file = project.root.parent / "a.zip"
    with ZipFile(file) as packed:
        members = packed.infolist()
        assert [one.filename for one in members] == sorted(one.filename for one in members)
        assert {PurePosixPath(one.filename).parts[0] for one in members} == {told["folder"]}
        for one in members:
            assert one.date_time == (1980, 1, 1, 0, 0, 0)
            assert one.flag_bits & 0x800, "names are UTF-8"
            assert not one.is_dir()
        assert told["files"] == len(members)
        size = sum(one.file_size for one in members)
    assert told["bytes"] == {"packed": file.stat().st_size, "unpacked": size}
    assert told["records"] == 2  # 甲 and the special
    folder = unpacked(project)
    assert folder.name == told["folder"] == "测试网站 离线包 2026"
    assert {one.name for one in folder.iterdir()} == {"打开.html", "说明.txt", "site"}
    files = json.loads((folder / "site/manifest.json").read_text())["files"]
    assert Tree(folder / "site").files == {*files, "manifest.json"}
    for path, about in files.items():
        assert sha256((folder / "site" / path).read_bytes()).hexdigest() == about["sha256"]


def test_the_files_at_the_top(make_site: MakeSite) -> None:
    project = make_site({"site.yaml": CONFIG, **FILES})
    assert pack(project, "--year", "2026").code == 0
    folder = unpacked(project)
    text = (folder / "说明.txt").read_bytes()
    assert text.startswith(b"\xef\xbb\xbf") and text.count(b"\n") == text.count(b"\r\n") > 5
    page = Tree(folder).pages["打开.html"]
    (link,) = page.xpath("//a[@class='open']/@href")
    assert (folder / link).is_file()
    said = "只收录2026年的信息，共 2 条"
    assert said in text.decode("utf-8-sig") and said in "".join(page.itertext())
    # Opened from within the archive it must not run into the void.
    assert not page.xpath("//meta[@http-equiv='refresh']") and not page.xpath("//script")


@pytest.mark.parametrize("config", [CONFIG, WITHOUT_BASE], ids=["address", "no address"])
@pytest.mark.parametrize(
    "given",
    [
        ("--year", "2026"),
        ("--year", "2025"),
        ("--topic", "02"),
        ("--issue", "测试公报/2024/1"),
        ("--agency", "jyj"),
        ("--agency", "测试市人民政府办公室", "--year", "2026", "--topic", "政务公开"),
    ],
)
def test_no_link_is_dead(make_site: MakeSite, config: str, given: tuple[str, ...]) -> None:
    project = make_site({"site.yaml": config, **FILES})
    ran = pack(project, *given)
    assert ran.code == 0, ran.err
    tree = Tree(unpacked(project) / "site")
    assert dead(tree) == []
    if config == WITHOUT_BASE:
        links = [one for page in tree.pages.values() for one in page.xpath("//@href")]
        assert not [one for one in links if "://" in one and "beian" not in one]


def test_what_is_said_of_what_is_not_in_it(make_site: MakeSite) -> None:
    """Repealed by a record outside, told by name; led to the site, or plain text."""
    for config, base in ((CONFIG, "https://www.test.example/"), (WITHOUT_BASE, "")):
        project = make_site({"site.yaml": config, **FILES})
        assert pack(project, "--topic", "02", "--force").code == 0
        shutil.rmtree(project.root.parent / "a.zip.d", ignore_errors=True)
        page = Tree(unpacked(project) / "site").pages["catalog/bgs/a.html"]
        banner = page.xpath("//*[@class='og-validity-banner']")[0]
        assert "丙" in "".join(banner.itertext())
        assert banner.xpath(".//@href") == ([f"{base}catalog/jyj/c.html"] if base else [])
        text = "".join(page.xpath("//main")[0].itertext())
        assert "《测试公报》2024年第1期" in text and "测办发〔2025〕2号" in text
        assert "本站未收录" not in text
        hrefs = page.xpath("//main//article//a/@href")
        assert (f"{base}catalog/bgs/b.html" in hrefs) == bool(base)
        assert (f"{base}statistics/index.html" in hrefs) == bool(base)


def test_a_gazette_tells_all_its_issues(make_site: MakeSite) -> None:
    """An issue that is not in the pack is not said to be lacking."""
    project = make_site({"site.yaml": CONFIG, **FILES})
    assert pack(project, "--issue", "gb/2024/1").code == 0
    tree = Tree(unpacked(project) / "site")
    assert "gazette/gb/2024/1/index.html" in tree.files
    assert "catalog/bgs/a.html" in tree.files
    assert not [one for one in tree.files if one.startswith("gazette/gb/2025/")]
    links = tree.pages["gazette/gb/index.html"].xpath("//main//@href")
    assert "https://www.test.example/gazette/gb/2025/2/index.html" in links
    assert "old/a.html" in tree.files


def test_the_same_input_gives_the_same_bytes(make_site: MakeSite) -> None:
    project = make_site({"site.yaml": CONFIG, **FILES})
    assert pack(project, "--year", "2026").code == 0
    project.build()
    assert pack(project, "--year", "2026", "--jobs", "2", output="b.zip").code == 0
    first, second = (project.root.parent / name for name in ("a.zip", "b.zip"))
    assert first.read_bytes() == second.read_bytes()


def test_a_pack_leaves_the_project_as_it_was(make_site: MakeSite) -> None:
    """The site that stands stays, and the next build takes over what it can."""
    project = make_site({"site.yaml": CONFIG, **FILES})
    before = Tree(project.build()).bytes()
    assert pack(project, "--year", "2026").code == 0
    assert Tree(project.root / "build").bytes() == before
    given = ("--as-of", AS_OF, "--executor", "serial", "--format", "json")
    again = project.ssg("build", *given).json
    assert again["pages"]["rendered"] == 0
    assert not [one for one in (project.root / ".opengov").iterdir() if one.name.startswith("pack")]


def test_nothing_hidden_is_in_it(make_site: MakeSite) -> None:
    """Not even where it is named: neither its texts nor its files, digests or notices."""
    files = hidden.public() | hidden.documents() | hidden.others() | hidden.referring()
    project = make_site(files)
    for number, given in enumerate((("--year", "2026"), ("--agency", "bgs"))):
        output = f"{number}.zip"
        ran = pack(project, *given, output=output)
        assert ran.code == 0, ran.err
        content = Tree(unpacked(project, output)).bytes()
        assert "site/catalog/bgs/wj-public.html" in content
        assert list(traces(content, (*MARKS, REASON))) == []
        assert not [path for path in content if hidden.HAN in path or hidden.ASCII in path]


def test_what_cannot_be_packed_is_told(make_site: MakeSite) -> None:
    draft = record(slug="x", signed="2001-01-01", status="draft", topics=["03"])
    project = make_site({"site.yaml": CONFIG, f"{HERE}/x.md": draft, **FILES})
    for given, code, sentence in (
        ((), 2, "没有指定离线包的内容"),
        (("--year", "1999"), 1, "没有符合所选条件的已公开信息"),
        (("--year", "2001"), 1, "没有符合所选条件的已公开信息"),
        (("--topic", "03"), 1, "没有符合所选条件的已公开信息"),
        (("--issue", "gb/2024/7"), 1, "没有符合所选条件的已公开信息"),
        (("--topic", "政务公干"), 2, "相近的有：综合政务\\政务公开"),
        (("--agency", "无此机关"), 2, "无此机关"),
        (("--issue", "gb-2024-1"), 2, "公报代码/年份/期号"),
        (("--issue", "xx/2024/1"), 2, "gb（测试公报）"),
        (("--base-url", "www.test.example", "--year", "2026"), 2, "不是网址"),
        (("--year", "2026", "--output", "none/a.zip"), 2, "无法写入"),
    ):
        ran = pack(project, *given)
        assert (ran.code, sentence in ran.err) == (code, True), (given, ran.err)
        assert not (project.root.parent / "a.zip").exists()


def test_a_file_that_exists_is_not_replaced(make_site: MakeSite) -> None:
    project = make_site({"site.yaml": CONFIG, **FILES})
    file = project.root.parent / "a.zip"
    file.write_bytes(b"mine")
    ran = pack(project, "--year", "2026")
    assert (ran.code, file.read_bytes()) == (2, b"mine") and "--force" in ran.err
    assert pack(project, "--year", "2026", "--force").code == 0
    assert file.read_bytes() != b"mine"
    assert {one.name for one in file.parent.iterdir()} == {"a.zip", "site"}


def test_a_site_with_errors_is_not_packed(make_site: MakeSite) -> None:
    bad = record("[死链](none.md)", slug="bad", title="坏")
    project = make_site({"site.yaml": CONFIG, f"{HERE}/bad.md": bad, **FILES})
    ran = pack(project, "--year", "2026", "--format", "json")
    assert ran.code == 1
    assert ran.json["file"] is None and "OG154" in [one["code"] for one in ran.json["problems"]]
    assert not (project.root.parent / "a.zip").exists()


@pytest.mark.parametrize("slip", ["changed", "missing", "foreign", "manifest"])
def test_a_file_that_differs_from_the_manifest_is_found(
    make_site: MakeSite, tmp_path: Path, slip: str
) -> None:
    """Whatever happened between building and packing: no archive is left."""
    built = make_site(FILES | {"site.yaml": CONFIG}).build()
    page = built / "index.html"
    if slip == "changed":
        page.write_bytes(page.read_bytes().replace(b"a", b"b", 1))
    elif slip == "missing":
        page.unlink()
    elif slip == "foreign":
        (built / "note.txt").write_text("x")
    else:
        (built / "manifest.json").write_text("{}")
    target = tmp_path / "a.zip"
    with pytest.raises(Damaged):
        archive.write(target, "包", {"打开.html": b"x"}, built, "site")
    assert {one.name for one in tmp_path.iterdir()} == {"site"}


def test_it_does_not_speak_of_all_that_is_public(make_site: MakeSite) -> None:
    """What it lacks may well be on the site."""
    project = make_site({"site.yaml": CONFIG, **FILES})
    assert pack(project, "--issue", "gb/2025/2").code == 0
    tree = Tree(unpacked(project) / "site")
    texts = {path: "".join(page.itertext()) for path, page in tree.pages.items()}
    for path, text in texts.items():
        assert not re.search("尚无公开|尚无信息|已公开", text), path
    assert "本包没有收录" in texts["interpretations/index.html"]
    assert "本包收录 0 件" in texts["agencies/jyj/index.html"]
