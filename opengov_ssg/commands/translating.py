"""``ssg new translation``: a file for a translation beside its original, to be filled in.

Nothing is allotted: a translation has no number of its own.
"""

from __future__ import annotations

from pathlib import Path

from opengov_ssg.commands import files
from opengov_ssg.commands.new import Made, NotPossible
from opengov_ssg.model.entries import Entry
from opengov_ssg.notation import languages
from opengov_ssg.runs import Content

_KEYS = {
    True: ("标题", "内容概述", "译者", "翻译日期"),
    False: ("title", "summary", "translator", "translated"),
}


def translate(
    project: Path, content: Content, of: str, language: str, title: str, *, chinese: bool
) -> Made:
    """Write the file of a translation of the record in the file ``of`` into ``language``; the keys
    of its header are Chinese or English. Raises NotPossible."""
    if not title:
        raise NotPossible("new.title")
    entry = _original(project, content, of)
    tag = _language(content, entry, language)
    path = f"{entry.path.removesuffix('.md')}.{tag}.md"
    keys = _KEYS[chinese]
    title = title.replace("'", "''")
    lines = [f"{keys[0]}: '{title}'", *(f"{key}:" for key in keys[1:])]
    header = "\n".join(lines)
    try:
        files.create(project / path, f"---\n{header}\n---\n\n".encode())
    except FileExistsError:
        raise NotPossible("new.exists", path=path) from None
    return Made(path, tag)


def _original(project: Path, content: Content, of: str) -> Entry:
    """The record in a file, named from the project's folder or from the present one."""
    if not of:
        raise NotPossible("new.translation_of")
    wanted = {of.replace("\\", "/")}
    file = Path(of).resolve()
    if file.is_relative_to(project.resolve()):
        wanted.add(file.relative_to(project.resolve()).as_posix())
    for entry in content.facts.entries.values():
        if entry.path in wanted and entry.path.endswith(".md"):
            return entry
    raise NotPossible("new.no_original", path=of)


def _language(content: Content, entry: Entry, text: str) -> str:
    if not text:
        raise NotPossible("new.translation_of")
    try:
        tag = languages.parse(text).tag
    except languages.NoLanguage as error:
        raise NotPossible("new.language", language=text, near=error.near or "—") from None
    if languages.is_same(tag, content.site.text_language):
        raise NotPossible("new.own_language", language=tag)
    for one in entry.translations:
        if one.language == tag:
            raise NotPossible("new.exists", path=one.path)
    return tag
