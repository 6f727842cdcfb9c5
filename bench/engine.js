/* Runs the browser engine of a built site under Node: which index files each query loads, cold.

     node bench/engine.js SEARCH.JS FOLDER < queries.json

   Standard input is a JSON list of queries; printed is a JSON list of [files, hits that hold the string]. */
'use strict'

const fs = require('fs')
const path = require('path')
const vm = require('vm')

const [engine, folder] = process.argv.slice(2)
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
    answers.push([loaded, result.hits.filter(function (one) { return one.match !== 'partial' }).length])
  }
  process.stdout.write(JSON.stringify(answers))
}

main().catch(function (error) {
  console.error(error)
  process.exitCode = 1
})
