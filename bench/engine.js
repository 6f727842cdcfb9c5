/* Runs the browser engine of a built site under Node: which index files each query loads, cold.

     node bench/engine.js SEARCH.JS FOLDER [ranked] < queries.json

   Standard input is a JSON list of queries; printed is a JSON list of [files, hits that hold the string], or with
   'ranked' of the ids of hits, the best first. */
'use strict'

const fs = require('fs')
const path = require('path')
const vm = require('vm')

const [engine, folder, ranked] = process.argv.slice(2)
let loaded = []

function load (script) {
  const place = script.src.split('?')[0]
  loaded.push(place)
  fs.readFile(path.join(folder, place), 'utf8', function (error, text) {
    if (error) {
      script.onerror()
      return
    }
    vm.runInContext(text, context)
    script.onload()
  })
}

const window = { opengov: { register: function () {} } }
const head = { appendChild: load, removeChild: function () {} }
const document = { head: head, createElement: function () { return {} } }
const context = vm.createContext({ window: window, document: document, setTimeout: setTimeout, clearTimeout: clearTimeout, console: console })
// What a script calls by its bare name is a property of window in a browser.
Object.defineProperty(context, 'ogIndex', { get: function () { return window.ogIndex } })
vm.runInContext(fs.readFileSync(engine, 'utf8'), context)

async function main () {
  const og = window.ogSearch
  const options = { zone: 'all', filters: {}, sort: 'relevance', page: 1, all: false }
  const answers = []
  for (const query of JSON.parse(fs.readFileSync(0, 'utf8'))) {
    og.table = null
    loaded = []
    const result = await og.finder('search/').find(query, options)
    if (ranked) {
      answers.push((result.partial ? result.list : result.hits).map(function (one) { return one.card.id }))
      continue
    }
    answers.push([loaded, result.hits.filter(function (one) { return one.match !== 'partial' }).length])
  }
  process.stdout.write(JSON.stringify(answers))
}

main().catch(function (error) {
  console.error(error)
  process.exitCode = 1
})
