"""Stage 2: all records → the catalog. One process, cheap: it sees light records, never a text.

Reads: every Entry, the Ledger, the as-of instant. Writes: nothing; returns a Catalog and Problems.
"""
