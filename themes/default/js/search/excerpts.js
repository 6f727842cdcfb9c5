/* What is shown of a hit: pieces of displayed text, marked or not. */
(function (og) {
  'use strict'

  const LENGTH = 140
  const BEFORE = 36
  const STOPS = '。；！？\n'

  // Where in a folded text what was asked for stands: spans [from, to] in order, none overlapping.
  function spans (folded, query, whole) {
    const found = []
    query.strings.forEach(function (string) {
      og.placesOf(folded.text, string).forEach(function (at) {
        found.push([at, at + og.sought(string).length])
      })
    })
    if (!whole && !found.length) {
      og.questionTerms(query).forEach(function (key) {
        const text = key.replace(/^[!#]/, '').replace(/^\$/, '')
        og.occurrences(folded.text, text, true).forEach(function (at) { found.push([at, at + text.length]) })
      })
    }
    found.sort((one, other) => one[0] - other[0])
    const joined = []
    found.forEach(function (one) {
      const last = joined[joined.length - 1]
      if (last && one[0] <= last[1]) {
        last[1] = Math.max(last[1], one[1])
      } else {
        joined.push(one)
      }
    })
    return joined.map(one => [folded.origin[one[0]], folded.origin[one[1] - 1] + 1])
  }

  // The spans that a piece of 'size' may show most of: from which on.
  function densest (marks, size) {
    let best = 0
    let most = -1
    marks.forEach(function (first, place) {
      let held = 0
      for (let at = place; at < marks.length && marks[at][1] - first[0] <= size; at++) {
        held += marks[at][1] - marks[at][0]
      }
      if (held > most) {
        most = held
        best = place
      }
    })
    return best
  }

  // A text from 'from' to 'to' as pieces {text, mark}.
  function pieces (text, from, to, marks) {
    const made = []
    let at = from
    marks.forEach(function (mark) {
      const begin = Math.max(mark[0], at)
      const end = Math.min(mark[1], to)
      if (begin < end) {
        if (begin > at) {
          made.push({ text: text.slice(at, begin), mark: false })
        }
        made.push({ text: text.slice(begin, end), mark: true })
        at = end
      }
    })
    if (at < to) {
      made.push({ text: text.slice(at, to), mark: false })
    }
    return made
  }

  og.markedTitle = function (card, query) {
    const folded = og.folded(card.title, og.table)
    const own = { strings: query.strings.filter(one => one.zone === 'all' || one.zone === 'title') }
    return pieces(card.title, 0, card.title.length, spans(folded, own, true))
  }

  // Never between the two halves of a character.
  function whole (text, at) {
    const code = text.charCodeAt(at)
    return code >= 0xdc00 && code <= 0xdfff ? at - 1 : at
  }

  og.excerpt = function (hit, query) {
    const text = hit.passage.text
    const first = hit.number === 0 ? hit.card.title.length : 0
    const marks = spans(og.folded(text, hit.passage.own), query, hit.where !== 'partial')
      .filter(one => one[1] > first)
    const start = marks.length ? Math.max(first, marks[densest(marks, LENGTH)][0]) : first
    let from = Math.max(first, start - BEFORE)
    for (let at = start - 1; at >= from; at--) {
      if (STOPS.indexOf(text[at]) >= 0) {
        from = at + 1
        break
      }
    }
    from = whole(text, from)
    const to = whole(text, Math.min(text.length, from + LENGTH))
    const made = pieces(text, from, to, marks)
    const opened = from > first && STOPS.indexOf(text[from - 1]) < 0
    if (opened || hit.number) {
      made.unshift({ text: '…', mark: false })
    }
    if (to < text.length) {
      made.push({ text: '…', mark: false })
    }
    return from < to ? made : []
  }

  // The field that a string stands in when the text does not hold it.
  og.fieldShown = function (card, query) {
    for (const string of query.strings) {
      for (const one of og.fieldsOf(card, string.zone)) {
        const folded = og.folded(one || '', og.table)
        if (og.placesOf(folded.text, string).length) {
          return pieces(one, 0, one.length, spans(folded, { strings: [string] }, true))
        }
      }
    }
    return []
  }
})(window.ogSearch = window.ogSearch || {})
