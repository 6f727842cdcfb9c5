"""Stage 1: bytes → records and bodies. Per file, in any order, knowing nothing of other files.

Reads: one content file and the files of its own folder. Writes: nothing; returns an Entry, a Body
and Problems.
"""
