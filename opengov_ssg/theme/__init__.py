"""Theme folder → ThemeSnapshot. A project's own files win over the shipped ones, file by file."""
