"""site.yaml and the theme, as a run takes them: both are known before any content is read."""

from __future__ import annotations

from dataclasses import replace

from opengov_ssg.config.loading import load as load_site
from opengov_ssg.errors import ProblemError
from opengov_ssg.model.site import Site
from opengov_ssg.model.themes import ThemeSnapshot
from opengov_ssg.render.pages import check as check_templates
from opengov_ssg.runs import Options, Report
from opengov_ssg.store.store import Store
from opengov_ssg.theme import loading as themes


def site(options: Options, report: Report) -> Site:
    """The site, at the address that ``options`` may give it. Raises ProblemError."""
    made, problems = load_site(options.project)
    report.problems += problems
    if options.base_url is None:
        return made
    base = options.base_url
    identity = replace(made.identity, base_url=base if base.endswith("/") else f"{base}/")
    report.problems = [one for one in report.problems if one.name != "no-base-url"]
    return Site(replace(made.config, identity=identity), made.vocabularies, made.places)


def theme(options: Options, of: Site, store: Store, report: Report) -> ThemeSnapshot | None:
    """The theme; None when it cannot be used, which is in the report: reading goes on. Templates
    that were found to be good once are not looked at again."""
    try:
        made = themes.load(options.project, of.config.theme, of.identity.language)
    except ProblemError as error:
        report.problems += error.problems
        return None
    report.problems += themes.untranslated(made)
    key = f"templates {made.digest()}"
    if store.result(key) is None:
        report.problems += (wrong := check_templates(made))
        if not wrong:
            store.keep_result(key, "good")
    return made.of_part() if options.only else made
