"""The query language of ``ssg search``: Whoosh's parser with our fields, quotation
marks and brackets.

Every leaf of a parsed query is a Whoosh ``Term`` whose text is a mark and what is asked for: a
string (``=``), one in quotation marks (``"``), a pattern (``*``) or a range (``[``); ``~`` and
``'`` are strings that may stand beside a text too. The reader computes the postings of such a term.
"""

from __future__ import annotations

import re
from typing import Any

from whoosh import fields, query  # type: ignore[import-untyped]
from whoosh.qparser import QueryParser, plugins, syntax  # type: ignore[import-untyped]

from opengov_ssg.notation.folding import fold
from opengov_ssg.search import asking
from opengov_ssg.search.patterns import is_pattern

MOST = 500
"""Characters of a query that count."""
STRING, QUOTED, PATTERN, RANGE = '="*['
BESIDE = {STRING: "~", QUOTED: "'"}
"""The marks of strings that may stand beside a text too."""
PARTED = "\x1f"
"""Stands between the parts of a range."""

TEXTS = {
    "text": "all 全文",
    "title": "标题",
    "body": "正文",
    "number": "文号 索引号 发文字号 doc_no index_no",
    "agency": "机关 发布机构 发文机关",
}
"""Fields of texts, with their further names."""
FACETS = {
    "topic": "主题",
    "kind": "种类 类型",
    "genre": "体裁",
    "year": "年份",
    "validity": "有效性 效力",
}
DAYS = {"signed": "成文 成文日期", "published": "发布 发布日期"}
_NAMES = {
    alias: name
    for name, aliases in (TEXTS | FACETS | DAYS).items()
    for alias in (name, *aliases.split())
}
_QUOTES = '“”「『"＂'
_BEGINS = '(?<![^\\s(（:："”」』＂])'
_BLANK = f"[\\s{_QUOTES}]+"
_NAME = "(?<![^\\s(（\\-－−])(?P<text>" + "|".join(sorted(_NAMES, key=len, reverse=True)) + ")[:：]"
_FIELD = f"{_NAME}(?=\\S)"
_SPACED = re.compile(
    f"(?i:(?P<name>{_NAME})\\s+(?=\\S)(?![-－−]|(?:{'|'.join(_NAMES)})[:：]|(?:AND|OR|NOT)\\b))"
)
_OPEN, _CLOSE = "(?<![^\\s(（\\-－−:：])[(（]", "[)）](?=[\\s)）]|$)"
_RANGE = (
    "(?<=[:：])(?P<open>[\\[{])(?P<start>[^\\]}至]*?)\\s*(?:[Tt][Oo]|至)\\s*"
    "(?P<end>[^\\]}]*?)\\s*(?P<close>[\\]}])"
)


class Strings(fields.FieldType):  # type: ignore[misc]
    """A field in which strings, patterns and ranges are found by the reader."""

    def __init__(self, parser: Parser, scored: bool) -> None:
        super().__init__(format=None, analyzer=None, scorable=scored)
        self._parser = parser

    def self_parsing(self) -> bool:
        """Whoosh's analyzers see nothing of a query."""
        return True

    def parse_query(self, fieldname: str, qstring: str, boost: float = 1.0) -> Any:
        """The leaf of a part of a query without quotation marks."""
        if is_pattern(qstring) or (qstring == "*" and fieldname in FACETS):
            return query.Term(fieldname, PATTERN + qstring[: asking.MOST], boost=boost)
        return self.string(fieldname, qstring)

    def string(self, fieldname: str, text: str, quoted: bool = False) -> Any:
        """The leaf of a string; one without Han and words asks for nothing."""
        quoted = quoted and fieldname in TEXTS
        folded = fold(text) if quoted else asking.trimmed(fold(text))
        self._parser.cut |= len(folded) > asking.MOST
        asked = asking.as_string(folded[: asking.MOST], "all", quoted=quoted)
        mark = QUOTED if quoted else STRING
        return query.Term(fieldname, mark + asked.sought) if asked.text else query.NullQuery

    def parse_range(self, fieldname: str, *ends: Any, **_: Any) -> Any:
        """The leaf of a range: start, end, whether they are left out."""
        start, end, without_start, without_end = ends
        parts = (start or "", end or "", "x"[: bool(without_start)], "x"[: bool(without_end)])
        return query.Term(fieldname, RANGE + PARTED.join(parts))

    def to_bytes(self, value: Any) -> bytes:
        """The term as the reader is asked for it; lone surrogates stay."""
        return value if isinstance(value, bytes) else str(value).encode("utf-8", "surrogatepass")

    def from_bytes(self, bs: bytes) -> str:
        """The term as text."""
        return bs.decode("utf-8", "surrogatepass")


