"""What every page shows of the site: identity, navigation, footer, the page's policy."""

from __future__ import annotations

from collections.abc import Sequence

from opengov_ssg import __version__
from opengov_ssg.model.site import NavEntry, Site
from opengov_ssg.model.views import Emblem, Link, PackView, SiteView
from opengov_ssg.notation import languages
from opengov_ssg.plan.policy import policy
from opengov_ssg.plan.words import Words


def site_view(
    site: Site, words: Words, nav: Sequence[NavEntry], pack: PackView | None = None
) -> SiteView:
    """The site as templates see it, with the entries ``nav`` of its navigation; ``pack`` says what
    part of it is built, if it is one."""
    identity = site.identity
    emblem = identity.emblem
    direction = languages.parse(identity.language).direction
    addresses = {
        "report_error": identity.report_error,
        "consult": identity.consult,
        "services": identity.services,
    }
    links = {
        name: words.out(words.text(f"site.{name}"), address) if address else None
        for name, address in addresses.items()
    }
    return SiteView(
        name=identity.name,
        language=identity.language,
        domain=identity.domain,
        base_url=identity.base_url or "",
        id_code=identity.id_code or "",
        icp=identity.icp or "",
        police_record=identity.police_record or "",
        emblem=Emblem(emblem.kind, emblem.id) if emblem else None,
        report_error=links["report_error"],
        host=identity.host,
        operator=identity.operator or "",
        contact=identity.contact or "",
        banner=identity.banner or "",
        consult=links["consult"],
        services=links["services"],
        nav=tuple(Link(entry.text, entry.url) for entry in nav),
        policy=policy(),
        generator=f"opengov_ssg {__version__}",
        pack=pack,
        direction=direction,
        own_language=identity.language,
        text_language=site.text_language,
        text_direction=languages.parse(site.text_language).direction,
    )
