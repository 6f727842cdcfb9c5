/* One form for index and query, as opengov_ssg/notation/folding.py gives it. Without the table of
   all characters, which is loaded only when a query needs it, the simple part is done. */
(function (og) {
  'use strict'

  const JOINED = new RegExp('[' + og.HAN + og.MARKS + ']', 'u')
  const SIMPLE = new RegExp('^[\\x00-\\x7f\\u00a0\\u3000-\\u3003\\u3008-\\u3011\\u3014\\u3015“”‘’—·\\uff01-\\uff5e' + og.HAN + ']*$', 'u')

  // Character → what it becomes; null until it is loaded.
  og.table = null

  og.useTable = function (single, images, removed, several) {
    const table = new Map()
    const to = Array.from(images)
    Array.from(single).forEach(function (char, place) { table.set(char, to[place]) })
    Array.from(removed).forEach(function (char) { table.set(char, '') })
    Object.keys(several).forEach(function (char) { table.set(char, several[char]) })
    og.table = table
  }

  // Whether all but the Han characters of a text are folded rightly without the table.
  og.isSimple = text => SIMPLE.test(text)

  function basic (char) {
    let code = char.charCodeAt(0)
    if (code >= 0xff01 && code <= 0xff5e) {
      code -= 0xfee0
      char = String.fromCharCode(code)
    }
    if ('〔[【﹝'.indexOf(char) >= 0) {
      return '('
    }
    if ('〕]】﹞'.indexOf(char) >= 0) {
      return ')'
    }
    if (code === 0x3000 || code === 0xa0 || (code >= 9 && code <= 13)) {
      return ' '
    }
    return code >= 65 && code <= 90 ? String.fromCharCode(code + 32) : char
  }

  // A text folded, and for each of its UTF-16 units where in the text it comes from. 'own' says how
  // single characters are folded where it knows them.
  og.folded = function (text, own) {
    const chars = []
    const origin = []
    let at = 0
    let blank = -1
    for (const char of text) {
      const after = own && own.has(char) ? own.get(char) : basic(char)
      for (const one of after) {
        if (one === ' ') {
          blank = blank < 0 ? at : blank
          continue
        }
        const before = chars[chars.length - 1]
        if (blank >= 0 && before !== undefined && !JOINED.test(before) && !JOINED.test(one)) {
          chars.push(' ')
          origin.push(blank)
        }
        blank = -1
        chars.push(one)
        origin.push(at)
        if (one.length > 1) {
          origin.push(at)
        }
      }
      at += char.length
    }
    origin.push(text.length)
    return { text: chars.join(''), origin: origin, raw: text }
  }

  // A query or a field, folded as well as is known.
  og.fold = text => og.folded(text, og.table).text
})(window.ogSearch = window.ogSearch || {})