class _Quoted(plugins.TaggingPlugin):  # type: ignore[misc]
    """Strings in any quotation marks."""

    class Node(syntax.TextNode):  # type: ignore[misc]
        """A string as it stands."""

        def query(self, parser: Any) -> Any:
            """Its leaf."""
            name = self.fieldname or parser.fieldname
            return parser.schema[name].string(name, self.text, quoted=True)

    expr = asking.QUOTED

    def create(self, parser: Any, match: re.Match[str]) -> Any:
        """The node of a match."""
        return self.Node(match[0][1:-1])


class _Fields(plugins.FieldsPlugin):  # type: ignore[misc]
    """Field names in both languages, at the beginning of a part."""

    class FieldnameTagger(plugins.RegexTagger):  # type: ignore[misc]
        """Gives a field its own name."""

        def create(self, parser: Any, match: re.Match[str]) -> Any:
            """The node of a match."""
            return syntax.FieldnameNode(_NAMES[match["text"].lower()], match[0])


class _Groups(plugins.GroupPlugin):  # type: ignore[misc]
    """Parentheses; those that are left open close at the end."""

    def do_groups(self, parser: Any, group: Any) -> Any:
        """The nodes of a query as a tree."""
        depth = 0
        for one in group:
            if isinstance(one, self.OpenBracket):
                depth += 1
            elif isinstance(one, self.CloseBracket):
                depth = max(0, depth - 1)
        group.extend(self.CloseBracket() for _ in range(depth))
        return super().do_groups(parser, group)


class _Operators(plugins.OperatorsPlugin):  # type: ignore[misc]
    """AND, OR, NOT; one without something to work on goes, and two NOTs are none."""

    def filters(self, parser: Any) -> list[tuple[Any, int]]:
        """What is done to the nodes, with its place in the order."""
        return [(self._tidy, 590), *super().filters(parser)]

    def _tidy(self, parser: Any, group: Any) -> Any:
        kept: list[Any] = []
        for node in group:
            one = self._tidy(parser, node) if isinstance(node, syntax.GroupNode) else node
            before = kept[-1] if kept else None
            if isinstance(one, syntax.PrefixOperator) and isinstance(before, syntax.PrefixOperator):
                kept.pop()
            elif isinstance(one, syntax.InfixOperator):
                if before is not None and not isinstance(before, syntax.Operator):
                    kept.append(one)
            elif not isinstance(one, syntax.GroupNode) or len(one):
                kept.append(one)
        while kept and isinstance(kept[-1], syntax.Operator):
            kept.pop()
        tidy = group.empty_copy()
        tidy.extend(kept)
        return tidy


class Parser(QueryParser):  # type: ignore[misc]
    """Parses one query. ``cut`` says afterwards that a string was too long."""

    def __init__(self) -> None:
        self.cut = False
        scored, counted = Strings(self, True), Strings(self, False)
        schema = fields.Schema(
            **dict.fromkeys(TEXTS, scored), **dict.fromkeys((*FACETS, *DAYS), counted)
        )
        operators = _Operators(
            And=f"{_BEGINS}AND(?=[\\s(（]|$)",
            Or=f"{_BEGINS}OR(?=[\\s(（]|$)",
            Not=f"{_BEGINS}(?:NOT(?=[\\s(（]|$)|[-－−](?=\\S))",
            AndNot=None,
            AndMaybe=None,
            Require=None,
        )
        parts = [
            _Quoted(),
            _Fields(f"(?i:{_FIELD})"),
            plugins.RangePlugin(re.compile(_RANGE)),
            _Groups(_OPEN, _CLOSE),
            operators,
        ]
        super().__init__("text", schema, plugins=parts)

    def _add_ws_plugin(self) -> None:
        self.add_plugin(plugins.WhitespacePlugin(_BLANK))

    def tag(self, text: str, pos: int = 0, debug: bool = False) -> Any:
        """The nodes of a query; a blank after the name of a field changes nothing."""
        return super().tag(_SPACED.sub(lambda found: found["name"], text), pos, debug)

    def is_plain(self, text: str, *, fields: bool = False) -> bool:
        """Whether a query has no operator, range or wildcard, and no field unless
        ``fields`` may be."""
        nodes = self.tag(text)
        special = (syntax.Operator, syntax.RangeNode, *(() if fields else (syntax.FieldnameNode,)))
        return not any(
            isinstance(one, special) or (isinstance(one, syntax.WordNode) and is_pattern(one.text))
            for one in nodes
        )
