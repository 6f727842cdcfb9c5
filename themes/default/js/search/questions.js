/* What is closest to a query that no record holds, by its words and its rarest pairs: the twin of
   opengov_ssg/search/questions.py. */
(function (og) {
  'use strict'

  og.closest = og.task(function * (index, query, keep) {
    let keys = og.questionTerms(query)
    if (keys.length < 2) {
      return []
    }
    if (keys.length > og.LONG) {
      const classes = yield index.classes()
      const rarity = new Map(keys.map(function (key) { return [key, og.rarity(key, classes)] }))
      keys = keys.slice().sort(function (one, other) { return rarity.get(other) - rarity.get(one) }).slice(0, og.LOOKUPS)
    }
    const rows = yield Promise.all(keys.map(function (key) {
      return Promise.all(index.segments.map(function (one, segment) { return index.lookup(key, segment) }))
    }))
    const records = new Map()
    rows.forEach(function (row) {
      const count = row.reduce(function (sum, found) { return sum + (found ? found.count : 0) }, 0)
      const weight = count ? og.idf(count, index.size) : 0
      row.forEach(function (found, segment) {
        (found ? found.postings : []).forEach(function (posting) {
          const id = segment + ' ' + posting.record
          const one = records.get(id) || { segment: segment, record: posting.record, score: 0, title: false, passages: new Map() }
          const share = og.share(weight, posting.impact)
          one.score += share
          posting.passages.forEach(function (number) { one.passages.set(number, (one.passages.get(number) || 0) + share) })
          records.set(id, one)
        })
      })
    })
    return (yield keep(Array.from(records.values()))).sort(og.byLikelihood).slice(0, og.OFFERED)
  })

  og.offered = og.task(function * (index, query, one) {
    const number = Array.from(one.passages).sort(function (a, b) { return b[1] - a[1] || a[0] - b[0] })[0][0]
    const passage = yield index.passage(one.segment, one.record, number)
    const text = og.folded(passage.text, passage.own).text
    const refused = query.without.some(function (string) { return og.place(string, passage.card, new Map([[number, text]]), passage.own) })
    return refused ? null : { segment: one.segment, record: one.record, number: number, where: 'partial', match: 'partial', same: false, score: one.score, card: passage.card, passage: passage }
  })
})(window.ogSearch = window.ogSearch || {})
