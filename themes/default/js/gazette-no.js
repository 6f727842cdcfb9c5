/* Reads citations of gazettes as opengov_ssg/notation/gazette_no.py does; both pass
   tests/vectors/gazette_no.json. The semicolon parts it from the script before it in the bundle. */
;(function () {
  'use strict'

  var LONGEST = 80
  var MOST_JOINT = 12
  var MOST_IN_YEAR = 999

  var HAN_DIGITS = '一二三四五六七八九〇'
  var NUM = '(?:[0-9]{1,5}(?![0-9])|[' + HAN_DIGITS + '十百千廿卅]{1,9})'
  var BETWEEN = '[-、,和及与至到&]'
  var APART = '-|,.:;、·/_()。!?'
  var ANY_NUM = new RegExp(NUM, 'g')
  var LIST = new RegExp('^第?' + NUM + '[期号]?(?:' + BETWEEN + '第?' + NUM + '[期号]?){0,' + (MOST_JOINT - 1) + '}$')
  var SIGNED = /[第期号]/
  var JOINT = /\(?合[刊期]号?$/
  var SUPPLEMENT_FIRST = /^(增刊?|特刊?|zk|tk|s)[-.(|:]*(.*?)\)?$/
  var SUPPLEMENT_LAST = /^(.*[期号])[(|]?([增特])刊$/
  var CUMULATIVE = new RegExp('(?:总|累计)(?:期[号数]|[期号])?:?第?(' + NUM + ')(?:-第?' + NUM + ')?[期号]?')
  var ONLY_NUMBER = new RegExp('^第(' + NUM + ')[期号]$')
  var PAGES = /([)期号])(?:[,:]?第?[0-9]{1,5}(?:-[0-9]{1,5})?页|:[0-9]{1,5}(?:[-,+][0-9]{1,5}){0,8})$/
  var BEFORE = /^(?:[参详]?见|原?载于?|刊于|[摘引]自)/
  var YEAR = new RegExp('^([0-9]{4}|[' + HAN_DIGITS + ']{4})(年度?)?([' + APART + ']*)(.+)$')
  var ENDS = new RegExp('^[' + APART + ']+|[' + APART + ']+$', 'g')
  var GROUPED = /^(?:([1-9])千)?0?(?:([1-9])百)?0?(?:([1-9]?)(十|廿|卅))?0?([1-9])?$/

  var INVISIBLE = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff]/g
  var BLANKS = /[\s\u001c-\u001f\u0085]+/g
  var QUOTES = /[《》〈〉<>«»‹›≪≫「」『』“”„‟"‘’']/g
  var DASHES = /[-‐‒–—―−~〜∼⸺]+/g
  var ZEROS = /[○◯零oοо]/g

  // Of the characters that mean something here: each with the one that it is read as.
  var ALIKE = '[(])\u037e;\u0387·‑‐․.²2³3¹1⁰0⁴4⁵5⁶6⁷7⁸8⁹9⁺+⁻−⁽(⁾)₀0₁1₂2₃3₄4₅5₆6₇7₈8₉9₊+₋−₍(₎)⓪0' +
    '參参數数於于總总纍累與与蔘参號号見见計计詳详載载閤合韆千頁页⼀一⼆二⼋八⼗十⾃自⾄至⾒见⾴页〸十〺卅' +
    '㆒一㆓二㆔三㆕四㊀一㊁二㊂三㊃四㊄五㊅六㊆七㊇八㊈九㊉十㊕特\uf94f累\uf969数\uf96b参\uf98e年\uf9b2零\uf9d1六\ufa01度\ufa0a见' +
    '【(】)〔(〕)﹇(﹈)︵(︶)︹(︺)︻(︼)﹙(﹚)﹝(﹞)\u2329〈\u232a〉︽《︾》︿〈﹀〉﹁「﹂」﹃『﹄』｢「｣」﹤<﹥>' +
    '\ufb29+︐,︑、︒。︓:︔;︕!︖?︱—︲–︳_︴_﹍_﹎_﹏_﹐,﹑、﹒.﹔;﹕:﹖?﹗!﹘—﹠&﹢+﹣-｡。､、￮○'

  // A function that brings texts into one spelling; `variants` are pairs for names of series.
  function speller (variants) {
    var known = Object.create(null)
    ;(ALIKE + (variants || '')).replace(/([^])([^])/g, function (pair, from, to) { known[from] = to })

    function one (char) {
      var code = char.charCodeAt(0)
      if (code >= 0xff01 && code <= 0xff5e) {
        char = String.fromCharCode(code - 0xfee0)
      } else if (code >= 0x2460 && code <= 0x2473) {
        return String(code - 0x245f) // ①
      } else if (char === '№') {
        return 'no'
      }
      char = known[char] || char
      return char >= 'A' && char <= 'Z' ? char.toLowerCase() : char
    }

    return function (text, blank) {
      text = text.replace(INVISIBLE, '').replace(BLANKS, ' ').split('').map(one).join('')
      text = text.replace(/([0-9]) (?=[0-9])/g, '$1' + blank).replace(/ /g, '')
      text = text.replace(QUOTES, '').replace(/no\.?/g, '第').replace(ZEROS, '〇')
      return text.replace(DASHES, '-')
    }
  }

  function value (digits) {
    digits = digits.replace(/[一二三四五六七八九〇]/g, function (char) {
      return String((HAN_DIGITS.indexOf(char) + 1) % 10)
    })
    if (/^[0-9]{1,5}$/.test(digits)) {
      return Number(digits)
    }
    var found = GROUPED.exec(digits)
    if (!found || (found[3] && found[4] !== '十')) {
      return 0
    }
    var tens = found[4] ? { 十: 10, 廿: 20, 卅: 30 }[found[4]] : 0
    return 1000 * Number(found[1] || 0) + 100 * Number(found[2] || 0) +
      Number(found[3] || 1) * tens + Number(found[5] || 0)
  }

  function range (first, last) {
    return first > last ? [] : [first].concat(range(first + 1, last))
  }

  function lists (text, joint) {
    if (!LIST.test(text)) {
      return []
    }
    var values = text.match(ANY_NUM).map(value)
    if (!values.every(function (one) { return one > 0 && one <= MOST_IN_YEAR })) {
      return []
    }
    var first = values[0]
    var last = values[values.length - 1]
    if (/[-至到]/.test(text)) {
      var whole = values.length === 2 && last > first && last - first < MOST_JOINT
      return whole ? [range(first, last)] : []
    }
    if (values.length === 1) {
      return joint ? [] : [[first]]
    }
    var oneByOne = values.map(function (one) { return [one] })
    if (values.every(function (one, index) { return one === first + index })) {
      return joint ? [values] : [values].concat(oneByOne)
    }
    var rising = values.every(function (one, index) { return !index || one > values[index - 1] })
    return joint || !rising ? [] : oneByOne
  }

  function numbers (text) {
    var shorter = text.replace(JOINT, '')
    var joint = shorter !== text
    var supplement = ''
    text = shorter
    var last = SUPPLEMENT_LAST.exec(text)
    var first = SUPPLEMENT_FIRST.exec(text)
    if (last) {
      text = last[1]
      supplement = last[2] === '增' ? 'zk' : 'tk'
    } else if (first) {
      text = first[2]
      supplement = /^[特t]/.test(first[1]) ? 'tk' : 'zk'
      if (!text && first[1].length === 2) {
        return joint ? [] : [{ numbers: [], supplement: supplement }]
      }
    }
    return lists(text, joint).map(function (one) {
      return { numbers: one, supplement: supplement }
    })
  }

  function inYear (rest) {
    var found = YEAR.exec(rest)
    if (!found) {
      return []
    }
    var year = value(found[1])
    var [word, apart, number] = found.slice(2)
    if (year < 1900 || year > 2999 || !(word || /[0-9]/.test(found[1]))) {
      return []
    }
    var bare = LIST.test(number) && !SIGNED.test(number)
    var date = apart.indexOf('-') >= 0 && number.indexOf('-') >= 0
    if ((bare && (!apart || date)) || (!word && !apart && /^[0-9]/.test(number))) {
      return []
    }
    return numbers(number).map(function (one) { return [year, one] })
  }

  function readings (rest) {
    if (rest.length > LONGEST) {
      return []
    }
    var cumulative = 0
    var total = CUMULATIVE.exec(rest)
    if (total) {
      cumulative = value(total[1])
      if (!cumulative) {
        return []
      }
      rest = rest.slice(0, total.index) + '|' + rest.slice(total.index + total[0].length)
    }
    rest = rest.replace(/[.。]+$/, '').replace(PAGES, '$1').replace(ENDS, '')
    if (BEFORE.test(rest)) {
      rest = rest.replace(BEFORE, '').replace(ENDS, '')
    }
    if (cumulative && !rest) {
      return [[0, null, cumulative]]
    }
    var alone = ONLY_NUMBER.exec(rest)
    if (!cumulative && alone) {
      return value(alone[1]) > MOST_IN_YEAR ? [[0, null, value(alone[1])]] : []
    }
    return inYear(rest).map(function (one) { return [one[0], one[1], cumulative] })
  }

  // The codes that the longest name found stands for (all without one), and the rest of the text.
  function series (plain, names) {
    var inside = names.map(function (one) { return plain.indexOf(one[0]) < 0 ? '' : one[0] })
    var longest = inside.reduce(function (one, best) { return one.length > best.length ? one : best }, '')
    var meant = names.filter(function (one) { return !longest || one[0] === longest })
    return {
      codes: Array.from(new Set(meant.map(function (one) { return one[1] }))),
      rest: longest ? plain.replace(longest, '|') : plain
    }
  }

  window.ogGazetteNo = {
    // Every reading of a citation. names: [[name, code], …]; variants: pairs of characters.
    // A reading: {series, year, number: {numbers, supplement} or null, cumulative}.
    parse: function (text, names, variants) {
      var spelt = speller(variants)
      var known = names.map(function (one) { return [spelt(one[0], ''), one[1]] })
      known = known.filter(function (one) { return one[0] })
      var all = []
      ;['', '.'].some(function (blank) {
        var named = series(spelt(text, blank), known)
        var found = readings(named.rest)
        named.codes.forEach(function (code) {
          found.forEach(function (one) {
            all.push({ series: code, year: one[0], number: one[1], cumulative: one[2] })
          })
        })
        return found.length
      })
      return all
    },

    // The number in an address or in a file: {numbers, supplement}, or null.
    parseNumber: function (text) {
      var plain = speller()(text, '')
      var found = plain.length <= LONGEST ? numbers(plain) : []
      return found.length && (found.length === 1 || found[0].numbers.length > 1) ? found[0] : null
    },

    // As on the cover: 第9号, 第1—2号, 增刊第1号.
    printed: function (number, label) {
      var all = number.numbers
      var span = all.length > 1 ? all[0] + '—' + all[all.length - 1] : all.join('')
      var word = { zk: '增刊', tk: '特刊' }[number.supplement] || ''
      return word + (span ? '第' + span + label : '')
    },

    spell: speller
  }
})()
