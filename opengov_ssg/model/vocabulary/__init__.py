"""Controlled vocabularies as data: every term has an explicit code, used in paths and feeds."""

from __future__ import annotations

from opengov_ssg.model.vocabulary.terms import Term, Vocabularies, Vocabulary, default_vocabularies

__all__ = ["Term", "Vocabularies", "Vocabulary", "default_vocabularies"]
