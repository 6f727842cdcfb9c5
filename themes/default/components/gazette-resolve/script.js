/* Finds the issue of a gazette that a citation names; js/gazette-no.js reads it. */
opengov.register('gazette-resolve', function (box) {
  var notation = window.ogGazetteNo
  var form = box.querySelector('form')
  var field = form.querySelector('input')
  var answer = box.querySelector('[role="status"]')
  var names = []
  var held = {}

  function every (selector, within, use) {
    Array.prototype.forEach.call(within.querySelectorAll(selector), use)
  }

  function issueOf (link, series) {
    var key = link.getAttribute('data-number')
    var number = notation.parseNumber(key) || { numbers: [], supplement: 'none' }
    var covers = link.getAttribute('data-covers').split(' ').map(Number).filter(Boolean)
    return {
      series: series,
      year: Number(link.getAttribute('data-year')),
      numbers: covers.length ? covers : number.numbers,
      supplement: number.supplement,
      cumulative: Number(link.getAttribute('data-cumulative')),
      address: link.getAttribute('href'),
      text: link.textContent
    }
  }

  every('[data-series]', box, function (part) {
    var code = part.getAttribute('data-series')
    var one = { name: part.getAttribute('data-name'), label: part.getAttribute('data-label'), issues: [] }
    // An issue whose number is none is found in the lists, or by its cumulative number.
    every('[data-number]', part, function (link) { one.issues.push(issueOf(link, one)) })
    held[code] = one
    JSON.parse(part.getAttribute('data-names')).forEach(function (name) {
      names.push([name, code])
    })
  })

  function within (some, all) {
    return some.every(function (one) { return all.indexOf(one) >= 0 })
  }

  // Joint issues are found by each of their numbers, and an issue by a range that holds it.
  function matching (reading) {
    var issues = held[reading.series].issues
    var number = reading.number
    var same = issues.filter(function (one) {
      return number && one.year === reading.year && one.supplement === number.supplement &&
        (within(one.numbers, number.numbers) || within(number.numbers, one.numbers))
    })
    var exact = same.filter(function (one) { return one.numbers.length === number.numbers.length })
    var counted = issues.filter(function (one) {
      return reading.cumulative && one.cumulative === reading.cumulative
    })
    return (exact.length ? exact : same).concat(counted)
  }

  // The issues before and after one that is not held.
  function nearest (reading) {
    function place (one) {
      var first = one.number ? one.number.numbers : one.numbers
      return reading.number ? one.year * 1000 + (first[0] || 0) : one.cumulative
    }
    var target = place(reading)
    var before = null
    var after = null
    held[reading.series].issues.forEach(function (one) {
      var at = place(one)
      if (reading.number ? one.supplement !== reading.number.supplement : !at) {
        return
      }
      if (at < target && (!before || at > place(before))) {
        before = one
      } else if (at > target && (!after || at < place(after))) {
        after = one
      }
    })
    return [before, after].filter(Boolean)
  }

  function cited (series, year, text) {
    return '《' + series.name + '》' + year + '年' + text
  }

  function say (name, words) {
    var paragraph = document.createElement('p')
    var text = box.getAttribute('data-' + name)
    Object.keys(words || {}).forEach(function (key) {
      text = text.split('{' + key + '}').join(words[key])
    })
    paragraph.textContent = text
    answer.appendChild(paragraph)
  }

  function list (issues) {
    var element = document.createElement('ul')
    element.className = 'og-gazette-resolve__links'
    issues.forEach(function (one) {
      var link = document.createElement('a')
      if (one.address) { // in a part of the site, not every issue has one
        link.href = one.address
      }
      link.textContent = cited(one.series, one.year, one.text)
      element.appendChild(document.createElement('li')).appendChild(link)
    })
    answer.appendChild(element)
  }

  function sayMissing (reading) {
    var number = reading.number
    var one = held[reading.series]
    if (number) {
      var text = notation.printed(number, one.label)
      say('missing', { citation: cited(one, reading.year, text) })
    } else {
      say('missing-cumulative', { series: '《' + one.name + '》', number: reading.cumulative })
    }
    var offered = nearest(reading)
    if (offered.length) {
      say('nearest')
      list(offered)
    }
  }

  // Whether a gazette is named that is not among those here: 公报, 政报.
  function namesAnother (text) {
    var spelt = notation.spell(box.getAttribute('data-variants'))
    var plain = spelt(text, '')
    return /[公政][报報]/.test(plain) && !names.some(function (one) {
      return plain.indexOf(spelt(one[0], '')) >= 0
    })
  }

  function sayUnknown (text) {
    var known = Object.keys(held).map(function (code) { return '《' + held[code].name + '》' })
    say('unknown', { names: known.join(''), text: text })
  }

  function respond (text) {
    var found = new Set()
    answer.textContent = ''
    answer.removeAttribute('data-state')
    if (!text.trim()) {
      return
    }
    var readings = notation.parse(text, names, box.getAttribute('data-variants'))
    readings.forEach(function (reading) {
      matching(reading).forEach(function (one) { found.add(one) })
    })
    if (found.size) {
      say('found')
      list(Array.from(found))
    } else if (readings.length) {
      readings.filter(function (one, index) {
        return !index || one.series !== readings[index - 1].series
      }).forEach(sayMissing)
    } else if (namesAnother(text)) {
      sayUnknown(text.trim())
    } else {
      say('unread', { text: text.trim() })
    }
    answer.setAttribute('data-state', found.size ? 'found' : readings.length ? 'missing' : 'unread')
  }

  function asked () {
    return new window.URLSearchParams(window.location.search).get('q') || ''
  }

  function follow () {
    field.value = asked()
    respond(field.value)
  }

  form.addEventListener('submit', function (event) {
    event.preventDefault()
    if (field.value !== asked()) {
      try {
        window.history.pushState(null, '', '?q=' + encodeURIComponent(field.value))
      } catch (error) {
        // the answer is given all the same, only the address does not tell it
      }
    }
    respond(field.value)
  })
  window.addEventListener('popstate', follow)
  form.hidden = false
  follow()
})
