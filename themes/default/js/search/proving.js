/* Whether a candidate holds what was asked for, by its text and its fields: the twin of
   opengov_ssg/search/proving.py. */
(function (og) {
  'use strict'

  // Where a folded text holds a string: a word of the string is a word of the text, but that the
  // last one may be the beginning of one if it is short.
  og.occurrences = function (text, string, strict) {
    const found = []
    const last = og.runs(string).pop()
    const prefix = !strict && last && !last.han && Array.from(last.text).length <= 3
    let at = text.indexOf(string)
    while (at >= 0) {
      const end = at + string.length
      const glued = (at && og.isWord(string[0]) && og.isWord(text[at - 1])) ||
        (!prefix && end < text.length && og.isWord(string[string.length - 1]) && og.isWord(text[end]))
      if (!glued) {
        found.push(at)
      }
      at = text.indexOf(string, at + 1)
    }
    return found
  }

  // Where a folded text holds a string of a query: as it stands, when it was quoted.
  og.placesOf = (text, string) => og.occurrences(text, og.sought(string), Boolean(string.quoted))

  function holds (text, string) { return og.placesOf(text, string).length > 0 }

  // A day as texts write it: 2016年9月6日.
  function written (day) {
    const part = day.split('T')[0].split('-').map(Number)
    return part.length === 3 ? part[0] + '年' + part[1] + '月' + part[2] + '日' : ''
  }

  og.fieldsOf = function (card, zone) {
    const numbers = [card.docNo, card.indexNo]
    const names = [card.agency].concat(card.issuers, card.also)
    const days = [card.signed, card.published].map(written)
    return zone === 'number' ? numbers : zone === 'agency' ? names : numbers.concat(names, card.keywords, days)
  }

  // Where a record holds a string: {where, number}, or null. 'texts' are its folded passages; 'own'
  // is how characters of these are folded, which the title may need too.
  og.place = function (string, card, texts, own) {
    const title = og.folded(card.title, own || og.table).text
    const zone = string.zone
    if ((zone === 'all' || zone === 'title') && holds(title, string)) {
      return { where: og.trimmed(title) === string.text ? 'exact' : 'title', number: 0 }
    }
    if (zone === 'all' || zone === 'body') {
      for (const number of Array.from(texts.keys()).sort((one, other) => one - other)) {
        const text = texts.get(number)
        if (holds(zone === 'body' && number === 0 ? text.slice(title.length) : text, string)) {
          return { where: 'text', number: number }
        }
      }
    }
    const fields = zone === 'title' || zone === 'body' ? [] : og.fieldsOf(card, zone)
    const held = fields.some(one => one && holds(og.fold(one), string))
    return held ? { where: 'field', number: -1 } : null
  }

  const ORDER = ['exact', 'title', 'text', 'field']

  og.proved = og.task(function * (index, query, one) {
    const texts = new Map()
    const passages = new Map()
    const take = og.task(function * (number) {
      if (!passages.has(number)) {
        const passage = yield index.passage(one.segment, one.record, number)
        passages.set(number, passage)
        texts.set(number, og.folded(passage.text, passage.own).text)
      }
      return passages.get(number)
    })
    const places = []
    let card = null
    for (let at = 0; at < query.strings.length; at++) {
      let found = null
      for (const number of one.passages[at]) {
        card = (yield take(number)).card
        const here = og.place(query.strings[at], card, new Map([[number, texts.get(number)]]), passages.get(number).own)
        found = here && (!found || here.where !== 'field') ? here : found
        if (here && here.where !== 'field') {
          break
        }
      }
      if (!found) {
        return null
      }
      places.push(found)
    }
    for (let at = 0; at < query.without.length; at++) {
      const suspect = query.excluded[at].maps[one.segment].get(one.record)
      for (const number of suspect ? suspect.passages : []) {
        yield take(number)
        if (og.place(query.without[at], card, texts, passages.get(number).own)) {
          return null
        }
      }
    }
    const where = places.map(own => own.where).sort((a, b) => ORDER.indexOf(b) - ORDER.indexOf(a))[0]
    const inText = places.filter(own => own.where === 'text')[0]
    const number = inText ? inText.number : one.passages[0][0]
    const beside = places.some((own, at) => own.where === 'field' && query.strings[at].zone === 'all')
    return { segment: one.segment, record: one.record, number: number, where: where, match: beside ? 'partial' : 'whole', score: one.score, card: card, passage: yield take(number) }
  })
})(window.ogSearch = window.ogSearch || {})
