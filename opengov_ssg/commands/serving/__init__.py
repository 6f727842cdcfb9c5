"""``ssg serve``: build into ``.opengov/serve``, serve on loopback, rebuild and reload on change."""
