"""Any output → its files: one place that knows which view makes what."""

from __future__ import annotations

from opengov_ssg.model.outputs import (
    CatalogDataView,
    CsvFile,
    FeedView,
    JsonFile,
    Output,
    RobotsView,
    SitemapFileView,
    SitemapIndexView,
    TextFile,
)
from opengov_ssg.render import data, feeds
from opengov_ssg.render.pages import Renderer


def places(output: Output) -> tuple[str, ...]:
    """Where the files of an output will lie, known without rendering it."""
    if isinstance(output, FeedView):
        return (f"{output.path}.xml", f"{output.path}.json")
    if isinstance(output, CatalogDataView):
        return tuple(f"{output.path}.{ending}" for ending in data.CATALOG_ENDINGS)
    return (output.path,)


def files(output: Output, renderer: Renderer) -> list[tuple[str, bytes]]:
    """The (path, bytes) that an output consists of. Raises ProblemError from templates."""
    if isinstance(output, FeedView):
        return [
            (f"{output.path}.xml", feeds.atom(output)),
            (f"{output.path}.json", feeds.json_feed(output)),
        ]
    if isinstance(output, CatalogDataView):
        return data.catalog(output)
    if isinstance(output, SitemapFileView):
        return [(output.path, data.sitemap(output))]
    if isinstance(output, SitemapIndexView):
        return [(output.path, data.sitemap_index(output))]
    if isinstance(output, RobotsView):
        return [(output.path, data.robots(output))]
    if isinstance(output, TextFile):
        return [(output.path, output.text.encode())]
    if isinstance(output, JsonFile):
        return [(output.path, data.json_file(output))]
    if isinstance(output, CsvFile):
        return [(output.path, data.csv_file(output))]
    return [(output.path, renderer.render(output))]
