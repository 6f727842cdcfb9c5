/* Buttons for the modes that js/modes.js knows. */
opengov.register('modes', function (bar) {
  'use strict'

  var modes = window.opengovModes
  var buttons = Array.prototype.slice.call(bar.querySelectorAll('[data-mode]'))

  function press () {
    buttons.forEach(function (button) {
      button.setAttribute('aria-pressed', String(modes.has(button.getAttribute('data-mode'))))
    })
  }

  function follow () {
    modes.restore()
    press()
  }

  buttons.forEach(function (button) {
    button.addEventListener('click', function () {
      var mode = button.getAttribute('data-mode')
      modes.set(mode, !modes.has(mode))
      press()
    })
  })
  window.addEventListener('storage', follow) // chosen on another page that is open
  window.addEventListener('pageshow', follow) // chosen on another page, and gone back from it
  press()
})
