/* A query as typed to its result: reads what was typed, folds it with the whole table when it must,
   tries dates in other spellings, opens the index anew when a file is gone. */
(function (og) {
  'use strict'

  const HAN_DIGITS = '〇一二三四五六七八九'
  const CHINESE_DATE = /([〇○零一二三四五六七八九]{4})年(?:([一二三四五六七八九十]{1,3})月(?:([一二三四五六七八九十]{1,3})日)?)?/g
  const ISO_DATE = /(^|[^0-9])([12][0-9]{3})[-./]([0-9]{1,2})[-./]([0-9]{1,2})(?![0-9])/g
  const DIGITS_DATE = /([12][0-9]{3})年(?:([0-9]{1,2})月(?:([0-9]{1,2})日)?)?/g
  const ZERO = /([〇○零一二三四五六七八九])〇(?=[〇○零一二三四五六七八九年])/g
  const QUOTED = new RegExp('(' + og.QUOTED + ')')

  function part (value, name) { return value ? value + name : '' }

  function numeral (number) {
    const tens = Math.floor(number / 10)
    return (tens > 1 ? HAN_DIGITS[tens] : '') + (tens ? '十' : '') + (number % 10 ? HAN_DIGITS[number % 10] : '')
  }

  function arabic (text) {
    return text.replace(ISO_DATE, function (found, before, year, month, day) {
      return before + year + '年' + Number(month) + '月' + Number(day) + '日'
    }).replace(CHINESE_DATE, function (found, year, month, day) {
      return og.arabic(year.replace(/○/g, '〇')) + '年' + part(month && og.arabic(month), '月') + part(day && og.arabic(day), '日')
    })
  }

  function chinese (text) {
    return arabic(text).replace(DIGITS_DATE, function (found, year, month, day) {
      return Array.from(year, one => HAN_DIGITS[Number(one)]).join('') + '年' +
        part(month && numeral(Number(month)), '月') + part(day && numeral(Number(day)), '日')
    })
  }

  // twice: what stands between two is taken by one of them
  function circled (text) { return chinese(text).replace(ZERO, '$1○').replace(ZERO, '$1○') }

  // The same query with its dates in each of the other numerals: 2016年, 二〇一六年, and 二○一六年 with the circle
  // that many texts have for 〇. None when it has no date; in quotation marks it stays as it is.
  og.otherDates = function (text) {
    const parts = text.split(QUOTED)
    const made = [arabic, chinese, circled].map(function (write) {
      return parts.map((one, place) => place % 2 ? one : write(one)).join('')
    })
    return made.filter((one, place) => one !== text && made.indexOf(one) === place)
  }

  // Whether a query has a Han character that stands in no record as it is.
  og.strange = og.task(function * (index, query) {
    if (og.table || !query.strings.length) {
      return false
    }
    const classes = yield index.classes()
    return query.strings.concat(query.without).some(function (string) {
      return Array.from(string.text).some(char => og.isHan(char) && !classes.has(char))
    })
  })

  const ask = og.task(function * (index, text, options) {
    if (!og.isSimple(text)) {
      yield index.folding()
    }
    let query = og.parse(text, options.zone)
    // What is excluded is missed by nobody when it is asked for as nothing has it.
    if (query.without.length && (yield og.strange(index, { strings: query.without, without: [] }))) {
      yield index.folding()
      query = og.parse(text, options.zone)
    }
    let result = yield og.search(index, query, options)
    if ((result.partial || !result.hits.length) && (yield og.strange(index, query))) {
      yield index.folding()
      query = og.parse(text, options.zone)
      result = yield og.search(index, query, options)
    }
    return result
  })

  // What holds a query: a text (2), only fields beside one (1), nothing (0).
  function held (result) {
    const found = result.partial ? [] : result.hits
    return found.some(hit => hit.where !== 'field' && hit.where !== 'partial') ? 2 : found.length ? 1 : 0
  }

  const answer = og.task(function * (index, text, options) {
    const others = og.otherDates(text)
    let best = text
    if (others.length) {
      // Which spelling is asked for follows from the first page, on every page.
      const top = Object.assign({}, options, { page: 1, sort: 'relevance', all: false })
      let most = held(yield ask(index, text, top))
      for (const other of others) {
        const own = most < 2 ? held(yield ask(index, other, top)) : 0
        best = own > most ? other : best
        most = Math.max(own, most)
      }
    }
    return yield ask(index, best, options)
  })

  // A finder over the index in a folder: opened when first asked, anew when a file is missing or
  // damaged, for then a new release may have come; what fails twice is told, what does not come at once.
  og.finder = function (folder) {
    const load = og.loader(folder)
    let opened = null

    function open () {
      if (!opened) {
        opened = og.openIndex(load)
        opened.catch(function () { opened = null })
      }
      return opened
    }

    const trying = og.task(function * (work) {
      load.tidy()
      try {
        return yield work(yield open())
      } catch (error) {
        if (error.late || !error.file) {
          throw error
        }
        load.reload()
        opened = null
        return yield work(yield open())
      }
    })

    return {
      find: function (text, options) {
        return trying(index => answer(index, text, options))
      },
      facets: function (result, filters) {
        return trying(og.task(function * (index) {
          if (result.total > og.COUNTED) {
            return yield og.countFacets(index, null, filters, false)
          }
          // With a filter, over all that match but for the filters: each facet tells what else there is.
          const narrowed = Object.keys(filters).length > 0
          if (!narrowed && (result.partial || result.exact || result.whole)) {
            return yield og.countFacets(index, result.list, filters, result.partial || result.exact || result.sure)
          }
          const all = yield og.counted(index, result.query)
          return yield og.countFacets(index, all.list.length > og.COUNTED ? null : all.list, filters, all.sure)
        }))
      },
      browse: function (options) {
        return trying(index => og.browse(index, options))
      },
      browseFacets: function (filters) {
        return trying(index => og.browseFacets(index, filters))
      },
      titles: function (text) {
        return trying(index => og.titles(index, text))
      }
    }
  }
})(window.ogSearch = window.ogSearch || {})
