/* The page's address to copy. A page that was not told its own takes that of the server it is on;
   the address of a file is of no use to anyone else. */
opengov.register('share', function (box) {
  if (box.hidden) {
    if (!/^https?:$/.test(window.location.protocol)) {
      return
    }
    const text = box.querySelector('[data-text]')
    window.location.href.split('#')[0].split('/').forEach(function (part, place) {
      text.appendChild(document.createTextNode(place ? '/' : ''))
      if (place && part) {
        text.appendChild(document.createElement('wbr'))
      }
      text.appendChild(document.createTextNode(part))
    })
    box.hidden = false
  }
  opengov.copying(box)
})
