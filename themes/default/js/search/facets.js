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

  function valuesOf (columns, key, record) {
    const value = columns[key][record - columns.first]
    return key === 'topics' ? value : [value]
  }

  function wanted (values, filters) {
    const numbers = {}
    Object.keys(filters).forEach(function (key) {
      numbers[key] = values[key].map(one => one[0]).indexOf(filters[key])
    })
    return numbers
  }

  function passes (columns, record, numbers, but) {
    return Object.keys(numbers).every(function (key) {
      return key === but || valuesOf(columns, key, record).indexOf(numbers[key]) >= 0
    })
  }

  // The candidates that have the values of `filters` ({facet: code}).
  og.passing = og.task(function * (index, list, filters) {
    const numbers = wanted(yield index.facets(), filters)
    const columns = yield columnsOf(index, list)
    return list.filter((one, place) => passes(columns[place], one.record, numbers, ''))
  })

  // For each facet its values as {code, name, count}, counted over the candidates that pass the filters
  // of the other facets; without numbers (count -1) and whole when `list` is null.
  og.countFacets = og.task(function * (index, list, filters) {
    const values = yield index.facets()
    const numbers = wanted(values, filters)
    const columns = list ? yield columnsOf(index, list) : []
    const made = {}
    og.FACETS.forEach(function (key) {
      const counts = values[key].map(() => list ? 0 : -1)
      columns.forEach(function (one, place) {
        const record = list[place].record
        if (passes(one, record, numbers, key)) {
          valuesOf(one, key, record).forEach(function (value) { counts[value] += 1 })
        }
      })
      made[key] = values[key].map(function (one, number) {
        return { code: one[0], name: one[1], count: counts[number] }
      }).filter(one => one.code && (one.count || filters[key] === one.code))
      made[key].sort(function (one, other) {
        return key === 'year' ? (one.code < other.code ? 1 : -1) : other.count - one.count
      })
    })
    return made
  })
})(window.ogSearch = window.ogSearch || {})
