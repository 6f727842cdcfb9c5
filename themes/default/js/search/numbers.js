/* The key under which a whole 文号 or 索引号 is found, however it is written: the twin of
   opengov_ssg/search/numbers.py. */
(function (og) {
  'use strict'

  const STATE = '中华人民共和国'
  const DIGITS = '零一二三四五六七八九'
  const UNITS = { 十: 10, 百: 100, 千: 1000 }
  const SERIAL = /(第)([〇零一二三四五六七八九十百千]+)(?=号)/g
  const YEAR = /(\()([〇零一二三四五六七八九]{4})(?=\))/g
  const LABEL = /^(?:发文字号|发文文号|发布文号|文件编号|文件字号|文号|字号|索引号):/
  const GROUP = /[0-9]+|[a-z]+|[\u3005\u3007\u3400-\u9fff\u{20000}-\u{3347f}]+/gu
  // characters of a key
  const LONGEST = 48
  const ORDERS = ['令', '公告', '通告']

  function digit (char) { return char === '〇' ? 0 : DIGITS.indexOf(char) }

  // A Chinese numeral in digits: 二〇一六 digit by digit, 八十 by its units.
  function arabic (numeral) {
    if (!/[十百千]/.test(numeral)) {
      return Array.from(numeral, digit).join('')
    }
    let total = 0
    let last = 0
    for (const char of numeral) {
      if (UNITS[char]) {
        total += (last || 1) * UNITS[char]
        last = 0
      } else {
        last = digit(char)
      }
    }
    return String(total + last)
  }

  function inDigits (whole, before, numeral) { return before + arabic(numeral) }

  og.arabic = arabic

  og.numberKey = function (text) {
    text = og.fold(text).replace(LABEL, '').replace(/ /g, '-')
    if (text.indexOf(STATE) === 0) {
      text = text.slice(STATE.length)
    }
    text = text.replace(SERIAL, inDigits).replace(YEAR, inDigits)
    text = text.replace(/第(?=[0-9])/g, '-').replace(/([0-9])[号年]/g, '$1-')
    const groups = (text.match(GROUP) || []).map(function (one) {
      return /^[0-9]/.test(one) ? one.replace(/^0+(?=[0-9])/, '') : one
    })
    const numbered = groups.some(one => /^[0-9]/.test(one))
    const last = groups.length > 1 ? groups[groups.length - 1] : ''
    if (last && /^[0-9]/.test(groups[0]) && ORDERS.some(order => last.slice(-order.length) === order)) {
      groups.unshift(groups.pop())
    } else if (ORDERS.indexOf(last) >= 0) {
      groups[0] += groups.pop()
    }
    if (groups[0] === '国令') {
      groups[0] = '国务院令'
    }
    return numbered && groups.length > 1 ? Array.from(groups.join('-')).slice(0, LONGEST).join('') : ''
  }
})(window.ogSearch = window.ogSearch || {})
