/* From a query to hits: candidates from lists, the likeliest first, each looked at before it counts
   as holding what was asked for. The twin of opengov_ssg/search/searching.py. */
(function (og) {
  'use strict'

  // pages that the best of a long list suffice for
  const HEADS = 4
  const BATCH = 20
  const IN_TITLE = ['exact', 'title']

  // Whole numbers

  const numbered = og.task(function * (index, query) {
    const hits = []
    if (!query.number) {
      return hits
    }
    const found = yield Promise.all(index.segments.map(function (one, segment) {
      return index.lookup('#=' + query.number, segment)
    }))
    for (let segment = 0; segment < found.length; segment++) {
      for (const one of found[segment] ? yield index.whole(found[segment]) : []) {
        const passage = yield index.passage(segment, one.record, 0)
        hits.push({ segment: segment, record: one.record, number: 0, where: 'number', match: 'whole', score: 0, card: passage.card, passage: passage })
      }
    }
    return hits.sort(og.order)
  })

  // One page of hits from candidate 'at' on: as many as there are among the first ones, further
  // ones only while none holds the strings; at most 'most' beside a whole number. What seemed to hold
  // them in its title and does not waits until all others that seem to have been looked at.
  const page = og.task(function * (index, query, list, at, most) {
    const held = []
    const aside = []
    const end = at + (most || og.VERIFIED)
    while (at < list.length && (at < end || !(held.length || aside.length || most))) {
      const room = og.PAGE - held.length - (list[at].title ? 0 : aside.length)
      if (room <= 0) {
        break
      }
      const size = held.length || aside.length || most ? Math.min(room, end - at) : og.PAGE
      const some = list.slice(at, at + size)
      const found = yield Promise.all(some.map(one => og.proved(index, query, one)))
      at = Math.min(at + size, list.length)
      found.forEach(function (one, place) {
        if (one) {
          one.candidate = some[place];
          (some[place].title && IN_TITLE.indexOf(one.where) < 0 ? aside : held).push(one)
        }
      })
    }
    aside.sort(og.order)
    const wait = held.length && at < list.length && list[at].title
    const left = aside.splice(wait ? 0 : og.PAGE - held.length).map(one => Object.assign({}, one.candidate, { title: false }))
    list.splice.apply(list, [at, 0].concat(left))
    return { hits: held.concat(aside).sort(og.order), next: at }
  })

  // What may hold what is excluded, for each string of it.
  const excluded = (index, query) => Promise.all(query.without.map(one => og.holding(index, one, true)))

  // The hits of a page of many candidates, and of those before it; 'at' is the next candidate.
  const pages = og.task(function * (index, query, list, numbers, order, last) {
    const told = { shown: [], hits: [], at: 0 }
    for (let number = 1; number <= last; number++) {
      const one = yield page(index, query, list, told.at, number === 1 && numbers.length ? og.BESIDE : 0)
      told.at = one.next
      told.hits = (number === 1 ? numbers : []).concat(one.hits.sort(order))
      told.shown.push.apply(told.shown, told.hits)
      if (!told.hits.length) {
        break
      }
    }
    return told
  })

  // What is counted of hits: those that hold all in their text, or where there are none those beside it.
  function countedOf (hits) {
    const whole = hits.filter(one => one.match === 'whole')
    return whole.length ? whole : hits
  }

  const isBeside = one => one.match === 'whole' ? 0 : 1

  const newest = (one, other) => isBeside(one) - isBeside(other) || og.byDate(one, other)

  // Every candidate that is a hit.
  const proveAll = og.task(function * (index, query, list) {
    let held = []
    for (let at = 0; at < list.length; at += BATCH) {
      held = held.concat(yield Promise.all(list.slice(at, at + BATCH).map(one => og.proved(index, query, one))))
    }
    return held.filter(Boolean)
  })

  // options: {zone, filters, sort, page, all}. The result: hits of the page; 'total' and whether it is
  // 'exact'; 'more' pages; 'held' whether a text holds it; 'partial' when nothing holds what was asked for; 'list' of candidates.
  og.search = og.task(function * (index, query, options) {
    const narrowed = Object.keys(options.filters).length > 0
    const keep = list => narrowed ? og.passing(index, list, options.filters) : Promise.resolve(list)
    const complete = options.all || narrowed || options.sort === 'date' || options.page > HEADS
    query.excluded = yield excluded(index, query)
    const numbers = yield keep(yield numbered(index, query))
    const seen = new Set(numbers.map(one => one.segment + ' ' + one.record))
    const fresh = one => !seen.has(one.segment + ' ' + one.record)
    if (numbers.length) {
      // The number in its own spelling: what cites it comes after what bears it.
      const card = numbers[0].card
      const own = [card.docNo, card.indexNo].filter(one => one && og.numberKey(one) === query.number)[0]
      query.strings = own ? [{ text: og.fold(own), zone: query.strings[0].zone, quoted: '' }] : query.strings
    }
    const found = yield og.candidates(index, query, complete)
    const list = (yield keep(found.list)).filter(fresh)
    const count = (complete ? list.length : Math.max(found.count, list.length)) + numbers.length
    const result = { query: query, hits: [], total: count, exact: false, more: false, page: options.page, partial: false, list: numbers.concat(list), whole: found.whole, sure: found.sure && !numbers.length, cut: query.cut }
    const order = options.sort === 'date' ? newest : og.order
    if (options.sort === 'date') {
      list.sort(og.byDate)
      list.forEach(function (one) { one.title = false })
    }
    if (options.all) {
      const held = (yield proveAll(index, query, list)).filter(one => one.match === 'whole')
      result.hits = numbers.concat(held.sort(order))
      result.list = result.hits
      result.total = result.hits.length
      result.exact = true
      return result
    }
    let shown
    if (!numbers.length && found.whole && list.length <= og.VERIFIED) {
      shown = (yield proveAll(index, query, list)).sort(order)
      result.hits = shown.slice((options.page - 1) * og.PAGE, options.page * og.PAGE)
      result.more = options.page * og.PAGE < shown.length
      result.exact = true
    } else {
      const told = yield pages(index, query, list, numbers, order, options.page)
      shown = told.shown
      result.hits = told.hits
      result.more = told.at < list.length || (!found.whole && list.length < count - numbers.length)
    }
    if (result.exact || !result.more) {
      result.list = countedOf(shown)
      result.total = result.list.length
      result.exact = true
    }
    result.held = shown.some(one => one.match === 'whole')
    // Beside hits of several strings there is room for what holds some of them; a single string is
    // found or not.
    const room = query.strings.length > 1 && !numbers.length && options.page === 1 && result.hits.length < og.PAGE
    if (!shown.length || room) {
      result.hits.forEach(function (one) { seen.add(one.segment + ' ' + one.record) })
      const close = (yield og.closest(index, query, keep)).filter(fresh)
      const start = shown.length ? 0 : (options.page - 1) * og.PAGE
      result.hits = result.hits.concat(close.slice(start, start + og.PAGE - result.hits.length))
      if (!shown.length) {
        result.partial = true
        result.total = close.length
        result.list = close
        result.more = start + og.PAGE < close.length
      }
    }
    return result
  })

  // What the facets count, whatever the filters: {list, sure}. All hits, where few records may be one; of
  // more all candidates, and whether they are hits.
  og.counted = og.task(function * (index, query) {
    query.excluded = yield excluded(index, query)
    const numbers = yield numbered(index, query)
    const found = yield og.candidates(index, query, true)
    const few = found.list.length <= og.VERIFIED
    const list = few ? yield proveAll(index, query, found.list) : found.list
    const seen = new Set(list.map(one => one.segment + ' ' + one.record))
    const every = list.concat(numbers.filter(one => !seen.has(one.segment + ' ' + one.record)))
    const all = few ? countedOf(every) : every
    // As the page does: where nothing holds what is asked for, what comes closest.
    return { list: all.length ? all : yield og.closest(index, query, list => Promise.resolve(list)), sure: few || found.sure }
  })
})(window.ogSearch = window.ogSearch || {})
