"""The search index (docs/search.md): texts → terms → a segment's postings →
files, and their reader."""
