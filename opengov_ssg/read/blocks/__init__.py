"""Fenced blocks of a body, YAML inside: read, checked, and written as the HTML of their text."""
