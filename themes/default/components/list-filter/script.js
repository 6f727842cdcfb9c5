/* Filters the rows of the table that follows. Widths, brackets and blanks are taken alike, so that a
   number is found however it is typed. */
opengov.register('list-filter', function (box) {
  'use strict'

  var table = box.parentNode.querySelector('.og-record-table')
  var field = box.querySelector('input')
  var status = box.querySelector('[role=status]')
  if (!table) {
    return
  }
  var rows = Array.prototype.map.call(table.tBodies[0].rows, function (row) {
    return { row: row, text: fold(row.textContent) }
  })

  function fold (text) {
    return text.normalize('NFKC').toLowerCase().replace(/[〔【﹝]/g, '[').replace(/[〕】﹞]/g, ']').replace(/\s+/g, '')
  }

  function filter () {
    var words = field.value.split(/\s+/).map(fold).filter(Boolean)
    // A number may be typed with blanks: then it is one word, not several.
    var whole = fold(field.value)
    var shown = 0
    rows.forEach(function (one) {
      var fits = one.text.indexOf(whole) >= 0 || words.every(function (word) { return one.text.indexOf(word) >= 0 })
      one.row.hidden = !fits
      shown += fits ? 1 : 0
    })
    var text = status.getAttribute(whole ? 'data-some' : 'data-all')
    status.textContent = text.replace('{count}', String(shown))
  }

  field.addEventListener('input', filter)
  if (field.value) {
    filter() // what was typed before the reader went on and came back
  }
})
