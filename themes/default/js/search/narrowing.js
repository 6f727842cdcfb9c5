/* The facets beside the hits, as links: each leads to the same search with or without a value. */
(function (og) {
  'use strict'

  const el = og.element
  const SHOWN = 6

  function nameOf (facet, value, words) {
    const names = { kind: words.kind, validity: words.validity }[facet]
    const known = names && Object.prototype.hasOwnProperty.call(names, value.code)
    return known ? names[value.code] : value.name.split('\\').pop()
  }

  // The names to show: the last step of a path, unless another value ends alike.
  function namesOf (facet, values, words) {
    const short = values.map(value => nameOf(facet, value, words))
    return short.map(function (name, place) {
      const alone = short.indexOf(name) === short.lastIndexOf(name)
      return alone ? name : values[place].name.split('\\').join(' › ')
    })
  }

  function valueLink (parameter, value, text, state, words) {
    const chosen = state[parameter] === value.code
    const change = {}
    change[parameter] = chosen ? '' : value.code
    const children = [el('span', 'og-facet__name', text)]
    if (chosen) {
      children.push(el('span', 'og-facet__drop', [el('span', 'og-hidden', words.drop), '×']))
    } else if (value.count >= 0) {
      children.push(el('span', 'og-facet__count', String(value.count)))
    }
    const made = og.link(og.addressOf(state, change), 'og-facet__link', children, { 'data-go': 'filter' })
    if (chosen) {
      made.setAttribute('aria-current', 'true')
    }
    if (value.name !== text && value.name !== value.code) {
      made.setAttribute('title', value.name.split('\\').join(' › '))
    }
    return el('li', 'og-facet__item', made)
  }

  function facet (parameter, values, state, view, number) {
    const words = view.words
    const key = og.PARAMETERS[parameter]
    const names = namesOf(key, values, words)
    const items = values.map(function (value, place) {
      return valueLink(parameter, value, names[place], state, words)
    })
    const list = el('ul', 'og-facet__list', items)
    const heading = el('h2', 'og-facet__title', words.facet[parameter])
    heading.id = 'search-facet-' + number
    list.setAttribute('aria-labelledby', heading.id)
    const made = el('section', 'og-facet', [heading, list])
    if (items.length > SHOWN + 1) {
      const rest = items.slice(SHOWN).filter(one => !one.querySelector('[aria-current]'))
      const button = el('button', 'og-facet__more', og.say(words.more, { count: String(rest.length) }))
      rest.forEach(function (one) { one.hidden = true })
      button.type = 'button'
      button.setAttribute('aria-expanded', 'false')
      button.addEventListener('click', function () {
        rest.forEach(function (one) { one.hidden = false })
        rest[0].querySelector('a').focus()
        made.removeChild(button)
      })
      made.appendChild(button)
    }
    return made
  }

  // The facets that tell something: those with several values, or with one that is chosen.
  og.facetLists = function (counted, state, view) {
    const made = []
    Object.keys(og.PARAMETERS).forEach(function (parameter) {
      const values = counted[og.PARAMETERS[parameter]]
      if (values.length > 1 || state[parameter]) {
        made.push(facet(parameter, values, state, view, made.length))
      }
    })
    return made
  }
})(window.ogSearch = window.ogSearch || {})
