"""Broken sites, one file of cases a problem code: what is told, where, with which hint."""
