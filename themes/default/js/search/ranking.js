/* The order of hits, and every number in it: the twin of opengov_ssg/search/ranking.py. */
(function (og) {
  'use strict'

  og.PAGE = 10 // hits of a page
  og.VERIFIED = 40 // candidates looked at for a page, further ones only while none is a hit
  og.ENOUGH = 12 // with so few candidates no further list is looked at
  og.LOOKUPS = 16 // terms that are looked up at most
  og.OFFERED = 50 // partial hits that are offered at most
  og.COUNTED = 1000 // candidates up to which facets have numbers

  // Where a hit holds what was asked for, the best first.
  const WHERE = ['number', 'title', 'text', 'field', 'partial']
  const GONE = ['repealed', 'lapsed']
  const UNKNOWN = 15
  const RARE_WORD = 24

  // How much a term that stands in `count` of `size` records tells.
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

  // What a term adds to a record that holds some of a question's terms.
  og.share = function (weight, impact) { return weight * impact }

  function compare (one, other) { return one < other ? -1 : one > other ? 1 : 0 }

  // Candidates before they are looked at: the likeliest first.
  og.byLikelihood = function (one, other) {
    return compare(other.title, one.title) || other.score - one.score || og.byDate(one, other)
  }

  og.byDate = function (one, other) {
    return other.segment - one.segment || other.record - one.record
  }

  // Hits: where, a title that is the string itself, score, in force before repealed, newer first.
  og.order = function (one, other) {
    return WHERE.indexOf(one.where) - WHERE.indexOf(other.where) ||
      compare(other.same, one.same) ||
      Math.round(other.score * 1000) - Math.round(one.score * 1000) ||
      compare(GONE.indexOf(one.card.validity) >= 0, GONE.indexOf(other.card.validity) >= 0) ||
      compare(other.card.published, one.card.published) ||
      compare(one.card.id, other.card.id)
  }
})(window.ogSearch = window.ogSearch || {})
