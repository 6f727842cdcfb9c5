/* The search page: reads the address, asks, shows; a change changes the address. */
window.opengov.register('search', function (page) {
  'use strict'

  // milliseconds after which it is told that an answer takes long
  const LATE = 8000

  const og = window.ogSearch
  const find = name => document.getElementById('search-' + name)
  const form = find('form')
  const field = find('q')
  const results = find('results')
  const status = find('status')
  const root = page.getAttribute('data-root')
  const view = { words: JSON.parse(find('words').textContent), root: root }
  const words = view.words
  const finder = og.finder(root + 'search/')
  let asked = 0
  let late = 0
  let closeTitles = function () {}

  function settle (state, total, exact) {
    clearTimeout(late)
    results.setAttribute('data-state', state)
    results.setAttribute('data-total', String(total))
    results.setAttribute('data-exact', String(exact))
    results.setAttribute('aria-busy', String(state === 'loading'))
  }

  function note (children) {
    const notices = find('notices')
    og.fill(notices, children)
    notices.hidden = !children.length
  }

  function empty () {
    results.textContent = ''
    find('pages').textContent = ''
    find('filters').textContent = ''
    note([])
  }

  function setForm (state) {
    field.value = state.q
    Array.prototype.forEach.call(form.elements.in, function (one) { one.checked = one.value === state.in })
    Array.prototype.forEach.call(page.querySelectorAll('[data-sort]'), function (link) {
      const sort = link.getAttribute('data-sort')
      link.setAttribute('href', og.addressOf(state, { sort: sort }))
      if (sort === state.sort) {
        link.setAttribute('aria-current', 'true')
      } else {
        link.removeAttribute('aria-current')
      }
    })
    const chosen = Object.keys(og.PARAMETERS).filter(name => state[name]).length
    page.classList.toggle('og-search--listing', !state.q.trim())
    find('chosen').textContent = chosen ? og.say(words.chosen, { count: String(chosen) }) : ''
  }

  function showNotices (result, state) {
    const made = []
    if (result.cut) {
      made.push(og.element('p', '', og.say(words.cut, { count: String(og.MOST) })))
    }
    if (result.looked) {
      made.push(og.element('p', '', og.say(words.looked, { count: String(result.looked) })))
    }
    if (result.partial || !result.hits.length) {
      const attempts = og.attempts(result, state, words)
      if (attempts.length) {
        made.push(og.element('p', '', words.attempts), og.element('ul', 'og-search__attempts', attempts))
      }
    }
    note(made)
  }

  function show (result, state) {
    og.fill(results, og.hitLists(result, view))
    og.fill(find('pages'), og.pageLinks(result, state, words))
    showNotices(result, state)
    status.textContent = og.statusOf(result, state, words)
    find('browse').hidden = result.hits.length > 0
    settle('done', result.total, result.exact)
  }

  // What is told instead of an answer, and what can be done then.
  function tell (sentence, state) {
    status.textContent = sentence
    note([og.element('p', '', og.link(og.addressOf(state, { page: state.page }), 'og-button', words.again))])
    find('browse').hidden = false
  }

  function fail (state, error) {
    empty()
    tell(error.file ? words.failed : words.broken, state)
    if (!error.file) {
      // for whoever looks into it
      setTimeout(function () { throw error })
    }
    settle('error', 0, false)
    results.removeAttribute('data-total')
  }

  function nothingAsked (text) {
    const blank = !text.trim()
    empty()
    find('body').hidden = blank
    find('browse').hidden = false
    status.textContent = blank ? '' : og.say(words.unsearchable, { query: text.trim().slice(0, 80) })
    settle('done', 0, true)
  }

  function facets (result, state, number) {
    const filters = og.optionsOf(state).filters
    const asking = result.listed ? finder.browseFacets(filters) : finder.facets(result, filters)
    asking.then(function (counted) {
      if (number === asked) {
        const made = og.facetLists(counted, state, view)
        og.fill(find('filters'), made)
        page.classList.toggle('og-search--alone', !made.length)
      }
    }, function () {
      if (number === asked) {
        find('filters').textContent = words.failedFacets
      }
    })
  }

  // Answers what the address asks; an answer that comes after a newer question is dropped.
  function answer () {
    const state = og.readAddress(window.location.search)
    const number = ++asked
    const options = og.optionsOf(state)
    const listing = !state.q.trim() && (state.sort === 'date' || Object.keys(options.filters).length > 0)
    if (listing) {
      state.in = 'all'
      // so that dropping the last filter leaves all
      state.sort = 'date'
    }
    setForm(state)
    closeTitles()
    document.title = (state.q.trim() ? state.q.trim().slice(0, 40) + ' - ' : '') + words.title
    const query = og.parse(state.q.slice(0, 2000), 'all')
    if (!listing && !query.strings.length && og.isSimple(state.q.slice(0, 2000))) {
      nothingAsked(state.q)
      return Promise.resolve()
    }
    find('body').hidden = false
    // what is not there yet makes nothing jump
    find('browse').hidden = find('browse').hidden || number === 1
    status.textContent = words.loading
    settle('loading', 0, false)
    late = setTimeout(tell, LATE, words.slow, state)
    const asking = listing ? finder.browse(options) : finder.find(state.q.slice(0, 2000), options)
    return asking.then(function (result) {
      if (number !== asked) {
        return
      }
      if (!listing && !result.query.strings.length) {
        nothingAsked(state.q)
        return
      }
      result.cut = result.cut || state.q.length > 2000
      show(result, state)
      facets(result, state, number)
    }, function (error) {
      if (number === asked) {
        fail(state, error)
      }
    })
  }

  function go (address) {
    const here = og.readAddress(window.location.search)
    const known = address === og.addressOf(here, { page: here.page })
    try {
      window.history[known ? 'replaceState' : 'pushState'](null, '', address)
    } catch (error) {
      // loads the page anew
      window.location.href = address
      return Promise.resolve()
    }
    return answer()
  }

  function followed (event) {
    const link = event.target.closest('a[data-go], a[data-sort]')
    if (!link || event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) {
      return
    }
    event.preventDefault()
    const kind = link.getAttribute('data-go')
    go(link.getAttribute('href')).then(function () {
      if (kind === 'page' || kind === 'query') {
        find('heading').focus()
        window.scrollTo(0, kind === 'page' ? find('body').offsetTop - 16 : 0)
      } else if (kind === 'filter') {
        status.focus({ preventScroll: true })
      }
    })
  }

  function submitted (event) {
    event.preventDefault()
    const state = og.readAddress(window.location.search)
    const chosen = form.querySelector('[name=in]:checked')
    const changes = { q: field.value, in: chosen ? chosen.value : '', all: '' }
    if (!state.q.trim()) {
      // what was chosen without words stays
      changes.sort = ''
    }
    go(og.addressOf(state, changes))
  }

  form.addEventListener('submit', submitted)
  Array.prototype.forEach.call(form.elements.in, function (one) {
    one.addEventListener('change', function () {
      if (field.value.trim()) {
        submitted({ preventDefault: function () {} })
      }
    })
  })
  page.addEventListener('click', followed)
  window.addEventListener('popstate', answer)
  closeTitles = og.suggest(field, find('titles'), find('titles-status'), words, finder.titles, function (url) {
    window.location.href = root + url
  })
  page.classList.add('og-search--ready')
  answer()
})
