/* Suggestions: titles that hold what is being typed. */
(function (og) {
  'use strict'

  const SHOWN = 6
  const LOOKED_AT = 8

  // The records whose titles may hold all strings, the likeliest first.
  const candidates = og.task(function * (index, strings) {
    const several = strings.length > 1
    const lists = yield Promise.all(strings.map(one => og.holding(index, one, several)))
    const found = []
    lists[0].maps.forEach(function (map, segment) {
      map.forEach(function (one, record) {
        const rows = lists.map(list => list.maps[segment].get(record))
        if (rows.every(Boolean)) {
          const score = rows.reduce((sum, row) => sum + row.score, 0)
          found.push({ segment: segment, record: record, score: score, title: true })
        }
      })
    })
    return found.sort(og.byLikelihood)
  })

  // Titles that hold every string of a query and nothing that it excludes; first those that hold all that
  // was typed as it stands.
  const holding = og.task(function * (index, query, text) {
    if (!query.strings.length || query.strings.some(one => one.zone !== 'title')) {
      return []
    }
    const found = (yield candidates(index, query.strings)).slice(0, LOOKED_AT)
    const passages = yield Promise.all(found.map(one => index.passage(one.segment, one.record, 0)))
    const typed = og.trimmed(og.fold(text))
    const titles = passages.map(function (one) {
      return { url: one.card.id + '.html', title: one.card.title, folded: og.fold(one.card.title) }
    }).filter(function (one) {
      const holds = string => one.folded.indexOf(og.sought(string)) >= 0
      return query.strings.every(holds) && !query.without.some(holds)
    })
    const whole = one => one.folded.indexOf(typed) >= 0
    return titles.filter(whole).concat(titles.filter(one => !whole(one))).slice(0, SHOWN)
  })

  og.titles = og.task(function * (index, text) {
    if (!og.isSimple(text)) {
      yield index.folding()
    }
    const query = og.parse(text, 'title')
    const found = yield holding(index, query, text)
    if (found.length || !(yield og.strange(index, query))) {
      return found
    }
    yield index.folding()
    return yield holding(index, og.parse(text, 'title'), text)
  })
})(window.ogSearch = window.ogSearch || {})
