"""All records → the catalog: who is public, who acts on whom, who cites whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from opengov_ssg.errors import Problem, Words, problem
from opengov_ssg.link import addresses, phases, validity
from opengov_ssg.link.publicity import changes, eligible, publicity, registered
from opengov_ssg.link.references import References, titles
from opengov_ssg.link.selecting import Selecting
from opengov_ssg.link.targets import Resolver
from opengov_ssg.model.catalog import Catalog, Citation, Item, Notice, Registered
from opengov_ssg.model.entries import Entry
from opengov_ssg.model.records import RELATIONS, Document, Special, inverse
from opengov_ssg.model.site import Site
from opengov_ssg.notation.dates import OFFSET


@dataclass(frozen=True, slots=True)
class Linked:
    """The outcome: the catalog, all entries by id, what is wrong, and the ids of the records whose
    address is accounted for at any instant: public but for time, or withdrawn."""

    catalog: Catalog
    known: dict[str, Entry]
    lasting: frozenset[str]
    problems: list[Problem]


Graph = dict[str, dict[str, list[str]]]


def link(entries: Sequence[Entry], site: Site, as_of: datetime) -> Linked:
    """The catalog at ``as_of``, and every problem between records."""
    linker = _Linker(entries, site, as_of)
    catalog = linker.catalog()
    lasting = frozenset(
        id
        for id, entry in linker.known.items()
        if eligible(entry.record, site) or entry.record.withdrawn
    )
    return Linked(catalog, linker.known, lasting, linker.problems)


class _Linker:
    """One pass over all entries; every dictionary is keyed by id."""

    def __init__(self, entries: Sequence[Entry], site: Site, as_of: datetime) -> None:
        self.site, self.as_of = site, as_of
        self.known, self.problems = addresses.allot(entries)
        self.references = References(self.known)
        states = {id: publicity(one.record, site, as_of) for id, one in self.known.items()}
        self.public = {id: self.known[id] for id in sorted(states) if states[id] == "public"}
        self.withdrawn = {id: self.known[id] for id in sorted(states) if states[id] == "notice"}
        self.visible = self.public | self.withdrawn
        self.graph: Graph = defaultdict(lambda: defaultdict(list))
        self.declared: Graph = defaultdict(lambda: defaultdict(list))
        self.ends: dict[str, dict[str, str]] = defaultdict(dict)
        self.selected: dict[str, list[tuple[str, ...]]] = {}
        self.replacements: dict[str, str] = {}
        self.translated: dict[str, tuple[str, ...]] = {}

    def catalog(self) -> Catalog:
        self._relate()
        self._select()
        self._refuse_cycles()
        self._replace()
        cites, targets = self._cite()
        cited_by: dict[str, list[str]] = defaultdict(list)
        for id, citations in cites.items():
            for citation in citations:
                if citation.id:
                    cited_by[citation.id].append(id)
        moved, wrong = addresses.redirects(self.visible, self.known, self.withdrawn)
        self.problems += wrong
        numbers = [one for citations in cites.values() for one in citations]
        resolved = sum(bool(one.id) for one in numbers)
        items = [self._item(id, targets[id], cites[id], cited_by[id]) for id in self.public]
        return Catalog(
            self.site,
            tuple(items),
            tuple(self._notice(id) for id in self.withdrawn),
            self._register(),
            moved,
            resolved,
            len(numbers) - resolved,
            self._next_change(),
        )

    # Relations

    def _relate(self) -> None:
        """Resolve every relation of every record; only visible ends are kept, in both
        directions."""
        for id, entry in self.known.items():
            kind = entry.record.kind
            for key, field, text in entry.record.declared():
                other, wrong = self.references.find(text, entry, field)
                self.problems += wrong
                if other is None:
                    continue
                if other == id:
                    at = entry.place(field)
                    words: Words = {"relation": key, "other": entry.path}
                    told = problem("relation-cycle", entry.path, at, hint="itself", **words)
                    self.problems.append(told)
                    continue
                if id in self.public and other in self.visible:
                    self.ends[id][field] = other
                if other in self.declared[id][key]:
                    continue  # named twice, by its number and by its path, say
                self.declared[id][key].append(other)
                if id in self.public and other not in self.visible:
                    words = {"to": text, "field": key}
                    at, hint = entry.place(field), field.partition(".")[0]
                    hint = "timeline" if hint == "timeline" else ""
                    told = problem("relation-not-public", entry.path, at, hint=hint, **words)
                    self.problems.append(told)
                elif id in self.public:
                    self.graph[id][key].append(other)
                    if other in self.public:
                        self.graph[other][inverse(key, kind)].append(id)

    def _select(self) -> None:
        """What specials gather of themselves, after what they gathered by hand."""
        specials = {
            id: entry.record
            for id, entry in self.public.items()
            if isinstance(entry.record, Special)
            and any(section.select for section in entry.record.sections)
        }
        selecting = Selecting(self.public, self.site) if specials else None
        for id, special in specials.items():
            gathered = self.graph[id]["gathers"]
            self.selected[id] = []
            for section in special.sections:
                found: tuple[str, ...] = ()
                if selecting and section.select:
                    found = selecting.select(section.select, gathered)
                self.selected[id].append(found)
                gathered += found
                for other in found:
                    self.graph[other]["gathered_in"].append(id)

    def _refuse_cycles(self) -> None:
        """A repeals B repeals A cannot be, public or not: each relation is a tree of time."""
        for key in RELATIONS:
            done: set[str] = set()
            for start in self.declared.copy():
                trail: list[str] = []
                self._follow(start, key, trail, done)

    def _follow(self, start: str, key: str, trail: list[str], done: set[str]) -> None:
        stack = [(start, iter(self._below(start, key)))]
        trail.append(start)
        while stack:
            id, below = stack[-1]
            other = next(below, None)
            if other is None:
                stack.pop()
                trail.pop()
                done.add(id)
            elif other in trail:
                self._cycle(id, other, key)
            elif other not in done:
                stack.append((other, iter(self._below(other, key))))
                trail.append(other)

    def _below(self, id: str, key: str) -> list[str]:
        return self.declared[id][key] if id in self.declared else []

    def _cycle(self, id: str, other: str, key: str) -> None:
        entry = self.known[id]
        words: Words = {"relation": key, "other": self.known[other].path}
        at = entry.place(key)
        self.problems.append(problem("relation-cycle", entry.path, at, **words))

    def _replace(self) -> None:
        """Resolve what replaces withdrawn records, also of those whose withdrawal is to come."""
        for id, entry in self.known.items():
            if entry.record.withdrawn and (text := entry.record.withdrawn.replacement):
                found, wrong = self.references.find(text, entry, "withdrawn.replacement")
                self.problems += wrong
                if found in self.public:
                    self.replacements[id] = found

    # Citations and links

    def _cite(self) -> tuple[dict[str, list[Citation]], dict[str, tuple[str, ...]]]:
        resolver = Resolver(
            self.site, self.references, self.visible, self.public, titles(self.public)
        )
        cites: dict[str, list[Citation]] = {}
        targets: dict[str, tuple[str, ...]] = {}
        for id, entry in self.known.items():
            if id in self.public:
                targets[id], found, wrong = resolver.resolve(id, entry)
                self.problems += self._cite_translations(id, entry, resolver)
                # A plain page, such as the help, links to documents; it is none that cites them.
                cites[id] = [] if entry.record.kind == "page" else found
                self.problems += wrong
            elif eligible(entry.record, self.site):
                # What would fail the build on the day of release fails it now (DESIGN 1).
                wrong = resolver.resolve(id, entry)[2]
                wrong += self._cite_translations(id, entry, resolver)
                self.problems += [one for one in wrong if one.severity == "error"]
        return cites, targets

    def _cite_translations(self, id: str, entry: Entry, resolver: Resolver) -> list[Problem]:
        """Where the links of its translations lead. What these cite is not cited twice."""
        wrong: list[Problem] = []
        for one in entry.translations:
            made = entry.translated(one)
            self.translated[one.id(id)], _, told = resolver.resolve(one.id(id), made)
            wrong += told
        return wrong

    # Outcome

    def _item(
        self, id: str, targets: tuple[str, ...], cites: list[Citation], cited_by: list[str]
    ) -> Item:
        entry, graph = self.public[id], self.graph[id]
        record = entry.record
        standing = None
        if isinstance(record, Document):
            standing = validity.standing(record, graph, self.public, self._today())
        phase = phases.phase(record, self.as_of)
        return Item(
            entry,
            id,
            standing,
            phase,
            targets,
            tuple((key, tuple(ids)) for key, ids in graph.items() if ids),
            tuple(self.ends[id].items()),
            tuple(self.selected.get(id, ())),
            phases.released(record, self.as_of),
            tuple(cites),
            tuple(sorted(cited_by)),
            translations=tuple(
                Item(
                    entry.translated(one),
                    one.id(id),
                    standing,
                    phase,
                    self.translated[one.id(id)],
                    language=one.language,
                    said=one.header,
                )
                for one in entry.translations
            ),
        )

    def _notice(self, id: str) -> Notice:
        entry = self.withdrawn[id]
        record, withdrawn = entry.record, entry.record.withdrawn
        if withdrawn is None:
            raise ValueError("a notice is of a withdrawn record")
        replacement = self.replacements.get(id, "")
        index_no = record.index_no if isinstance(record, Document) else None
        doc_no = record.doc_no if isinstance(record, Document) else None
        numbers = (index_no or "", doc_no or "")
        return Notice(id, *numbers, withdrawn.at, withdrawn.reason or "", replacement)

    def _register(self) -> tuple[Registered, ...]:
        rows = []
        for id in sorted(self.known):
            record = self.known[id].record
            if registered(record, self.site, self.as_of):
                number = record.index_no or record.doc_no if isinstance(record, Document) else None
                reason = record.nondisclosure_reason or ""
                rows.append(Registered(record.title, number or "", reason))
        return tuple(rows)

    def _next_change(self) -> datetime | None:
        instants: list[datetime] = []
        for entry in self.known.values():
            instants += changes(entry.record, self.site)
        for id, entry in self.public.items():
            if isinstance(entry.record, Document):
                graph, today = self.graph[id], self._today()
                day = validity.next_change(entry.record, graph, self.public, today)
                instants += [datetime.combine(day, time(), OFFSET)] if day else []
            instants += phases.changes(entry.record)
        return min((one for one in instants if one > self.as_of), default=None)

    def _today(self) -> date:
        return self.as_of.astimezone(OFFSET).date()


def withdrawn_silently(entries: Mapping[str, Entry], as_of: datetime) -> list[str]:
    """The ids of the records whose silent withdrawal has begun."""
    return [
        id
        for id, entry in entries.items()
        if (gone := entry.record.withdrawn) and gone.kind == "silent" and gone.at <= as_of
    ]
