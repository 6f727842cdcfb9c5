"""``ssg pack``: a part of the site as one archive, to be read from the disk without a network."""
