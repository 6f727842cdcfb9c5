/* Which records may hold all strings of a query, by the lists of as few terms as it takes: the twin of
   opengov_ssg/search/holding.py. */
(function (og) {
  'use strict'

  // terms that are looked up at once
  const ROUND = 2
  // the round in which long lists are loaded if there are no others
  const WAIT = 3
  // terms by which titles are told apart
  const TITLE_TERMS = 4

  // The terms that a probe stands for in a segment; null when no record holds it.
  const resolve = og.task(function * (index, segment, key) {
    const found = yield index.lookup(key, segment)
    if (found) {
      return [found]
    }
    const chars = Array.from(key)
    if (chars.length !== 3 || !chars.every(og.isHan)) {
      return null
    }
    const least = index.segments[segment].frequent
    const first = yield index.lookup(chars[0] + chars[1], segment)
    if (!first || first.count < least) {
      return first && [first]
    }
    const second = yield index.lookup(chars[1] + chars[2], segment)
    // Were both frequent, the three would be a term if any record held them.
    return second && second.count < least ? [second] : null
  })

  // What may hold two terms of a string: in the same passage.
  function both (held, postings, weight) {
    const made = new Map()
    postings.forEach(function (one) {
      const known = held.get(one.record)
      const common = known && known.passages.filter(number => one.passages.indexOf(number) >= 0)
      if (common && common.length) {
        made.set(one.record, { score: known.score + weight * one.impact, passages: common })
      }
    })
    return made
  }

  function begin (postings, weight) {
    const made = new Map()
    postings.forEach(function (one) {
      made.set(one.record, { score: weight * one.impact, passages: one.passages })
    })
    return made
  }

  // Narrows what a segment holds by terms just found. While all of them are in many records, others
  // are waited for: the whole of a long list costs more than a few short ones.
  const narrow = og.task(function * (index, state, weigh, enough, alone, last) {
    const founds = state.waiting.sort((one, other) => one.count - other.count)
    if (!state.held && !alone && !last && founds[0].pieces.length) {
      return
    }
    state.waiting = []
    for (const found of founds) {
      const weight = weigh(found)
      if (state.held && state.held.size <= enough && found.pieces.length) {
        // what is loaded already narrows for nothing, more is not worth it
        continue
      }
      if (state.held) {
        state.held = both(state.held, yield index.whole(found, state.held), weight)
      } else if (alone && found.pieces.length) {
        state.held = begin(found.postings, weight)
        state.count = found.count
        state.whole = false
      } else {
        state.held = begin(yield index.whole(found), weight)
      }
    }
  })

  // What was found for a segment; the pairs that a triple implies need not be looked up.
  function note (state, founds) {
    founds.forEach(function (found) {
      const chars = Array.from(found.key)
      if (!state.used.has(found.key)) {
        state.waiting.push(found)
      }
      state.used.add(found.key)
      if (chars.length === 3 && chars.every(og.isHan)) {
        state.used.add(chars[0] + chars[1]).add(chars[1] + chars[2])
      }
    })
  }

  // The probes that are left of a long string, the rarest first.
  const rarest = og.task(function * (index, left) {
    if (left.length < og.LONG) {
      return left
    }
    const classes = yield index.classes()
    const rarity = new Map(left.map(function (key) {
      return [key, Array.from(key).length < 3 && key.indexOf('$') < 0 ? 0 : og.rarity(key, classes)]
    }))
    return left.slice().sort((one, other) => rarity.get(other) - rarity.get(one))
  })

  // By segment a Map of the records that may hold a string: {score, passages}. Unless 'complete' is
  // asked for, only the best of a single long list; 'count' is how many there are, 'sure' that all of them
  // hold it, for it is one term. At most 'most' terms are looked up.
  og.holding = og.task(function * (index, string, complete, most) {
    // Of marks no list tells, so that the best of a list need not be among those that hold them.
    const marked = Boolean(string.quoted) && string.quoted !== string.text
    complete = complete || marked
    const order = og.probes(string)
    const alone = order.length === 1 || string.text === order[0]
    const limit = Math.min(order.length, most || og.LOOKUPS)
    let left = order
    let taken = 0
    const states = index.segments.map(function (one, segment) {
      return { segment: segment, held: null, waiting: [], used: new Set(), count: 0, whole: true, done: false }
    })
    const totals = new Map()
    const weigh = found => og.idf(totals.get(found.key), index.size)
    for (let number = 1; taken < limit; number++) {
      const open = states.filter(one => !one.done && (!one.held || one.held.size > og.ENOUGH))
      if (!open.length) {
        break
      }
      left = number === WAIT ? yield rarest(index, left) : left
      const round = left.slice(0, alone && !taken ? 1 : ROUND)
      left = left.slice(round.length)
      taken += round.length
      const rows = yield Promise.all(open.map(function (one) {
        const keys = round.filter(key => !one.used.has(key))
        return Promise.all(keys.map(key => resolve(index, one.segment, key)))
      }))
      const founds = rows.map(row => [].concat.apply([], row.filter(Boolean)))
      founds.forEach(function (list) {
        list.forEach(function (one) { totals.set(one.key, (totals.get(one.key) || 0) + one.count) })
      })
      yield Promise.all(open.map(function (one, place) {
        if (rows[place].indexOf(null) >= 0) {
          one.held = new Map()
          return null
        }
        note(one, founds[place])
        one.done = alone && one.used.has(order[0])
        const last = number >= WAIT || taken >= limit
        return one.waiting.length ? narrow(index, one, weigh, og.ENOUGH, one.done && !complete, last || one.done) : null
      }))
    }
    return {
      maps: states.map(one => one.held || new Map()),
      count: states.reduce((sum, one) => sum + (one.whole && one.held ? one.held.size : one.count), 0),
      whole: states.every(one => one.whole),
      sure: !marked && string.zone !== 'body' && string.zone !== 'agency' && states.every(one => one.done || (one.held && !one.held.size))
    }
  })

  function together (lists, segment, use) {
    const maps = lists.map(one => one.maps[segment])
    const least = maps.slice().sort((one, other) => one.size - other.size)[0]
    least.forEach(function (first, record) {
      const rows = maps.map(map => map.get(record))
      if (rows.every(Boolean)) {
        use(record, rows.reduce((sum, row) => sum + row.score, 0), rows.map(row => row.passages))
      }
    })
  }

  // Which records hold the string whose list is long: of three characters, pairs in a title tell not.
  const among = og.task(function * (index, segment, text, records) {
    const chars = Array.from(text)
    if (chars.length < 3 || !chars.every(og.isHan)) {
      return records
    }
    const found = yield index.lookup(text, segment)
    const list = found ? yield index.whole(found, records) : []
    return new Map(list.filter(one => records.has(one.record)).map(one => [one.record, records.get(one.record)]))
  })

  // Tells which candidates may hold the strings in their titles, and adds those that a head left out.
  const markTitles = og.task(function * (index, query, found, first, complete) {
    const several = query.strings.length > 1
    const lists = yield Promise.all(query.strings.map(function (one) {
      return og.holding(index, Object.assign({}, one, { zone: 'title' }), complete || several, TITLE_TERMS)
    }))
    const known = new Map(found.map(one => [one.segment + ' ' + one.record, one]))
    yield Promise.all(index.segments.map(og.task(function * (one, segment) {
      const left = new Map()
      together(lists, segment, function (record, score) {
        const own = known.get(segment + ' ' + record)
        if (own) {
          own.title = true
          own.score = score
        } else {
          left.set(record, score)
        }
      })
      // A whole list leaves none out: what it does not name has the terms in its title apart.
      if (left.size && !first.whole) {
        const held = yield among(index, segment, query.strings[0].text, left)
        held.forEach(function (score, record) {
          found.push({ segment: segment, record: record, score: score, passages: [[0]], title: true })
        })
      }
    })))
  })

  // {list, count, whole, sure}: in order; only the best of a single long list unless 'complete'; 'sure' when
  // what stands in the lists holds what is asked for.
  og.candidates = og.task(function * (index, query, complete) {
    const found = []
    if (!query.strings.length) {
      return { list: found, count: 0, whole: true, sure: true }
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
    const everywhere = query.strings.every(one => one.zone === 'all')
    if (everywhere && found.length > og.PAGE) {
      yield markTitles(index, query, found, lists[0], complete)
    }
    found.sort(og.byLikelihood)
    const sure = !several && !query.without.length && lists[0].sure
    return { list: found, count: several ? found.length : Math.max(lists[0].count, found.length), whole: lists[0].whole, sure: sure }
  })
})(window.ogSearch = window.ogSearch || {})
