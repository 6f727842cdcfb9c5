/* What a query asks for: the twin of opengov_ssg/search/asking.py. */
(function (og) {
  'use strict'

  // folded characters of a query that count
  og.MOST = 64
  // a run of more Han characters is a question when no record holds it whole
  og.LONG = 8

  const FIELDS = new Map([
    ['文号', 'number'], ['索引号', 'number'], ['发文字号', 'number'], ['number', 'number'],
    ['机关', 'agency'], ['agency', 'agency'],
    ['标题', 'title'], ['title', 'title'],
    ['正文', 'body'], ['body', 'body']
  ])
  // What stands in quotation marks, a character at either end.
  og.QUOTED = '[“”][^“”]*[“”]|「[^」]*」|『[^』]*』|["＂][^"＂]*["＂]|‘[^’]*’'
  const NAME = '(?:' + Array.from(FIELDS.keys()).sort((one, other) => other.length - one.length).join('|') + ')[:：]'
  // A blank after the name of a field changes nothing, unless an exclusion or another field follows.
  const PART = new RegExp('([-－−](?=\\S))?(?:(' + NAME + ')(?:\\s+(?![-－−]|' + NAME + '))?|([^\\s:：“”「『"＂‘-]{2,8})[:：])?' +
    '(?:(' + og.QUOTED + ')|([^\\s“”「『"＂]+))', 'giu')
  const PREFIX = { all: '', body: '', agency: '', title: '!', number: '#' }

  // The runs of a folded string: {text, han, at}.
  og.runs = function (text) {
    const pattern = new RegExp('([' + og.HAN + ']+)|[' + og.WORD + ']+', 'gu')
    const found = []
    let one
    while ((one = pattern.exec(text))) {
      found.push({ text: one[0], han: Boolean(one[1]), at: one.index })
    }
    return found
  }

  // A string without what is neither Han nor word at its ends.
  og.trimmed = function (text) {
    const runs = og.runs(text)
    if (!runs.length) {
      return ''
    }
    const last = runs[runs.length - 1]
    return text.slice(runs[0].at, last.at + last.text.length)
  }

  function add (list, one) {
    const known = list.some(other => other.text === one.text && other.zone === one.zone && other.quoted === one.quoted)
    if (!known) {
      list.push(one)
    }
  }

  // What must stand in a hit.
  og.sought = string => string.quoted || string.text

  // {strings: [{text, zone, quoted}], without: [the same], number, cut}. 'quoted' is what stood in quotation
  // marks, which must stand in a hit as it is: with the marks at its ends, its last word whole.
  og.parse = function (query, zone) {
    const made = { strings: [], without: [], number: '', cut: false }
    let left = og.MOST
    let found
    PART.lastIndex = 0
    while ((found = PART.exec(query))) {
      const where = found[2] ? FIELDS.get(found[2].slice(0, -1).toLowerCase()) : found[1] ? 'all' : zone
      // A field that there is none of belongs to what is asked for.
      const folded = og.fold((found[3] ? found[3] + ':' : '') + (found[4] ? found[4].slice(1, -1) : found[5]))
      const quoted = Boolean(found[4]) && !found[3]
      const chars = Array.from(quoted ? folded : og.trimmed(folded))
      made.cut = made.cut || chars.length > left
      const text = chars.slice(0, left).join('')
      const one = { text: og.trimmed(text), zone: where, quoted: quoted ? text.replace(/ +$/, '') : '' }
      if (one.text) {
        left -= Array.from(og.sought(one)).length
        add(found[1] ? made.without : made.strings, one)
      }
    }
    // What is excluded is part of no number.
    if (made.strings.length && !made.without.length && (zone === 'all' || zone === 'number')) {
      made.number = og.numberKey(query.slice(0, 4 * og.MOST))
    }
    return made
  }

  og.wordKey = function (word, prefix, last) {
    const chars = Array.from(word)
    if (!prefix && last && chars.length <= 3) {
      return '$' + word + '*'
    }
    return prefix + '$' + chars.slice(0, og.WORD_MOST).join('')
  }

  // In which order places are looked up: the first, the last, then halving what lies between.
  function steps (length) {
    const order = length > 1 ? [0, length - 1] : length ? [0] : []
    const spans = [[0, length - 1]]
    while (spans.length) {
      const span = spans.shift()
      const middle = Math.floor((span[0] + span[1]) / 2)
      if (middle > span[0] && middle < span[1]) {
        order.push(middle)
        spans.push([span[0], middle], [middle, span[1]])
      }
    }
    return order
  }

  // The terms by which a string is looked up, in order: keys of the index, three characters of the
  // whole zone standing for a triple or its pairs. What a string's ends say comes first.
  og.probes = function (string) {
    const prefix = PREFIX[string.zone]
    const runs = og.runs(string.text)
    const first = []
    const rest = []
    const pairs = []
    runs.forEach(function (run, place) {
      if (!run.han) {
        first.push(og.wordKey(run.text, prefix, place === runs.length - 1 && !string.quoted))
        return
      }
      const chars = Array.from(run.text)
      const size = Math.min(chars.length, prefix ? 2 : 3)
      const keys = function (length) {
        return steps(chars.length - length + 1).map(function (at) {
          return prefix + chars.slice(at, at + length).join('')
        })
      }
      const own = keys(size)
      first.push(own.shift())
      own.slice(0, 1).forEach(function (one) { first.push(one) })
      own.slice(1).forEach(function (one) { rest.push(one) })
      if (size === 3) {
        keys(2).forEach(function (one) { pairs.push(one) })
      }
    })
    return first.concat(rest, pairs)
  }

  // The terms of a question: words and pairs of all its strings, each once.
  og.questionTerms = function (query) {
    const keys = new Set()
    query.strings.forEach(function (string) {
      if (string.zone === 'number' || string.zone === 'agency') {
        return
      }
      const prefix = PREFIX[string.zone]
      og.runs(string.text).forEach(function (run) {
        if (!run.han) {
          keys.add(og.wordKey(run.text, prefix, false))
          return
        }
        const chars = Array.from(run.text)
        for (let at = 0; at < Math.max(1, chars.length - 1); at++) {
          keys.add(prefix + chars.slice(at, at + 2).join(''))
        }
      })
    })
    return Array.from(keys)
  }
})(window.ogSearch = window.ogSearch || {})
