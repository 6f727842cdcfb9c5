"""opengov_ssg publishes what a government must disclose, as a static site.

The command is ``ssg``; the order of the stages is in :mod:`opengov_ssg.pipeline`.
"""

__version__ = "0.1.0"
