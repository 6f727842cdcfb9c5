/* What may be tried where nothing holds all that was asked for: fewer words, fewer conditions. */
(function (og) {
  'use strict'

  const MOST = 6
  const QUOTES = ['', '‘’', '“”', '「」', '""']
  const CHINESE = { title: '标题：', body: '正文：', agency: '机关：', number: '文号：' }

  function alone (list, string) {
    return list.length === 1 && ['text', 'zone', 'quoted'].every(key => list[0][key] === string[key])
  }

  // A string so written that a query reads it as this one: with its field's name where it has one of
  // its own, in quotation marks where it needs them. Empty where no way does.
  function spelt (string, zone, excluded) {
    const names = /^zh/.test(document.documentElement.lang) ? CHINESE : {}
    const own = string.zone === (excluded ? 'all' : zone)
    const name = (excluded ? '-' : '') + (own ? '' : names[string.zone] || string.zone + ':')
    return QUOTES.map(marks => name + marks.slice(0, 1) + og.sought(string) + marks.slice(1)).filter(function (one) {
      const read = og.parse(one, zone)
      return excluded ? !read.strings.length && alone(read.without, string) : !read.without.length && alone(read.strings, string)
    })[0] || ''
  }

  // Each string of a query left out once, and each exclusion.
  function fewer (query, zone, words) {
    const strings = query.strings.map(one => spelt(one, zone, false))
    const without = query.without.map(one => spelt(one, zone, true))
    const every = strings.concat(without)
    if (every.length > MOST || every.indexOf('') >= 0 || !strings.length) {
      return []
    }
    const made = []
    every.forEach(function (word, place) {
      const rest = every.filter((one, at) => at !== place).join(' ')
      if (place >= strings.length) {
        made.push([og.say(words.including, { word: word.slice(1) }), { q: rest }])
      } else if (strings.length > 1) {
        made.push([og.say(words.without, { word: word, rest: rest }), { q: rest }])
      }
    })
    return made
  }

  // The attempts as items of a list: links.
  og.attempts = function (result, state, words) {
    const made = []
    if (og.isFiltered(state)) {
      const changes = {}
      Object.keys(og.PARAMETERS).forEach(function (name) { changes[name] = '' })
      made.push([words.withoutFilters, changes])
    }
    if (state.in !== 'all') {
      made.push([words.everywhere, { in: '' }])
    }
    return made.concat(fewer(result.query, og.optionsOf(state).zone, words)).map(function (one) {
      return og.element('li', '', og.link(og.addressOf(state, one[1]), '', one[0], { 'data-go': 'query' }))
    })
  }
})(window.ogSearch = window.ogSearch || {})
