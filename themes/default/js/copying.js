/* Copies the text of a box: [data-text] by its button, told in [role=status]. Pages opened as files have
   no clipboard interface, so the older command is the second way; where both fail the reader is
   told to select the text. */
opengov.copying = function (box) {
  'use strict'

  var text = box.querySelector('[data-text]')
  var button = box.querySelector('button')
  var status = box.querySelector('[role="status"]')

  function say (name) {
    status.textContent = button.getAttribute('data-' + name)
  }

  function command () {
    var range = document.createRange()
    var selection = window.getSelection()
    range.selectNodeContents(text)
    selection.removeAllRanges()
    selection.addRange(range)
    var copied = false
    try {
      copied = document.execCommand('copy')
    } catch (error) {
      copied = false
    }
    if (copied) {
      selection.removeAllRanges()
    }
    say(copied ? 'done' : 'failed')
  }

  button.addEventListener('click', function () {
    if (navigator.clipboard && navigator.clipboard.writeText) {
      navigator.clipboard.writeText(text.textContent).then(function () { say('done') }, command)
    } else {
      command()
    }
  })
}
