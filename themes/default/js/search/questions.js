/* What is closest to a question that no record holds: its rarest pairs tell which passages to read,
   and what these say decides. The twin of opengov_ssg/search/questions.py. */
(function (og) {
  'use strict'

  const Q = og.QUESTION
  const ARTICLE = /^第[一二三四五六七八九十百千零〇]+条/

  // The strings of so many Han characters that stand together in a query, each once.
  function grams (query, length) {
    const found = new Set()
    query.strings.forEach(function (string) {
      og.runs(string.text).filter(run => run.han).forEach(function (run) {
        const chars = Array.from(run.text)
        for (let at = 0; at + length <= chars.length; at++) {
          found.add(chars.slice(at, at + length).join(''))
        }
      })
    })
    return Array.from(found)
  }

  // The terms to look up: words, then pairs of rare characters, no character twice before all once,
  // those that touch a question word last.
  function chosen (query, classes) {
    const found = []
    const pairs = []
    query.strings.forEach(function (string) {
      if (string.zone === 'number' || string.zone === 'agency') {
        return
      }
      const zone = string.zone === 'title' ? '!' : ''
      const content = string.text.replace(og.ASKING, word => ' '.repeat(word.length))
      og.runs(string.text).forEach(function (run) {
        if (!run.han) {
          found.push(og.wordKey(run.text, zone, false))
          return
        }
        const times = []
        const chars = Array.from(run.text)
        let at = run.at
        chars.forEach(function (char, place) {
          const next = chars[place + 1] || ''
          const asking = content.slice(at, at + char.length + next.length).indexOf(' ') >= 0
          if (next || chars.length === 1) {
            pairs.push({ key: zone + char + next, place: place, times: times, asking: asking, rarity: og.rarity(char + next, classes) })
          }
          times[place] = times[place + 1] = 0
          at += char.length
        })
      })
    })
    const cost = function (one) {
      return Q.asking * one.asking + Q.overlap * (one.times[one.place] + one.times[one.place + 1]) - one.rarity
    }
    let left = pairs
    while (left.length && found.length < og.LOOKUPS) {
      const best = left.reduce((one, other) => cost(other) < cost(one) ? other : one)
      found.push(best.key)
      best.times[best.place] += 1
      best.times[best.place + 1] += 1
      left = left.filter(one => one.key !== best.key)
    }
    return Array.from(new Set(found)).slice(0, og.LOOKUPS)
  }

  // A passage's folded text in units: articles, or paragraphs together until they are long enough.
  function units (text, folded, begin) {
    const made = []
    const origin = folded.origin
    let unit = ''
    let at = 0
    text.slice(begin).split('\n').forEach(function (line) {
      const from = begin + at
      at += line.length + 1
      if (unit && (ARTICLE.test(line) || unit.length >= Q.unit)) {
        made.push(unit)
        unit = ''
      }
      let low = 0
      let high = origin.length
      while (low < high) {
        const middle = (low + high) >> 1
        if (origin[middle] < from) {
          low = middle + 1
        } else {
          high = middle
        }
      }
      let end = low
      while (end < folded.text.length && origin[end] < from + line.length) {
        end += 1
      }
      unit += folded.text.slice(low, end)
    })
    return made.concat(unit ? [unit] : [])
  }

  function timesIn (text, term) {
    let count = 0
    let at = text.indexOf(term)
    while (at >= 0) {
      count += 1
      at = text.indexOf(term, at + 1)
    }
    return count
  }

  function highest (list, count) {
    return list.sort((one, other) => other - one).slice(0, count).reduce((sum, one) => sum + one, 0)
  }

  // Records with the scores of their passages, by the lists of terms; of long lists only the best.
  const scored = og.task(function * (index, keys, weights) {
    const rows = yield Promise.all(keys.map(function (key) {
      return Promise.all(index.segments.map((one, segment) => index.lookup(key, segment)))
    }))
    const records = new Map()
    rows.forEach(function (row, place) {
      const count = row.reduce((sum, found) => sum + (found ? found.count : 0), 0)
      if (!count) {
        return
      }
      const weight = Math.sqrt(og.idf(count, index.size))
      weights.set(keys[place].replace(/^[!#]?\$?/, ''), weight)
      row.forEach(function (found, segment) {
        (found ? found.postings : []).forEach(function (posting) {
          const id = segment + ' ' + posting.record
          const one = records.get(id) || { segment: segment, record: posting.record, score: 0, title: false, passages: new Map() }
          posting.passages.forEach(function (number) {
            one.passages.set(number, (one.passages.get(number) || 0) + weight * posting.impact)
          })
          records.set(id, one)
        })
      })
    })
    return Array.from(records.values())
  })

  // The passages to read: the best, few of one record.
  function toRead (records) {
    const every = []
    records.forEach(function (one) {
      const numbers = Array.from(one.passages).sort((a, b) => b[1] - a[1] || a[0] - b[0])
      one.score = highest(numbers.map(number => number[1]), Q.summed)
      numbers.slice(0, Q.ofOne).forEach(function (number) {
        every.push({ one: one, number: number[0], score: number[1] })
      })
    })
    every.sort((a, b) => b.score - a.score || og.byDate(a.one, b.one))
    return every.slice(0, Q.read)
  }

  // How near each unit of a passage is to the question.
  function near (passage, number, weights) {
    const folded = og.folded(passage.text, passage.own)
    const begin = number === 0 ? passage.card.title.length : 0
    return units(passage.text, folded, begin).map(function (unit) {
      let sum = 0
      weights.forEach(function (weight, term) {
        const often = timesIn(unit, term)
        sum += often ? weight * often * (Q.k1 + 1) / (often + Q.k1 * (1 - Q.b + Q.b * unit.length / Q.length)) : 0
      })
      return sum
    })
  }

  // The closest records, best first: hits with the passage that was read. 'keep' filters candidates.
  og.closest = og.task(function * (index, query, keep) {
    if (og.questionTerms(query).length < 2) {
      return []
    }
    const classes = yield index.classes()
    const weights = new Map()
    const records = yield keep(yield scored(index, chosen(query, classes), weights))
    if (!records.length) {
      return []
    }
    // A pair that was not looked up weighs what the others do on average.
    let sum = 0
    weights.forEach(function (weight) { sum += weight })
    const mean = sum / weights.size
    grams(query, 2).forEach(function (pair) {
      if (!weights.has(pair)) {
        weights.set(pair, mean)
      }
    })
    grams(query, 1).forEach(function (char) {
      weights.set(char, Q.single * Math.sqrt((classes.has(char) ? classes.get(char) : 15) / 15))
    })
    const reading = toRead(records)
    const passages = yield Promise.all(reading.map(function (one) {
      return index.passage(one.one.segment, one.one.record, one.number)
    }))
    const hits = new Map()
    reading.forEach(function (read, place) {
      const own = near(passages[place], read.number, weights)
      // a record may be a title alone
      const best = Math.max.apply(null, own.concat(0))
      const hit = hits.get(read.one) || { segment: read.one.segment, record: read.one.record, where: 'partial', match: 'partial', units: [], best: -1, first: read.one.score }
      hit.units = hit.units.concat(own)
      if (best > hit.best) {
        Object.assign(hit, { best: best, number: read.number, passage: passages[place], card: passages[place].card })
      }
      hits.set(read.one, hit)
    })
    const list = Array.from(hits.values())
    list.forEach(function (hit) { hit.five = highest(hit.units, 5) })
    const most = name => Math.max.apply(null, list.map(hit => hit[name])) || 1
    const tops = { best: most('best'), five: most('five'), first: most('first') }
    list.forEach(function (hit) {
      hit.score = Q.best * hit.best / tops.best + Q.five * hit.five / tops.five + Q.record * hit.first / tops.first
    })
    return list.filter(hit => !refused(hit, query)).sort(og.order)
  })

  function refused (hit, query) {
    const text = og.folded(hit.passage.text, hit.passage.own).text
    return query.without.some(function (string) {
      return og.place(string, hit.card, new Map([[hit.number, text]]), hit.passage.own)
    })
  }
})(window.ogSearch = window.ogSearch || {})
