/* Titles suggested under the field while typing: a combobox with a list of options. */
(function (og) {
  'use strict'

  const PAUSE = 220
  const LEAST = 2

  // Attaches to the field and its list; 'ask' gives titles for a text, 'go' leads to an address.
  og.suggest = function (field, list, status, words, ask, go) {
    let asked = 0
    let timer = 0
    let composing = false
    let options = []
    let active = -1

    function close () {
      asked += 1
      clearTimeout(timer)
      options = []
      active = -1
      list.hidden = true
      list.textContent = ''
      status.textContent = ''
      field.setAttribute('aria-expanded', 'false')
      field.removeAttribute('aria-activedescendant')
    }

    function mark (place) {
      if (options[active]) {
        options[active].element.setAttribute('aria-selected', 'false')
      }
      active = place
      if (options[active]) {
        options[active].element.setAttribute('aria-selected', 'true')
        field.setAttribute('aria-activedescendant', options[active].element.id)
      } else {
        field.removeAttribute('aria-activedescendant')
      }
    }

    function show (titles) {
      list.textContent = ''
      options = titles.map(function (one, place) {
        const element = og.element('li', 'og-search__title', one.title)
        element.id = 'search-title-' + place
        element.setAttribute('role', 'option')
        element.setAttribute('aria-selected', 'false')
        element.addEventListener('mousedown', function (event) { event.preventDefault() })
        element.addEventListener('click', function () { go(one.url) })
        list.appendChild(element)
        return { element: element, url: one.url }
      })
      active = -1
      list.hidden = !options.length
      field.setAttribute('aria-expanded', String(options.length > 0))
      field.removeAttribute('aria-activedescendant')
      status.textContent = options.length ? og.say(words.suggested, { count: String(options.length) }) : ''
    }

    function typed () {
      clearTimeout(timer)
      const text = field.value.trim()
      const number = ++asked
      if (composing || text.length < LEAST || text.length > og.MOST) {
        close()
        return
      }
      timer = setTimeout(function () {
        ask(text).then(function (titles) {
          if (number === asked && document.activeElement === field) {
            show(titles)
          }
        // no suggestions is no failure: the search itself will tell
        }, function () {})
      }, PAUSE)
    }

    function step (by) {
      // one more for the field itself
      const size = options.length + 1
      mark((active + 1 + by + size) % size - 1)
    }

    field.addEventListener('input', typed)
    field.addEventListener('blur', close)
    field.addEventListener('compositionstart', function () { composing = true })
    field.addEventListener('compositionend', function () {
      composing = false
      typed()
    })
    field.addEventListener('keydown', function (event) {
      if (list.hidden || composing) {
        return
      }
      if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
        event.preventDefault()
        step(event.key === 'ArrowDown' ? 1 : -1)
      } else if (event.key === 'Escape') {
        event.preventDefault()
        close()
      } else if (event.key === 'Enter' && options[active]) {
        event.preventDefault()
        go(options[active].url)
      }
    })
    return close
  }
})(window.ogSearch = window.ogSearch || {})
