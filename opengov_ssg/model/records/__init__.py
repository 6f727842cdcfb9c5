"""Records as an editor writes them: the kinds and their fields (DESIGN 3, DOMAIN 17).

A record here is what one file says, typed and checked; what follows from other files or from the
as-of instant stands in :mod:`opengov_ssg.model.catalog`. Each field carries its Chinese names,
which are accepted as keys too, and a sentence of help for the schema that editors' programs read.
"""

from __future__ import annotations

from opengov_ssg.model.records.disclosure import AnnualReport, CatalogRow, StandardCatalog
from opengov_ssg.model.records.documents import RELATIONS, Document, Interpretation
from opengov_ssg.model.records.gazette import GazetteIssue
from opengov_ssg.model.records.participation import (
    Consultation,
    Interview,
    Meeting,
    PressConference,
    Response,
)
from opengov_ssg.model.records.plain import News, Page, PublicNotice
from opengov_ssg.model.records.record import (
    Attachment,
    Declared,
    RawImport,
    Record,
    Review,
    Source,
    Withdrawal,
)
from opengov_ssg.model.records.specials import Selection, Special
from opengov_ssg.model.records.translation import TranslationHeader

__all__ = [
    "INVERSE",
    "KINDS",
    "KIND_NAMES",
    "RELATIONS",
    "AnnualReport",
    "AnyRecord",
    "Attachment",
    "CatalogRow",
    "Consultation",
    "Declared",
    "Document",
    "GazetteIssue",
    "Interpretation",
    "Interview",
    "Meeting",
    "News",
    "Page",
    "PressConference",
    "PublicNotice",
    "RawImport",
    "Record",
    "Response",
    "Review",
    "Selection",
    "Source",
    "Special",
    "StandardCatalog",
    "TranslationHeader",
    "Withdrawal",
    "inverse",
]

AnyRecord = (
    Document
    | Interpretation
    | PublicNotice
    | News
    | GazetteIssue
    | Special
    | Consultation
    | PressConference
    | Response
    | Interview
    | Meeting
    | AnnualReport
    | StandardCatalog
    | Page
)

KINDS: dict[str, type[AnyRecord]] = {
    "document": Document,
    "interpretation": Interpretation,
    "notice": PublicNotice,
    "news": News,
    "gazette-issue": GazetteIssue,
    "special": Special,
    "consultation": Consultation,
    "press-conference": PressConference,
    "response": Response,
    "interview": Interview,
    "meeting": Meeting,
    "annual-report": AnnualReport,
    "standard-catalog": StandardCatalog,
    "page": Page,
}
KIND_NAMES = {
    "document": "政府信息",
    "interpretation": "政策解读",
    "notice": "通知公告",
    "news": "政务动态",
    "gazette-issue": "政府公报",
    "special": "专题",
    "consultation": "征求意见",
    "press-conference": "新闻发布会",
    "response": "回应关切",
    "interview": "在线访谈",
    "meeting": "常务会议",
    "annual-report": "年度报告",
    "standard-catalog": "主动公开基本目录",
    "page": "页面",
}

INVERSE = {
    "repeals": "repealed_by",
    "amends": "amended_by",
    "supersedes": "superseded_by",
    "forwards": "forwarded_by",
    "interprets": "interpretations",
    "prints": "printed_in",
    "gathers": "gathered_in",
    "based_on": "basis_of",
    "results_in": "consultations",
    "decides": "decided_in",
}
"""What the other end of a relation calls it; ``about`` is called by the kind that is about."""

_ABOUT = {
    "press-conference": "press_conferences",
    "response": "responses",
    "interview": "interviews",
    "notice": "notices",
    "news": "news",
}


def inverse(relation: str, kind: str) -> str:
    """How the far end calls the ``relation`` that a record of ``kind`` declares."""
    return _ABOUT[kind] if relation == "about" else INVERSE[relation]
