"""Where the numbered links of a body lead: other records, files, cited documents, the outside."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from unicodedata import normalize

from opengov_ssg.errors import Problem, Words, problem
from opengov_ssg.link.references import References, relative
from opengov_ssg.model.catalog import Citation
from opengov_ssg.model.entries import BodyLink, Entry, Translation
from opengov_ssg.model.leaving import way_out
from opengov_ssg.model.site import Site
from opengov_ssg.notation.titles import title_key

_PASSED = ("mailto:", "tel:")


class Resolver:
    """Resolves the body links of public records; knows all records."""

    def __init__(
        self,
        site: Site,
        references: References,
        visible: Mapping[str, Entry],
        public: Mapping[str, Entry],
        titles: Mapping[str, str],
    ) -> None:
        self.site = site
        self.references = references
        self.visible = visible
        self.public = public
        self.titles = titles

    def resolve(
        self, id: str, entry: Entry
    ) -> tuple[tuple[str, ...], list[Citation], list[Problem]]:
        """The targets of the body's links in order, what it cites, and what is wrong with them."""
        targets: list[str] = []
        cites: dict[str, Citation] = {}
        problems: list[Problem] = []
        files = entry.addresses(id)
        for link in entry.body.links if entry.body else ():
            if link.kind in ("number", "title"):
                citation = self._citation(link, id)
                itself = citation.id == id
                targets.append(f"{citation.id}.html" if citation.id and not itself else "")
                if not itself and (citation.id or link.kind == "number"):
                    cites.setdefault(citation.id or citation.text, citation)
            else:
                target, wrong = self._target(link, entry, files)
                targets.append(target)
                problems += wrong
        return tuple(targets), list(cites.values()), problems

    def _citation(self, link: BodyLink, id: str) -> Citation:
        if link.kind == "title":
            return Citation(link.target, self.titles.get(title_key(link.target), ""))
        return Citation(link.target, self.references.cited(link.readings, self.public, id))

    def _target(
        self, link: BodyLink, entry: Entry, files: Mapping[str, str]
    ) -> tuple[str, list[Problem]]:
        target = link.target
        if target.startswith("#"):
            return target, []
        if target.startswith(("http://", "https://", *_PASSED)):
            return way_out(target, self.site), []
        if target.startswith("//") or ":" in target.split("/")[0]:
            return "", [problem("link-scheme", entry.path, link.at, to=target)]
        if target.startswith("/"):
            return self._address(link, entry)
        return self._file(link, entry, files)

    def _address(self, link: BodyLink, entry: Entry) -> tuple[str, list[Problem]]:
        """``/catalog/….html``: a record's, present or former, or one checked against the plan."""
        address = link.target[1:]
        page = address.partition("#")[0]
        id = self._former.get(page) or page.removesuffix(".html")
        if id in self.references.by_id:
            return self._to(id, link, entry)
        if into := self._translations.get(f"/{page}"):
            return self._to_translation(*into, link, entry)
        if held := self._held.get(link.target):
            return self._lead(*held, link, entry)
        return (address, []) if page else self._dead(link, entry)

    def _file(
        self, link: BodyLink, entry: Entry, files: Mapping[str, str]
    ) -> tuple[str, list[Problem]]:
        path = relative(link.target, entry.path)
        if path.startswith("../") or not path.startswith("content/"):
            return "", [problem("leads-outside", entry.path, link.at, to=link.target)]
        own = entry.folder
        if path.startswith(own) and path[len(own) :] in files:
            return files[path[len(own) :]], []
        if into := self._translations.get(path):
            return self._to_translation(*into, link, entry)
        if path.endswith((".md", ".yaml")):
            found = self.references.by_path.get(path)
            return self._to(found, link, entry) if found else self._dead(link, entry)
        held = self._held.get(path)
        return self._lead(*held, link, entry) if held else self._dead(link, entry)

    @cached_property
    def _former(self) -> dict[str, str]:
        """Every former address: whose it is."""
        known = self.references.by_id.items()
        return {alias: id for id, entry in known for alias in entry.record.aliases}

    @cached_property
    def _held(self) -> dict[str, tuple[str, str]]:
        """Every held file by its path and by its address with a slash: whose it is, its address."""
        found = {}
        for id, entry in self.references.by_id.items():
            own = [(id, entry)]
            own += [(one.id(id), entry.translated(one)) for one in entry.translations]
            for place, one in own:
                for name, address in one.addresses(place).items():
                    found[one.folder + name] = found[f"/{address}"] = (id, address)
        return found

    @cached_property
    def _translations(self) -> dict[str, tuple[str, Translation]]:
        """Every translation by its path and by its address with a slash: whose it is, and
        itself."""
        found = {}
        for id, entry in self.references.by_id.items():
            for one in entry.translations:
                path = normalize("NFC", one.path)
                found[path] = found[f"/{one.id(id)}.html"] = (id, one)
        return found

    def _to_translation(
        self, id: str, into: Translation, link: BodyLink, entry: Entry
    ) -> tuple[str, list[Problem]]:
        """The page of a translation: it is there when its original is, and then the notice of a
        withdrawn one stands for both."""
        anchor = link.target.partition("#")[2]
        if anchor and anchor not in (into.body.anchors if into.body else ()):
            return "", [problem("dead-anchor", entry.path, link.at, to=link.target)]
        if id not in self.visible:
            return self._hidden(link, entry)
        if id not in self.public:
            return f"{id}.html", []
        page = f"{into.id(id)}.html"
        return f"{page}#{anchor}" if anchor else page, []

    def _lead(
        self, id: str, address: str, link: BodyLink, entry: Entry
    ) -> tuple[str, list[Problem]]:
        return (address, []) if id in self.public else self._hidden(link, entry)

    def _to(self, id: str, link: BodyLink, entry: Entry) -> tuple[str, list[Problem]]:
        """The page of a record. Its anchors are checked before it is public, not on that day."""
        other = self.references.by_id[id]
        anchor = link.target.partition("#")[2]
        known = other.body.anchors if other.body else ()
        if anchor and anchor not in known:
            if other.body or not other.record.withdrawn:
                return "", [problem("dead-anchor", entry.path, link.at, to=link.target)]
            anchor = ""  # the text went with the withdrawal
        if id not in self.visible:
            return self._hidden(link, entry)
        return f"{id}.html#{anchor}" if anchor and id in self.public else f"{id}.html", []

    def _dead(self, link: BodyLink, entry: Entry) -> tuple[str, list[Problem]]:
        return "", [problem("dead-link", entry.path, link.at, to=link.target)]

    def _hidden(self, link: BodyLink, entry: Entry) -> tuple[str, list[Problem]]:
        words: Words = {"to": link.target, "field": "link"}
        return "", [problem("relation-not-public", entry.path, link.at, **words)]
