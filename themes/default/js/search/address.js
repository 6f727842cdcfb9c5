/* What is asked, as it stands in the address: search.html?q=…&agency=…&page=2. */
(function (og) {
  'use strict'

  const FACETS = { kind: 'kind', agency: 'agency', topic: 'topics', genre: 'genre', validity: 'validity', year: 'year' }
  const NAMES = ['q', 'in'].concat(Object.keys(FACETS), ['sort', 'page', 'all'])
  const DEFAULTS = { in: 'all', sort: 'relevance', page: '1' }
  const ZONES = new Map([['all', 'all'], ['title', 'title'], ['text', 'body'], ['number', 'number']])
  const MOST_PAGES = 1000

  og.PARAMETERS = FACETS

  // What an address asks: the value of each parameter, empty where there is none.
  og.readAddress = function (search) {
    const given = new window.URLSearchParams(search)
    const state = {}
    NAMES.forEach(function (name) { state[name] = given.get(name) || DEFAULTS[name] || '' })
    if (!ZONES.has(state.in)) {
      state.in = DEFAULTS.in
    }
    if (state.sort !== 'date') {
      state.sort = DEFAULTS.sort
    }
    if (!/^[1-9][0-9]{0,3}$/.test(state.page) || Number(state.page) > MOST_PAGES) {
      state.page = DEFAULTS.page
    }
    return state
  }

  // The address of the page that asks for 'state' with some 'changes'; a change leads to page 1.
  og.addressOf = function (state, changes) {
    const made = new window.URLSearchParams()
    const next = Object.assign({}, state, { page: '' }, changes)
    NAMES.forEach(function (name) {
      if (next[name] && next[name] !== DEFAULTS[name]) {
        made.append(name, next[name])
      }
    })
    return '?' + made.toString()
  }

  // Whether any filter is chosen.
  og.isFiltered = state => Object.keys(FACETS).some(name => state[name])

  // The same for the engine.
  og.optionsOf = function (state) {
    const filters = {}
    Object.keys(FACETS).forEach(function (name) {
      if (state[name]) {
        filters[FACETS[name]] = state[name]
      }
    })
    return { zone: ZONES.get(state.in), filters: filters, sort: state.sort, page: Number(state.page), all: state.all === '1' }
  }
})(window.ogSearch = window.ogSearch || {})
