"""What a real browser's parser makes of a page, without showing it: its elements, what could run in
it, its text. Nothing is loaded and nothing run."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Page

from tests.hostile.payloads import collapsed

_READ = """\
pages => {
const strings = function (value, into) {
  if (typeof value === 'string') {
    into.push(value)
  } else if (value && typeof value === 'object') {
    Object.keys(value).forEach(function (key) { strings(value[key], into) })
  }
}
return pages.map(function (html) {
  const made = new DOMParser().parseFromString(html, 'text/html')
  const shape = []
  const active = []
  const texts = []
  const walk = function (root) {
    for (const one of root.querySelectorAll('*')) {
      const names = one.getAttributeNames().sort()
      shape.push(one.localName + '[' + names.join(' ') + ']')
      names.forEach(function (name) {
        const value = one.getAttribute(name)
        const address = ['href', 'src', 'action', 'formaction', 'xlink:href', 'data', 'poster', 'srcset',
                         'background', 'content'].includes(name)
        const scheme = /^[\\0- ]*([a-z][a-z0-9+.-]*):/i.exec(value.replace(/[\\t\\n\\r]/g, ''))
        if (/^on|^style$|^srcdoc$/.test(name)) {
          active.push(one.localName + ' ' + name)
        } else if (address && name !== 'content' && scheme && !/^(https?|mailto|tel)$/i.test(scheme[1])) {
          active.push(one.localName + ' ' + name + ' ' + scheme[1])
        }
        if (name === 'data-names') {
          strings(JSON.parse(value), texts)
        } else {
          texts.push(value)
        }
      })
      if (one.localName === 'script' && !one.src && !/json$/.test(one.type)) {
        active.push('script')
      }
      if (one.localName === 'script' && one.type === 'application/ld+json') {
        strings(JSON.parse(one.textContent), texts)
      }
      if (one.localName === 'template') {
        walk(one.content)
      }
    }
  }
  walk(made)
  Array.from(made.querySelectorAll('script, style')).forEach(one => one.remove())
  return [shape.join('\\n'), active, made.documentElement.textContent, texts.join(' \\u241f ')]
})
}
"""


class Seen(NamedTuple):
    """A page: its elements with the names of their attributes, in order; those that could run or
    lead somewhere else; its text and the values of its attributes, blanks collapsed."""

    shape: str
    active: tuple[str, ...]
    text: str
    values: str


def pages(root: Path) -> list[str]:
    """The paths of the pages of a built site."""
    return sorted(one.relative_to(root).as_posix() for one in root.rglob("*.html"))


def seen(browser: Page, root: Path, paths: Sequence[str]) -> Iterator[tuple[str, Seen]]:
    """What the browser makes of pages."""
    for at in range(0, len(paths), 40):
        some = paths[at : at + 40]
        yield from zip(
            some, parsed(browser, [(root / path).read_text("utf-8") for path in some]), strict=True
        )


def parsed(browser: Page, texts: Sequence[str]) -> list[Seen]:
    """What the browser makes of texts, each a page by itself."""
    found = browser.evaluate(_READ, list(texts))
    return [
        Seen(shape, tuple(active), collapsed(text), collapsed(values))
        for shape, active, text, values in found
    ]


MARK = re.compile("K[0-9]+F[0-9]+R")
