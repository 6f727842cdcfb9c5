/* The reader's size of text, kept in this browser only. */
opengov.register('text-size', function (group) {
  var key = 'opengov.text-size'
  var buttons = Array.prototype.slice.call(group.querySelectorAll('[data-size]'))

  function stored () {
    try {
      return window.localStorage.getItem(key)
    } catch (error) {
      return null // storage is switched off: the choice lasts for this page
    }
  }

  function store (size) {
    try {
      window.localStorage.setItem(key, size)
    } catch (error) {
      // as above
    }
  }

  function apply (size) {
    if (size === 'standard') {
      document.documentElement.removeAttribute('data-text-size')
    } else {
      document.documentElement.setAttribute('data-text-size', size)
    }
    buttons.forEach(function (button) {
      button.setAttribute('aria-pressed', String(button.getAttribute('data-size') === size))
    })
  }

  buttons.forEach(function (button) {
    button.addEventListener('click', function () {
      apply(button.getAttribute('data-size'))
      store(button.getAttribute('data-size'))
    })
  })

  var size = stored()
  if (size === 'large' || size === 'largest') {
    apply(size)
  }
  group.hidden = false
})
