"""Problems: what is wrong, where, and how bad it is.

A problem is data. Its sentences, in Chinese and English, are in ``cli/messages``; a stage
never writes a sentence. Codes stand in one registry, :data:`CODES`, and are never reused.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Literal

Severity = Literal["error", "warning", "info"]
Scope = Literal["record", "site"]
Words = dict[str, Any]
"""What fills the placeholders of a problem's sentences."""


@dataclass(frozen=True, slots=True)
class Code:
    """One row of the registry: how bad a problem is, and whether one record or the site has it."""

    id: str
    name: str
    severity: Severity
    scope: Scope


def _registry(rows: str) -> dict[str, Code]:
    """Parse the table below; each line is ``id name severity scope``."""
    codes: dict[str, Code] = {}
    for line in rows.strip().splitlines():
        number, name, severity, scope = line.split()
        if name in codes or any(code.id == number for code in codes.values()):
            raise ValueError(f"code allotted twice: {line}")
        codes[name] = Code(number, name, severity, scope)  # type: ignore[arg-type]
    return codes


CODES = _registry("""
OG101 undecodable             error   record
OG102 file-too-large          error   record
OG103 symlink                 error   site
OG104 unusable-name           error   record
OG105 misplaced-file          warning site
OG106 no-header               error   record
OG107 header-not-closed       error   record
OG108 control-character       error   record
OG109 damaged-text            warning record
OG111 yaml-broken             error   record
OG112 yaml-alias              error   record
OG113 yaml-too-deep           error   record
OG114 yaml-duplicate-key      error   record
OG115 yaml-not-mapping        error   record
OG116 yaml-tag                error   record
OG121 unknown-key             error   record
OG122 key-in-two-languages    error   record
OG123 missing-field           error   record
OG124 wrong-type              error   record
OG125 not-in-vocabulary       error   record
OG126 impossible-date         error   record
OG127 malformed-value         error   record
OG130 doc-no-malformed        error   record
OG131 index-no-malformed      error   record
OG132 number-kept-as-found    warning record
OG133 check-character         warning record
OG134 date-order              error   record
OG135 date-order-imported     warning record
OG136 reason-missing          error   record
OG137 body-not-public         error   record
OG138 unknown-agency          error   record
OG139 unknown-column          error   record
OG140 no-address              error   record
OG141 attachment-missing      error   record
OG142 attachment-id           error   record
OG143 attachment-not-listed   warning record
OG144 attachment-type         error   record
OG145 withdrawal-review       error   record
OG146 address-form            error   record
OG147 number-year             warning record
OG148 secrecy-mark            error   record
OG151 html-removed            warning record
OG152 literal-mark            warning record
OG153 heading-level           warning record
OG154 dead-link               error   record
OG155 image-alt               error   record
OG156 leads-outside           error   record
OG157 link-scheme             error   record
OG158 dead-anchor             error   record
OG159 lines-joined            warning record
OG160 table-unread            warning record
OG161 block-malformed         error   record
OG162 chart-data              error   record
OG163 media-transcript        error   record
OG164 captions-malformed      error   record
OG165 source-missing          error   record
OG166 consultation-period     error   record
OG167 item-empty              error   record
OG168 gazette-number          error   record
OG169 report-sum              error   record
OG170 report-chapter          warning record
OG171 catalog-table           error   record
OG172 unknown-series          error   record
OG173 attachment-unlisted     error   record
OG174 block-misspelt          warning record
OG175 unknown-language        error   record
OG176 translation-alone       error   record
OG177 translation-field       error   record
OG178 translation-twice       error   record
OG201 dangling-reference      error   record
OG202 ambiguous-reference     error   record
OG203 address-twice           error   site
OG204 number-twice            error   site
OG205 doc-no-twice            error   record
OG206 doc-no-reposted         warning record
OG207 relation-not-public     warning record
OG208 citation-title          warning record
OG209 relation-cycle          error   record
OG210 interpretation-early    warning record
OG211 validity-expired        warning record
OG212 address-lost            error   site
OG213 not-in-ledger           warning site
OG214 ledger-line             error   site
OG215 ledger-number-twice     error   site
OG216 disclosed-late          warning record
OG217 holidays-unknown        warning site
OG218 summary-long            warning record
OG219 review-missing          warning record
OG220 gazette-issue-twice     error   site
OG221 gazette-gap             error   site
OG222 gazette-total           error   record
OG223 gazette-dates           error   record
OG224 gazette-cover           warning record
OG225 column-unreached        warning site
OG226 column-stale            warning site
OG227 consultation-result     warning record
OG228 interpretation-missing  warning record
OG229 report-carry            warning record
OG230 report-counts           warning record
OG231 report-due              warning site
OG232 transcript-due          warning record
OG233 response-late           warning record
OG234 press-frequency         warning site
OG235 guide-missing           warning site
OG236 catalog-row-empty       warning record
OG237 guide-twice             warning record
OG301 no-site                 error   site
OG302 site-identity           warning site
OG303 no-base-url             warning site
OG304 config-dangling         error   site
OG401 theme-missing           error   site
OG402 template-error          error   site
OG403 theme-text-missing      error   site
OG404 theme-file-missing      error   site
OG405 component-unclear       error   site
OG406 theme-language          warning site
OG407 theme-language-key      warning site
OG501 output-unsafe           error   site
OG502 output-foreign-file     error   site
OG503 output-mount-point      error   site
OG504 output-failed           error   site
OG505 output-locked           error   site
OG601 index-mismatch          error   site
OG901 internal                error   record
""")


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong.

    ``path`` is relative to the project, with forward slashes; empty for the site as a whole.
    ``line`` and ``column`` count from 1; 0 means the file as a whole. ``args`` fill the
    sentence, ``hint`` chooses another hint than the code's usual one.
    """

    code: str
    severity: Severity
    scope: Scope
    path: str = ""
    line: int = 0
    column: int = 0
    args: tuple[tuple[str, str], ...] = ()
    hint: str = ""

    @property
    def name(self) -> str:
        """The code's name in the registry, by which its sentences are found."""
        return _NAMES[self.code]

    def in_site(self) -> Problem:
        """The same problem, told of the site as a whole: for site.yaml, themes, the ledger."""
        return replace(self, scope="site")

    def within(self, block: str) -> Problem:
        """The same problem, told of a block of the body, by its kind."""
        return replace(self, args=tuple(sorted({**dict(self.args), "block": block}.items())))

    def order(self) -> tuple[str, int, int, str, tuple[tuple[str, str], ...]]:
        """The key that problems are sorted by before they are shown."""
        return (self.path, self.line, self.column, self.code, self.args)


_NAMES = {code.id: name for name, code in CODES.items()}


def problem(
    name: str,
    path: str = "",
    at: tuple[int, int] = (0, 0),
    *,
    hint: str = "",
    severity: Severity | None = None,
    **args: object,
) -> Problem:
    """Make a problem from its registered ``name``, a place, and the words of its sentence.

    Raises KeyError when the name is not registered.
    """
    code = CODES[name]
    words = tuple(sorted((key, str(value)) for key, value in args.items()))
    place = (path, at[0], at[1])
    return Problem(code.id, severity or code.severity, code.scope, *place, words, hint)


class ProblemError(Exception):
    """Raised where work cannot go on; carries the problems found so far, at least one."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("; ".join(f"{p.path}:{p.line}:{p.column} {p.code}" for p in problems))
        self.problems = problems
