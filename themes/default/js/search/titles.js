/* Suggestions: titles that hold what is being typed. */
(function (og) {
  'use strict'

  const SHOWN = 6
  const LOOKED_AT = 8

  og.titles = og.task(function * (index, text) {
    const string = og.parse(text, 'title').strings[0]
    if (!string || string.zone !== 'title') {
      return []
    }
    const holding = yield og.holding(index, string, false)
    const found = []
    holding.maps.forEach(function (map, segment) {
      map.forEach(function (one, record) { found.push({ segment: segment, record: record, score: one.score, title: true }) })
    })
    found.sort(og.byLikelihood)
    const passages = yield Promise.all(found.slice(0, LOOKED_AT).map(function (one) {
      return index.passage(one.segment, one.record, 0)
    }))
    return passages.map(function (one) {
      return { url: one.card.id + '.html', title: one.card.title, at: og.fold(one.card.title).indexOf(string.text) }
    }).filter(one => one.at >= 0).slice(0, SHOWN)
  })
})(window.ogSearch = window.ogSearch || {})
