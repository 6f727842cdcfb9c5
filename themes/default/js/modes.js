/* The reader's choice of how pages are shown: large text, high contrast, a large pointer, no motion. It is kept in this
   browser alone, as names with blanks between, and set as classes of the root element before
   anything is drawn, so that nothing jumps. Buttons come with components/modes. */
(function () {
  'use strict'

  var KEY = 'opengov.modes'
  var MODES = ['large', 'contrast', 'pointer', 'still']
  var root = document.documentElement

  function kept () {
    try {
      return (window.localStorage.getItem(KEY) || '').split(' ')
    } catch (error) {
      return null // storage is refused: a choice lasts for its page
    }
  }

  function has (mode) {
    return root.classList.contains('og-' + mode)
  }

  function show (mode, on) {
    root.classList[on ? 'add' : 'remove']('og-' + mode)
  }

  // As it was chosen last, perhaps on another page.
  function restore () {
    var names = kept()
    if (names) {
      MODES.forEach(function (mode) { show(mode, names.indexOf(mode) >= 0) })
    }
  }

  window.opengovModes = {
    has: has,
    restore: restore,
    set: function (mode, on) {
      show(mode, on)
      try {
        window.localStorage.setItem(KEY, MODES.filter(has).join(' '))
      } catch (error) {
        // as above
      }
    }
  }
  root.classList.add('og-script')
  // The search page then leaves room for what is found before it is there.
  if (/=[^&]/.test(window.location.search)) {
    root.classList.add('og-asked')
  }
  restore()
})()
