/* Finds the parts of a page that have a script, and starts each alone: when one fails, the
   others and the page go on. Nothing on the site needs a script to be read. */
(function () {
  'use strict'

  var starters = {}

  function start (element) {
    var starter = starters[element.getAttribute('data-module')]
    if (!starter) {
      return
    }
    try {
      starter(element)
    } catch (error) {
      if (window.console) {
        window.console.error(element.getAttribute('data-module'), error)
      }
    }
  }

  function startAll () {
    Array.prototype.forEach.call(document.querySelectorAll('[data-module]'), start)
  }

  window.opengov = {
    // name: the value of data-module; starter: called with each element that bears it
    register: function (name, starter) {
      starters[name] = starter
    }
  }

  // The script is deferred: the page is parsed, and the event still to come.
  document.addEventListener('DOMContentLoaded', startAll)
})()
