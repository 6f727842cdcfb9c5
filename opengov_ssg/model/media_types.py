"""What a web server calls the files of a site: those that a build writes and those that it copies.

Servers know few of these of themselves: none knows OFD (GB/T 33190), most call a .wps a file of MS
Works. Office formats without a registered type go by the names that their makers register.
"""

from __future__ import annotations

TYPES: dict[str, str] = {
    "html": "text/html",
    "htm": "text/html",
    "shtml": "text/html",
    "css": "text/css",
    "js": "text/javascript",
    "json": "application/json",
    "jsonld": "application/ld+json",
    "xml": "application/xml",
    "csv": "text/csv",
    "txt": "text/plain",
    "vtt": "text/vtt",
    "svg": "image/svg+xml",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "gif": "image/gif",
    "webp": "image/webp",
    "tif": "image/tiff",
    "ico": "image/x-icon",
    "mp3": "audio/mpeg",
    "m4a": "audio/mp4",
    "oga": "audio/ogg",
    "wav": "audio/wav",
    "mp4": "video/mp4",
    "mov": "video/quicktime",
    "ogg": "video/ogg",
    "webm": "video/webm",
    "pdf": "application/pdf",
    "ofd": "application/ofd",
    "wps": "application/wps-office.wps",
    "et": "application/wps-office.et",
    "dps": "application/wps-office.dps",
    "doc": "application/msword",
    "xls": "application/vnd.ms-excel",
    "ppt": "application/vnd.ms-powerpoint",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "rtf": "application/rtf",
    "zip": "application/zip",
    "rar": "application/vnd.rar",
    "7z": "application/x-7z-compressed",
}
"""File ending, in lower case → media type."""

TEXTS = ("html", "htm", "shtml", "css", "js", "json", "jsonld", "xml", "csv", "txt", "vtt", "svg")
"""The endings of texts, which are also what compression is worth while for; all else is compressed
already. They are in UTF-8, but for attachments that came otherwise (``HeldFile.charset``)."""


def by_type() -> dict[str, list[str]]:
    """Media type → its endings, for servers that are told it this way round."""
    found: dict[str, list[str]] = {}
    for ending, kind in TYPES.items():
        found.setdefault(kind, []).append(ending)
    return found


def text_types() -> list[str]:
    """The media types of TEXTS, once each."""
    return list(dict.fromkeys(TYPES[ending] for ending in TEXTS))


def with_charset(ending: str, charset: str = "utf-8") -> str:
    """The whole ``Content-Type`` of a file with this ending; of a text with its
    ``charset``, if any."""
    kind = TYPES[ending]
    return f"{kind}; charset={charset}" if ending in TEXTS and charset else kind
