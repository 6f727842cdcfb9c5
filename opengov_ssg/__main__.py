"""``python -m opengov_ssg`` is ``ssg``."""

from opengov_ssg.cli.main import main

if __name__ == "__main__":
    main()
