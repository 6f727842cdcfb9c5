/* The order of hits, and every number in it: the twin of opengov_ssg/search/ranking.py. */
(function (og) {
  'use strict'

  // hits of a page
  og.PAGE = 10
  // candidates looked at for a page, further ones only while none is a hit
  og.VERIFIED = 40
  // candidates looked at at most beside a record that bears the number asked for
  og.BESIDE = 12
  // with so few candidates no further list is looked at
  og.ENOUGH = 12
  // terms that are looked up at most
  og.LOOKUPS = 16
  // candidates up to which facets have numbers
  og.COUNTED = 1000

  // How a question is answered: see docs/relevance.md.
  og.QUESTION = {
    // what a character that is already covered costs, in classes
    overlap: 5,
    // what a pair that touches a question word costs
    asking: 12,
    // passages that are read
    read: 28,
    // of one record
    ofOne: 2,
    // passages of a record that count
    summed: 12,
    // least length of a unit in a text without articles
    unit: 400,
    // usual length of a unit
    length: 120,
    k1: 1.2,
    b: 0.75,
    // what a character counts beside pairs
    single: 0.5,
    // the best unit, the five best, the record as a whole
    best: 4,
    five: 3,
    record: 3
  }
  og.ASKING = new RegExp(('请问 怎么办 怎么样 怎么 怎样 怎 咋 如何 是否 能否 可否 是不是 有没有 能不能 要不要 会不会 可不可以 ' +
    '可以 应该 应当 为什么 为何 什么 多少 多久 多长 有哪些 哪些 哪个 哪种 哪里 哪 何时 何种 谁 我们 你们 他们 她们 我 你 他 她 它 ' +
    '自己 别人 这个 这种 这样 这些 这 那个 那么 那些 那 还是 或者 如果 但是 因为 所以 由于 虽然 情况下 情况 需要 想要 的话 不能 没有 ' +
    '还能 属于 进行 吗 呢 吧 啊 呀 么 的 了 是').split(' ').sort((one, other) => other.length - one.length).join('|'), 'g')

  // Where a hit holds what was asked for, the best first: it bears the number, the string is its title …
  const WHERE = ['number', 'exact', 'title', 'text', 'field', 'partial']
  const WHOLE = ['number', 'exact']
  const GONE = ['repealed', 'lapsed']
  const UNKNOWN = 15
  const RARE_WORD = 24

  // How much a term that stands in 'count' of 'size' records tells.
  og.idf = function (count, size) {
    return Math.log(1 + (size - count + 0.5) / (count + 0.5))
  }

  // How rare a term is likely to be, by the classes of its characters.
  og.rarity = function (key, classes) {
    if (key.indexOf('$') >= 0) {
      return RARE_WORD
    }
    return Array.from(key.replace(/^[!#]/, '')).reduce(function (sum, char) {
      return sum + (classes.has(char) ? classes.get(char) : UNKNOWN)
    }, 0)
  }

  function compare (one, other) { return one < other ? -1 : one > other ? 1 : 0 }

  // Candidates before they are looked at: the likeliest first.
  og.byLikelihood = function (one, other) {
    return compare(other.title, one.title) || other.score - one.score || og.byDate(one, other)
  }

  og.byDate = function (one, other) {
    return other.segment - one.segment || other.record - one.record
  }

  // Hits: where, score, in force before repealed, newer first.
  og.order = function (one, other) {
    return WHERE.indexOf(one.where) - WHERE.indexOf(other.where) ||
      (WHOLE.indexOf(one.where) < 0 && Math.round(other.score * 1000) - Math.round(one.score * 1000)) ||
      compare(GONE.indexOf(one.card.validity) >= 0, GONE.indexOf(other.card.validity) >= 0) ||
      compare(other.card.published, one.card.published) ||
      compare(one.card.id, other.card.id)
  }
})(window.ogSearch = window.ogSearch || {})
