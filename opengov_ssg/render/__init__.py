"""Stage 4: one view → bytes. Pure and parallel: the same view gives the same bytes anywhere.

Reads: a view, a ThemeSnapshot, a body by digest. Writes: nothing; returns paths with bytes.
"""
