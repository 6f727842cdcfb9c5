/* What the files of an index say: the twin of opengov_ssg/search/reading.py. */
(function (og) {
  'use strict'

  const HEAD = 64
  const WHOLE = 128
  const MOST = 15
  const GENERAL = 9
  const MARK = 4
  const NAME = 10
  // records of a group of blocks
  const GROUP = 32
  // records of a file of columns
  const RECORDS = 2048
  const BASE32 = '0123456789abcdefghjkmnpqrstvwxyz'
  const SIMPLE = [[0], [1], [0, 1]]

  function base32 (number) {
    let digits = ''
    do {
      digits = BASE32[number % 32] + digits
      number = Math.floor(number / 32)
    } while (number)
    return digits
  }

  // The place of the last of sorted rows for which 'after' does not hold, or -1.
  function lastBefore (size, after) {
    let low = 0
    let high = size
    while (low < high) {
      const middle = (low + high) >> 1
      if (after(middle)) {
        high = middle
      } else {
        low = middle + 1
      }
    }
    return low - 1
  }

  // The name of the last row at or before a number, of rows 'step' apart.
  function rowAt (first, step, names, wanted, width) {
    const place = Math.floor((wanted - first) / step)
    const name = names.slice(place * width, (place + 1) * width)
    if (place < 0 || !name) {
      throw og.unreadable(wanted)
    }
    return name
  }

  // The keys of a shard after its first.
  function keysAfter (first, text) {
    const chars = Array.from(text)
    const keys = [first]
    let before = Array.from(first)
    let at = 0
    while (at < chars.length) {
      let shared = og.digit(chars[at++])
      let count = 1
      if (shared === GENERAL) {
        shared = og.digit(chars[at++])
        count = og.digit(chars[at++])
      }
      before = before.slice(0, shared).concat(chars.slice(at, at + count))
      at += count
      keys.push(before.join(''))
    }
    return keys
  }

  // The postings that begin at number 'at', as {record, impact, passages}, and where they end.
  function postings (numbers, at, count) {
    const list = []
    let record = 0
    let rest = at + 2 * count
    for (let place = at; place < at + count; place++) {
      record = place === at ? numbers[place] : record - numbers[place] - 1
      const kind = Math.floor(numbers[place + count] / MOST)
      let passages = SIMPLE[kind]
      if (!passages) {
        const told = numbers[rest] + 1
        let last = -1
        passages = []
        for (let one = rest + 1; one <= rest + told; one++) {
          last += numbers[one] + 1
          passages.push(last)
        }
        rest += 1 + told
      }
      list.push({ record: record, impact: numbers[place + count] % MOST + 1, passages: passages })
    }
    return { list: list, end: rest }
  }

  // The terms of a shard by key: {key, count, postings, pieces: [{lowest, file, place}]}.
  function terms (payload) {
    const keys = keysAfter(payload[0], payload[1])
    const numbers = og.numbers(payload[2])
    const files = []
    payload[3].forEach(function (file, number) {
      for (let place = 0; place < payload[4][number]; place++) {
        files.push({ file: file, place: place + (number ? 0 : payload[5]) })
      }
    })
    const found = new Map()
    let at = 0
    let used = 0
    keys.forEach(function (key) {
      const count = numbers[at]
      const made = postings(numbers, at + 1, count > WHOLE ? HEAD : count)
      const pieces = []
      at = made.end
      if (count > WHOLE) {
        for (let left = numbers[at++]; left > 0; left--) {
          const piece = files[used++]
          pieces.push({ lowest: numbers[at++], file: piece.file, place: piece.place })
        }
      }
      found.set(key, { key: key, count: count, postings: made.list, pieces: pieces })
    })
    return found
  }

  // An index whose entry is loaded. All methods but those of sizes give promises, which fail
  // when a file is missing or damaged.
  function Index (load, entry) {
    this.load = load
    this.digest = entry[0]
    this.size = entry[1]
    this.facetsFile = entry[2]
    this.foldingFile = entry[3]
    this.segments = entry[4].map(function (one) {
      return { first: one[0], last: one[1], size: one[2], frequent: one[3], terms: one[4], blocks: one[5], columns: one[6], classes: one[7] }
    })
    this.shards = new Map()
  }

  og.openIndex = og.task(function * (load) {
    return new Index(load, yield load('index'))
  })

  // The term of a key in a segment, or null.
  Index.prototype.lookup = og.task(function * (key, segment) {
    const tree = this.segments[segment].terms
    let rows = [tree[1], tree[2]]
    let name = ''
    for (let level = tree[0]; level >= 0; level--) {
      const keys = rows[0] ? rows[0].split(' ') : []
      const place = lastBefore(keys.length, at => keys[at] > key)
      if (place < 0) {
        return null
      }
      name = rows[1].slice(place * NAME, (place + 1) * NAME)
      if (level) {
        rows = yield this.load(name)
      }
    }
    if (!this.shards.has(name)) {
      this.shards.set(name, terms(yield this.load(name)))
    }
    return this.shards.get(name).get(key) || null
  })

  // Postings of a term, newest first: all, or with 'wanted' (a Map or Set of records) as many as it
  // takes to know which of these hold it.
  Index.prototype.whole = og.task(function * (found, wanted) {
    if (!found.pieces.length) {
      return found.postings
    }
    const pieces = found.pieces.filter(function (piece, place) {
      const above = place ? found.pieces[place - 1].lowest : Infinity
      return !wanted || Array.from(wanted.keys()).some(one => one >= piece.lowest && one < above)
    })
    const load = this.load
    const files = yield Promise.all(pieces.map(piece => load(piece.file)))
    let list = found.postings
    files.forEach(function (file, number) {
      const numbers = og.numbers(file[pieces[number].place])
      list = list.concat(postings(numbers, 1, numbers[0]).list)
    })
    return list.sort((one, other) => other.record - one.record)
  })

  // The name of a row's file, of 'width' characters in the lowest directory.
  Index.prototype.numbered = og.task(function * (tree, number, width) {
    let row = tree.slice(1)
    for (let level = tree[0]; level; level--) {
      const last = row[0] + (row[2].length / NAME - 1) * row[1]
      row = yield this.load(rowAt(row[0], row[1], row[2], Math.min(number, last), NAME))
    }
    return rowAt(row[0], row[1], row[2], number, width)
  })

  // A passage: {text, own, card}. 'own' is how its characters are folded beyond the simple part.
  Index.prototype.passage = og.task(function * (segment, record, number) {
    const group = Math.floor(record / GROUP)
    const mark = yield this.numbered(this.segments[segment].blocks, group, MARK)
    const place = base32(segment) + '.' + base32(group) + '-' + mark + '.' + base32(record % GROUP)
    const part = yield this.load(number ? place + '.' + base32(number) : place)
    const own = new Map()
    for (let one = 0; one < part[1].length; one += 2) {
      own.set(part[1][one], part[1][one + 1])
    }
    return { text: part[0], own: own, card: og.card(part[2]) }
  })

  og.card = function (row) {
    return {
      id: row[0],
      kind: row[1],
      title: row[2],
      agency: row[3],
      docNo: row[4],
      indexNo: row[5],
      issuers: row[6],
      signed: row[7],
      published: row[8],
      validity: row[9],
      column: row[10],
      keywords: row[11],
      also: row[12],
      language: row[13]
    }
  }

  // Name of each facet → its values by number: [code, name, records, files of columns as bits].
  Index.prototype.facets = og.task(function * () {
    return (yield this.load(this.facetsFile))[0]
  })

  const SINGLE = ['agency', 'kind', 'genre', 'year', 'validity']

  // The columns of the file that holds a record: the numbers of each facet's values by record.
  Index.prototype.columns = og.task(function * (segment, record) {
    const start = record - record % RECORDS
    const payload = yield this.load(yield this.numbered(this.segments[segment].columns, start, NAME))
    const made = { first: start, topics: [] }
    SINGLE.forEach(function (key, place) { made[key] = og.numbers(payload[place]) })
    const topics = og.numbers(payload[SINGLE.length])
    for (let at = 0; at < topics.length; at += 1 + topics[at]) {
      made.topics.push(topics.slice(at + 1, at + 1 + topics[at]))
    }
    return made
  })

  // The whole table of folding, for queries.
  Index.prototype.folding = og.task(function * () {
    if (!og.table) {
      og.useTable.apply(null, yield this.load(this.foldingFile))
    }
  })

  // Each Han character of the largest segment with its class: 0 the most frequent.
  Index.prototype.classes = og.task(function * () {
    const found = new Map()
    const largest = this.segments.slice().sort((one, other) => other.size - one.size)[0]
    if (largest) {
      const rows = (yield this.load(largest.classes))[0]
      rows.forEach(function (chars, number) {
        Array.from(chars).forEach(function (char) { found.set(char, number) })
      })
    }
    return found
  })
})(window.ogSearch = window.ogSearch || {})
