/* How numbers stand in index files, and which characters are Han or part of a word: the twin of
   opengov_ssg/search/alphabet.py. Every file of the engine adds to window.ogSearch. */
(function (og) {
  'use strict'

  const BASE = 91
  const ONE = 60
  const TWO = 28
  const TWO_FROM = ONE
  const THREE_FROM = ONE + TWO * BASE

  // The printable ASCII characters from # on, without the backslash.
  og.digit = function (char) {
    const code = char.charCodeAt(0)
    return code - (code > 92 ? 36 : 35)
  }

  // The numbers that digits say.
  og.numbers = function (text) {
    const found = []
    const value = function (place) {
      const code = text.charCodeAt(place)
      return code - (code > 92 ? 36 : 35)
    }
    let at = 0
    while (at < text.length) {
      const first = value(at)
      if (first < ONE) {
        found.push(first)
        at += 1
      } else if (first < ONE + TWO) {
        found.push((first - ONE) * BASE + value(at + 1) + TWO_FROM)
        at += 2
      } else if (first < BASE - 1) {
        found.push(((first - ONE - TWO) * BASE + value(at + 1)) * BASE + value(at + 2) + THREE_FROM)
        at += 3
      } else {
        found.push(((value(at + 1) * BASE + value(at + 2)) * BASE + value(at + 3)) * BASE + value(at + 4))
        at += 5
      }
    }
    return found
  }

  // Sources of character classes, for expressions with the flag u.
  og.HAN = '\\u2e80-\\u2e99\\u2e9b-\\u2ef3\\u2f00-\\u2fd5\\u3005\\u3007\\u3021-\\u3029\\u3038-\\u303b' +
    '\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufa6d\\ufa70-\\ufad9' +
    '\\u{16fe2}\\u{16fe3}\\u{16ff0}\\u{16ff1}\\u{20000}-\\u{2a6df}' +
    '\\u{2a700}-\\u{2ee5d}\\u{2f800}-\\u{2fa1d}\\u{30000}-\\u{323af}\\u{323b0}-\\u{3347f}'
  og.MARKS = '\\u3001-\\u3003\\u3008-\\u301f\\u3030\\u303d\\u30fb“”‘’—·(),:;!?'
  og.WORD = '0-9A-Za-z\\u00aa\\u00b5\\u00ba\\u00c0-\\u00d6\\u00d8-\\u00f6\\u00f8-\\u02c1\\u0300-\\u037d\\u037f-\\u0386' +
    '\\u0388-\\u0559\\u0561-\\u0588\\u0591-\\u05bd\\u05d0-\\u05f2\\u0610-\\u061a\\u0620-\\u0669\\u066e-\\u06d3' +
    '\\u06d5-\\u06dc\\u06df-\\u06e8\\u06ea-\\u06fc\\u0710-\\u0f00\\u0f18-\\u0f39\\u0f3e-\\u0fbc\\u0fc6\\u0fdb-\\u17ff\\u1806-\\u1807' +
    '\\u180a-\\u1fff\\u2c00-\\u2dff\\u3041-\\u309f\\u30a1-\\u30fa' +
    '\\u30fc-\\u318e\\u31a0-\\u31bf\\u31f0-\\u31ff\\ua000-\\ud7ff\\ufb00-\\ufdff\\ufe70-\\ufefc' +
    '\\u{10000}-\\u{16fdf}\\u{17000}-\\u{1cfff}\\u{1d400}-\\u{1d7ff}\\u{1e000}-\\u{1eeff}'
  og.WORD_MOST = 40

  const han = new RegExp('[' + og.HAN + ']', 'u')
  const word = new RegExp('[' + og.WORD + ']', 'u')

  og.isHan = char => han.test(char)
  og.isWord = char => word.test(char) && !han.test(char)
})(window.ogSearch = window.ogSearch || {})
