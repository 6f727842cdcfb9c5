"""Stage 3: the catalog and the theme's words → which files there are, each with its view. Pure.

Reads: a Catalog, a ThemeSnapshot. Writes: nothing; yields PageViews and DataViews, and says which
files are copied.
"""
