/* From a query to hits: candidates from lists, the likeliest first, each looked at before it counts
   as holding what was asked for. The twin of opengov_ssg/search/searching.py. */
(function (og) {
  'use strict'

  const HEADS = 4 // pages that the best of a long list suffice for
  const BATCH = 20

  // Whole numbers

  const numbered = og.task(function * (index, query) {
    const hits = []
    if (!query.number || query.number.length > og.MOST) {
      return hits
    }
    const found = yield Promise.all(index.segments.map(function (one, segment) {
      return index.lookup('#=' + query.number, segment)
    }))
    for (let segment = 0; segment < found.length; segment++) {
      for (const one of found[segment] ? yield index.whole(found[segment]) : []) {
        const passage = yield index.passage(segment, one.record, 0)
        hits.push({ segment: segment, record: one.record, number: 0, where: 'number', match: 'whole', same: false, score: 0, card: passage.card, passage: passage })
      }
    }
    return hits.sort(og.order)
  })

  // Records that may hold all strings

  function together (lists, segment, use) {
    const maps = lists.map(function (one) { return one.maps[segment] })
    const least = maps.slice().sort(function (one, other) { return one.size - other.size })[0]
    least.forEach(function (first, record) {
      const rows = maps.map(function (map) { return map.get(record) })
      if (rows.every(Boolean)) {
        use(record, rows.reduce(function (sum, row) { return sum + row.score }, 0), rows.map(function (row) { return row.passages }))
      }
    })
  }

  const markTitles = og.task(function * (index, query, found, complete) {
    const lists = yield Promise.all(query.strings.map(function (one) {
      return og.holding(index, { text: one.text, zone: 'title' }, complete || query.strings.length > 1)
    }))
    const known = new Map(found.map(function (one) { return [one.segment + ' ' + one.record, one] }))
    index.segments.forEach(function (one, segment) {
      together(lists, segment, function (record, score) {
        const own = known.get(segment + ' ' + record)
        if (own) {
          own.title = true
          own.score = score
        } else {
          found.push({ segment: segment, record: record, score: score, passages: lists.map(function () { return [0] }), title: true })
        }
      })
    })
  })

  // {list, count, whole}: in order; only the best of a single long list unless `complete`.
  const candidates = og.task(function * (index, query, complete) {
    const found = []
    if (!query.strings.length) {
      return { list: found, count: 0, whole: true }
    }
    const several = query.strings.length > 1
    const lists = yield Promise.all(query.strings.map(function (one) {
      return og.holding(index, one, complete || several)
    }))
    index.segments.forEach(function (one, segment) {
      together(lists, segment, function (record, score, passages) {
        found.push({ segment: segment, record: record, score: score, passages: passages, title: false })
      })
    })
    const everywhere = query.strings.every(function (one) { return one.zone === 'all' })
    if (everywhere && found.length > og.PAGE) {
      yield markTitles(index, query, found, complete)
    }
    found.sort(og.byLikelihood)
    return { list: found, count: several ? found.length : Math.max(lists[0].count, found.length), whole: lists[0].whole }
  })

  // Looking at a candidate

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

  function holds (text, string) { return og.occurrences(text, string).length > 0 }

  og.fieldsOf = function (card, zone) {
    const numbers = [card.docNo, card.indexNo]
    const names = [card.agency].concat(card.issuers, card.also)
    return zone === 'number' ? numbers : zone === 'agency' ? names : numbers.concat(names, card.keywords)
  }

  // Where a record holds a string: {where, number}, or null. `texts` are its folded passages; `own`
  // is how characters of these are folded, which the title may need too.
  function place (string, card, texts, own) {
    const title = og.folded(card.title, own || og.table).text
    const zone = string.zone
    if ((zone === 'all' || zone === 'title') && holds(title, string.text)) {
      return { where: 'title', number: 0 }
    }
    if (zone === 'all' || zone === 'body') {
      for (const number of Array.from(texts.keys()).sort(function (one, other) { return one - other })) {
        const text = texts.get(number)
        if (holds(zone === 'body' && number === 0 ? text.slice(title.length) : text, string.text)) {
          return { where: 'text', number: number }
        }
      }
    }
    const fields = zone === 'title' || zone === 'body' ? [] : og.fieldsOf(card, zone)
    const held = fields.some(function (one) { return one && holds(og.fold(one), string.text) })
    return held ? { where: 'field', number: -1 } : null
  }

  const ORDER = ['title', 'text', 'field']

  const lookAt = og.task(function * (index, query, one) {
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
        const here = place(query.strings[at], card, new Map([[number, texts.get(number)]]), passages.get(number).own)
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
        if (place(query.without[at], card, texts, passages.get(number).own)) {
          return null
        }
      }
    }
    const where = places.map(function (own) { return own.where }).sort(function (a, b) { return ORDER.indexOf(b) - ORDER.indexOf(a) })[0]
    const inText = places.filter(function (own) { return own.where === 'text' })[0]
    const number = inText ? inText.number : one.passages[0][0]
    const beside = places.some(function (own, at) { return own.where === 'field' && query.strings[at].zone === 'all' })
    const same = query.strings.length === 1 && og.fold(card.title) === query.strings[0].text
    return { segment: one.segment, record: one.record, number: number, where: where, match: beside ? 'partial' : 'whole', same: same, score: one.score, card: card, passage: yield take(number) }
  })

  // One page of hits from candidate `at` on: as many as there are among the first ones, further
  // ones only while none holds the strings.
  const page = og.task(function * (index, query, list, at) {
    const held = []
    const start = at
    while (at < list.length && held.length < og.PAGE && !(held.length && at - start >= og.VERIFIED)) {
      const most = held.length ? Math.min(og.PAGE - held.length, og.VERIFIED - (at - start)) : og.PAGE
      const found = yield Promise.all(list.slice(at, at + most).map(function (one) { return lookAt(index, query, one) }))
      at = Math.min(at + most, list.length)
      found.forEach(function (one) {
        if (one) {
          held.push(one)
        }
      })
    }
    return { hits: held.sort(og.order), next: at }
  })

  const every = og.task(function * (index, query, list) {
    const held = []
    for (let at = 0; at < list.length; at += BATCH) {
      const found = yield Promise.all(list.slice(at, at + BATCH).map(function (one) { return lookAt(index, query, one) }))
      found.forEach(function (one) {
        if (one && one.match === 'whole') {
          held.push(one)
        }
      })
    }
    return held
  })

  // Records that hold some of the terms

  const partial = og.task(function * (index, query, keep) {
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

  const offered = og.task(function * (index, query, one) {
    const number = Array.from(one.passages).sort(function (a, b) { return b[1] - a[1] || a[0] - b[0] })[0][0]
    const passage = yield index.passage(one.segment, one.record, number)
    const text = og.folded(passage.text, passage.own).text
    const refused = query.without.some(function (string) { return place(string, passage.card, new Map([[number, text]]), passage.own) })
    return refused ? null : { segment: one.segment, record: one.record, number: number, where: 'partial', match: 'partial', same: false, score: one.score, card: passage.card, passage: passage }
  })

  // options: {zone, filters, sort, page, all}. The result: hits of the page; `total` and whether it is
  // `exact`; `more` pages; `partial` when nothing holds what was asked for; `list` of candidates.
  og.search = og.task(function * (index, query, options) {
    const narrowed = Object.keys(options.filters).length > 0
    const keep = function (list) { return narrowed ? og.passing(index, list, options.filters) : Promise.resolve(list) }
    const complete = options.all || narrowed || options.sort === 'date' || options.page > HEADS
    query.excluded = yield Promise.all(query.without.map(function (one) { return og.holding(index, one, true) }))
    const numbers = yield keep(yield numbered(index, query))
    const seen = new Set(numbers.map(function (one) { return one.segment + ' ' + one.record }))
    const fresh = function (one) { return !seen.has(one.segment + ' ' + one.record) }
    if (numbers.length) {
      // The number in its own spelling: what cites it comes after what bears it.
      const card = numbers[0].card
      const own = [card.docNo, card.indexNo].filter(function (one) { return one && og.numberKey(one) === query.number })[0]
      query.strings = own ? [{ text: og.fold(own), zone: query.strings[0].zone }] : query.strings
    }
    const found = yield candidates(index, query, complete)
    const list = (yield keep(found.list)).filter(fresh)
    const count = (complete ? list.length : Math.max(found.count, list.length)) + numbers.length
    const result = { query: query, hits: [], total: count, exact: false, more: false, page: options.page, partial: false, list: numbers.concat(list), whole: found.whole, cut: query.cut }
    if (options.sort === 'date') {
      list.sort(og.byDate)
    }
    if (options.all) {
      result.hits = numbers.concat((yield every(index, query, list)).sort(options.sort === 'date' ? og.byDate : og.order))
      result.list = result.hits
      result.total = result.hits.length
      result.exact = true
      return result
    }
    const shown = []
    let at = 0
    for (let number = 1; number <= options.page; number++) {
      const one = yield page(index, query, list, at)
      at = one.next
      result.hits = (number === 1 ? numbers : []).concat(options.sort === 'date' ? one.hits.sort(og.byDate) : one.hits)
      shown.push.apply(shown, result.hits)
      if (!result.hits.length) {
        break
      }
    }
    result.more = at < list.length || (!found.whole && list.length < count - numbers.length)
    if (!result.more) {
      result.list = shown
      result.total = shown.length
      result.exact = true
    }
    // Beside hits of several strings there is room for what holds some of them; a single string is
    // found or not.
    const room = query.strings.length > 1 && !numbers.length && options.page === 1 && result.hits.length < og.PAGE
    if (!shown.length || room) {
      result.hits.forEach(function (one) { seen.add(one.segment + ' ' + one.record) })
      const close = (yield partial(index, query, keep)).filter(fresh)
      const start = shown.length ? 0 : (options.page - 1) * og.PAGE
      const some = close.slice(start, start + og.PAGE - result.hits.length)
      const hits = yield Promise.all(some.map(function (one) { return offered(index, query, one) }))
      result.hits = result.hits.concat(hits.filter(Boolean))
      if (!shown.length) {
        result.partial = true
        result.total = close.length
        result.list = close
        result.more = start + og.PAGE < close.length
      }
    }
    return result
  })

  // All that may hold the strings, for numbers beside facets.
  og.allCandidates = og.task(function * (index, query) {
    const numbers = yield numbered(index, query)
    const found = yield candidates(index, query, true)
    const seen = new Set(found.list.map(function (one) { return one.segment + ' ' + one.record }))
    return found.list.concat(numbers.filter(function (one) { return !seen.has(one.segment + ' ' + one.record) }))
  })
})(window.ogSearch = window.ogSearch || {})
