/* Narrowing candidates by facets, and counting them. */
(function (og) {
  'use strict'

  og.FACETS = ['kind', 'agency', 'topics', 'genre', 'validity', 'year']

  const columnsOf = og.task(function * (index, list) {
    const files = new Map()
    return yield Promise.all(list.map(og.task(function * (one) {
      const slot = one.segment + ' ' + (one.record >> 11)
      if (!files.has(slot)) {
        files.set(slot, index.columns(one.segment, one.record))
      }
      return yield files.get(slot)
    })))
  })

  og.valuesOf = function (columns, key, record) {
    const value = columns[key][record - columns.first]
    return key === 'topics' ? value : [value]
  }

  // The numbers of the values of 'filters' ({facet: code}); -1 for one that no record has.
  og.wanted = function (values, filters) {
    const numbers = {}
    Object.keys(filters).forEach(function (key) {
      numbers[key] = values[key].map(one => one[0]).indexOf(filters[key])
    })
    return numbers
  }

  // Whether a record has the wanted values, of all facets but one.
  og.passes = function (columns, record, numbers, but) {
    return Object.keys(numbers).every(function (key) {
      return key === but || og.valuesOf(columns, key, record).indexOf(numbers[key]) >= 0
    })
  }

  // The values of a facet that there are some of, or that are chosen, in the order in which they are shown;
  // a chosen one that no record has is among them, to be dropped.
  og.facetValues = function (key, values, counts, filters) {
    const made = values.map(function (one, number) {
      return { code: one[0], name: one[1], count: counts[number] }
    }).filter(one => one.code && (one.count || filters[key] === one.code))
    if (filters[key] && !made.some(one => one.code === filters[key])) {
      made.push({ code: filters[key], name: filters[key], count: 0 })
    }
    return made.sort(function (one, other) {
      return key === 'year' ? (one.code < other.code ? 1 : -1) : other.count - one.count
    })
  }

  // The candidates that have the values of 'filters' ({facet: code}).
  og.passing = og.task(function * (index, list, filters) {
    const numbers = og.wanted(yield index.facets(), filters)
    const columns = yield columnsOf(index, list)
    return list.filter((one, place) => og.passes(columns[place], one.record, numbers, ''))
  })

  // For each facet its values as {code, name, count}, counted over the candidates that pass the filters
  // of the other facets; without numbers (count -1) unless 'sure', and whole when 'list' is null.
  og.countFacets = og.task(function * (index, list, filters, sure) {
    const values = yield index.facets()
    const numbers = og.wanted(values, filters)
    const columns = list ? yield columnsOf(index, list) : []
    const made = {}
    og.FACETS.forEach(function (key) {
      const counts = values[key].map(() => list ? 0 : -1)
      columns.forEach(function (one, place) {
        const record = list[place].record
        if (og.passes(one, record, numbers, key)) {
          og.valuesOf(one, key, record).forEach(function (value) { counts[value] += 1 })
        }
      })
      made[key] = og.facetValues(key, values[key], counts, filters)
      made[key].forEach(function (value) { value.count = sure ? value.count : -1 })
    })
    return made
  })
})(window.ogSearch = window.ogSearch || {})
