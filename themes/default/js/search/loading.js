/* Loads files of the index as scripts, each of which makes one call of ogIndex: the same over http
   and from the disk, where nothing else can be read. */
(function (og) {
  'use strict'

  const VERSION = 1
  const PATIENCE = 60000
  const KEPT = 600
  const waiting = new Map()

  window.ogIndex = function (version, name) {
    const ask = waiting.get(name)
    if (ask && version === VERSION) {
      ask.found = Array.prototype.slice.call(arguments, 2)
    }
  }

  // The error of a file that is missing or damaged; any other is one of the engine.
  og.unreadable = function (what) {
    const error = new Error('search: ' + what)
    error.file = what
    return error
  }

  // Runs a generator function; what it yields is waited for.
  og.task = function (steps) {
    return function () {
      const run = steps.apply(this, arguments)
      return new Promise(function (resolve, reject) {
        function go (method, value) {
          let step
          try {
            step = run[method](value)
          } catch (error) {
            reject(error)
            return
          }
          if (step.done) {
            resolve(step.value)
          } else {
            Promise.resolve(step.value).then(next, fail)
          }
        }
        function next (value) { go('next', value) }
        function fail (error) { go('throw', error) }
        next()
      })
    }
  }

  function path (name) {
    const block = /^([^.]*)\.([^.]*)\.(.*)$/.exec(name)
    if (name === 'index') {
      return 'index.js'
    }
    return (block ? 'b' + block[1] + '/' + block[2] + '/' + block[3] : name[0] + '/' + name.slice(1)) + '.js'
  }

  function fetchScript (address, name) {
    return new Promise(function (resolve, reject) {
      const script = document.createElement('script')
      const ask = { found: null }
      function done (event) {
        clearTimeout(timer)
        if (waiting.get(name) === ask) {
          waiting.delete(name)
        }
        script.onload = script.onerror = null
        document.head.removeChild(script)
        if (ask.found) {
          resolve(ask.found)
        } else {
          const error = og.unreadable(address)
          // to ask again would only wait again
          error.late = !event
          reject(error)
        }
      }
      const timer = setTimeout(done, PATIENCE)
      waiting.set(name, ask)
      script.onload = script.onerror = done
      script.charset = 'utf-8'
      script.src = address
      document.head.appendChild(script)
    })
  }

  // A function that gives the payload of a file by its name; what was loaded is kept.
  og.loader = function (folder) {
    const kept = new Map()
    let release = ''

    function load (name) {
      if (!kept.has(name)) {
        const query = name === 'index' ? release : ''
        const asked = fetchScript(folder + path(name) + query, name)
        kept.set(name, asked)
        asked.catch(function () { kept.delete(name) })
      }
      return kept.get(name)
    }

    // What was loaded of an index that another has replaced is of no use.
    load.reload = function () {
      kept.clear()
      release = '?' + Date.now()
    }

    load.tidy = function () {
      if (kept.size > KEPT) {
        const entry = kept.get('index')
        kept.clear()
        kept.set('index', entry)
      }
    }

    return load
  }
})(window.ogSearch = window.ogSearch || {})
