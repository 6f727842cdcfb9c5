/* The list of hits, the pages, and what is said of them. */
(function (og) {
  'use strict'

  const el = og.element

  function fact (label, value, className) {
    return el('span', 'og-search-hit__fact', [
      el('span', 'og-search-hit__label', label), ' ', el('span', className, value)
    ])
  }

  function facts (card, words) {
    const made = []
    if (words.kind[card.kind]) {
      made.push(el('span', 'og-search-hit__fact', [el('span', 'og-hidden', words.kindLabel), words.kind[card.kind]]))
    }
    const names = card.issuers.length ? card.issuers : [card.agency]
    made.push(el('span', 'og-search-hit__fact', [el('span', 'og-hidden', words.agencyLabel), names.join('、')]))
    if (card.docNo || card.indexNo) {
      const label = card.docNo ? words.docNoLabel : words.indexNoLabel
      made.push(el('span', 'og-search-hit__fact og-search-hit__number', [el('span', 'og-hidden', label), card.docNo || card.indexNo]))
    }
    if (card.signed) {
      made.push(fact(words.signedLabel, card.signed, 'og-nowrap'))
    }
    if (card.published) {
      made.push(fact(words.publishedLabel, card.published.slice(0, 10), 'og-nowrap'))
    }
    return made
  }

  function hit (one, result, view) {
    const words = view.words
    const card = one.card
    const heading = el('h3', 'og-search-hit__title', [
      og.link(view.root + card.id + '.html', 'og-search-hit__link', og.marked(og.markedTitle(card, result.query)))
    ])
    if (card.validity && card.validity !== 'unstated' && words.validity[card.validity]) {
      heading.appendChild(document.createTextNode(' '))
      heading.appendChild(el('span', 'og-tag og-tag--' + card.validity, [el('span', 'og-hidden', words.validityLabel), words.validity[card.validity]]))
    }
    const made = el('li', 'og-search-hit', heading)
    const beside = one.where === 'field' ? og.fieldShown(card, result.query) : []
    if (beside.length) {
      made.appendChild(el('p', 'og-search-hit__beside', [words.beside].concat(og.marked(beside))))
    }
    const excerpt = og.excerpt(one, result.query)
    if (excerpt.length) {
      made.appendChild(el('p', 'og-search-hit__excerpt', og.marked(excerpt)))
    }
    if (card.language) {
      made.querySelectorAll('.og-search-hit__link, .og-search-hit__excerpt').forEach(function (text) {
        text.setAttribute('lang', card.language)
        text.setAttribute('dir', 'auto')
      })
    }
    made.appendChild(el('p', 'og-search-hit__facts', facts(card, words)))
    made.setAttribute('data-url', card.id + '.html')
    made.setAttribute('data-match', one.match)
    made.setAttribute('data-where', one.where)
    return made
  }

  // The hits as lists: those that hold what was asked for, then those that hold some of it, or that beside
  // their text alone.
  og.hitLists = function (result, view) {
    const made = []
    let list = null
    let match = ''
    result.hits.forEach(function (one) {
      const now = one.where === 'partial' || (result.held && one.match === 'partial') ? 'partial' : 'whole'
      if (now !== match) {
        if (now === 'partial' && !result.partial) {
          made.push(el('h3', 'og-search__also', view.words.also))
        }
        list = el('ol', 'og-search__hits')
        made.push(list)
        match = now
      }
      list.appendChild(hit(one, result, view))
    })
    return made
  }

  og.statusOf = function (result, state, words) {
    const said = { query: state.q.trim().slice(0, 80), total: String(result.total), page: String(result.page) }
    const none = !result.hits.length
    if (result.listed && result.page === 1) {
      return none ? words.listedNone : og.say(result.exact ? words.listed : words.about, said)
    }
    // what filters and the place leave out may be there all the same
    const told = og.isFiltered(state) || state.in !== 'all' ? words.within : words
    const sentence = none && result.page > 1 ? words.noPage : none ? told.none
      : result.partial ? told.partial : result.exact ? told.total : told.about
    return og.say(sentence, said) + (result.page > 1 && !none ? og.say(words.page, said) : '')
  }

  // Links to the pages before and after.
  og.pageLinks = function (result, state, words) {
    const page = result.page
    const made = []
    if (page > 1) {
      made.push(og.link(og.addressOf(state, { page: String(page - 1) }), 'og-button og-pager__newer', words.previous, { rel: 'prev', 'data-go': 'page' }))
    }
    if (page > 1 || result.more) {
      made.push(el('span', 'og-search__page', og.say(words.page, { page: String(page) })))
    }
    if (result.more) {
      made.push(og.link(og.addressOf(state, { page: String(page + 1) }), 'og-button og-pager__older', words.next, { rel: 'next', 'data-go': 'page' }))
    }
    return made
  }
})(window.ogSearch = window.ogSearch || {})
