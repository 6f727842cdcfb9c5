"""site.yaml → Site. Every problem at once, with suggestions for misspelt keys."""
