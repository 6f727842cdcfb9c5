/* What filters alone choose: all records that have these values, the newest first. No more is read than
   the columns of the newest records among which there are some. */
(function (og) {
  'use strict'

  // records of a file of columns
  const RECORDS = 2048
  // files of columns that are read at most
  const FILES = 8
  const BITS = 6

  // Whether a value stands among the records of file 'number': six files a digit.
  function standsIn (value, number) {
    const digit = value[3][Math.floor(number / BITS)]
    return Boolean(digit && og.digit(digit) >> number % BITS & 1)
  }

  // The files of columns, newest first, that may hold records with all the wanted values.
  function slotsOf (index, values, numbers) {
    const slots = []
    index.segments.forEach(function (one, segment) {
      for (let first = 0; first < one.size; first += RECORDS) {
        slots.push({ number: slots.length, segment: segment, first: first, size: Math.min(RECORDS, one.size - first) })
      }
    })
    return slots.reverse().filter(function (slot) {
      return Object.keys(numbers).every(key => numbers[key] >= 0 && standsIn(values[key][numbers[key]], slot.number))
    })
  }

  // The records of a file that have the wanted values, newest first.
  const recordsOf = og.task(function * (index, slot, numbers) {
    const columns = Object.keys(numbers).length ? yield index.columns(slot.segment, slot.first) : null
    const found = []
    for (let record = slot.first + slot.size - 1; record >= slot.first; record--) {
      if (!columns || og.passes(columns, record, numbers, '')) {
        found.push({ segment: slot.segment, record: record, columns: columns })
      }
    }
    return found
  })

  // How many records there are: told by the facets for a single value; else the number found so far.
  function totalOf (index, values, numbers, found) {
    const keys = Object.keys(numbers)
    const one = keys.length === 1 && values[keys[0]][numbers[keys[0]]]
    return keys.length ? one ? one[2] : found : index.size
  }

  // A page of what 'options.filters' choose, as og.search gives it; 'looked' is among how many of the
  // newest records it was looked for when there may be older ones, else 0.
  og.browse = og.task(function * (index, options) {
    const values = yield index.facets()
    const numbers = og.wanted(values, options.filters)
    const slots = slotsOf(index, values, numbers)
    const several = Object.keys(numbers).length > 1
    const end = options.page * og.PAGE
    let list = []
    let read = 0
    let looked = 0
    while (read < slots.length && read < FILES && (several || list.length <= end)) {
      looked += slots[read].size
      list = list.concat(yield recordsOf(index, slots[read++], numbers))
    }
    const all = read === slots.length
    const total = totalOf(index, values, numbers, list.length)
    const shown = list.slice(end - og.PAGE, end)
    const passages = yield Promise.all(shown.map(one => index.passage(one.segment, one.record, 0)))
    const hits = shown.map(function (one, place) {
      const passage = passages[place]
      return { segment: one.segment, record: one.record, number: 0, where: 'listed', match: 'whole', score: 0, card: passage.card, passage: passage }
    })
    return {
      query: { strings: [], without: [], number: '', cut: false },
      hits: hits,
      total: total,
      exact: all || !several,
      more: list.length > end,
      page: options.page,
      partial: false,
      listed: true,
      looked: !all && list.length <= end ? looked : 0,
      cut: false
    }
  })

  const counted = og.task(function * (index, slots, numbers, key, size) {
    const counts = new Array(size).fill(0)
    for (const slot of slots) {
      const found = yield recordsOf(index, slot, numbers)
      found.forEach(function (one) {
        og.valuesOf(one.columns, key, one.record).forEach(function (value) { counts[value] += 1 })
      })
    }
    return counts
  })

  // As og.countFacets, over all records: what each value would leave beside the other filters.
  og.browseFacets = og.task(function * (index, filters) {
    const values = yield index.facets()
    const made = {}
    for (const key of og.FACETS) {
      const others = Object.assign({}, filters)
      delete others[key]
      const numbers = og.wanted(values, others)
      const slots = slotsOf(index, values, numbers)
      let counts = values[key].map(value => value[2])
      if (Object.keys(others).length) {
        counts = slots.length <= FILES ? yield counted(index, slots, numbers, key, counts.length)
          : values[key].map(value => slots.some(slot => standsIn(value, slot.number)) ? -1 : 0)
      }
      made[key] = og.facetValues(key, values[key], counts, filters)
    }
    return made
  })
})(window.ogSearch = window.ogSearch || {})
