/* Which records may hold a string: the lists of as few of its terms as it takes, narrowed until few
   records are left. See docs/search.md. */
(function (og) {
  'use strict'

  const ROUND = 2 // terms that are looked up at once

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
      const common = known && known.passages.filter(function (number) { return one.passages.indexOf(number) >= 0 })
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

  // Narrows what a segment holds by terms just found.
  const narrow = og.task(function * (index, state, founds, weigh, alone) {
    founds.sort(function (one, other) { return one.count - other.count })
    for (const found of founds) {
      const weight = weigh(found)
      if (state.used.has(found.key)) {
        continue
      }
      state.used.add(found.key)
      if (state.held && state.held.size <= og.ENOUGH) {
        break
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

  function rounds (order, alone) {
    const made = alone ? [order.slice(0, 1)] : []
    for (let at = made.length; at < order.length && at < og.LOOKUPS; at += ROUND) {
      made.push(order.slice(at, at + ROUND))
    }
    return made
  }

  // By segment a Map of the records that may hold a string: {score, passages}. Unless `complete` is
  // asked for, only the best of a single long list; `count` is how many there are.
  og.holding = og.task(function * (index, string, complete) {
    const probes = og.probes(string)
    const order = probes.first.concat(probes.rest)
    const alone = order.length === 1 || (probes.first.length === 1 && Array.from(probes.first[0]).length === 3)
    const states = index.segments.map(function (one, segment) {
      return { segment: segment, held: null, used: new Set(), count: 0, whole: true, done: false }
    })
    const totals = new Map()
    const weigh = function (found) { return og.idf(totals.get(found.key), index.size) }
    for (const keys of rounds(order, alone)) {
      const open = states.filter(function (one) { return !one.done && (!one.held || one.held.size > og.ENOUGH) })
      const rows = yield Promise.all(open.map(function (one) {
        return Promise.all(keys.map(function (key) { return resolve(index, one.segment, key) }))
      }))
      const founds = rows.map(function (row) { return [].concat.apply([], row.filter(Boolean)) })
      founds.forEach(function (list) {
        list.forEach(function (one) { totals.set(one.key, (totals.get(one.key) || 0) + one.count) })
      })
      yield Promise.all(open.map(function (one, place) {
        if (rows[place].indexOf(null) >= 0) {
          one.held = new Map()
          return null
        }
        one.done = alone && founds[place].some(function (found) { return found.key === order[0] })
        return narrow(index, one, founds[place], weigh, one.done && !complete)
      }))
    }
    return {
      maps: states.map(function (one) { return one.held || new Map() }),
      count: states.reduce(function (sum, one) { return sum + (one.whole && one.held ? one.held.size : one.count) }, 0),
      whole: states.every(function (one) { return one.whole })
    }
  })
})(window.ogSearch = window.ogSearch || {})
