/* The page's address to copy. A page that was not told its own takes that of the server it is on;
   the address of a file is of no use to anyone else. */
opengov.register('share', function (box) {
  if (box.hidden) {
    if (!/^https?:$/.test(window.location.protocol)) {
      return
    }
    box.querySelector('[data-text]').textContent = window.location.href.split('#')[0]
    box.hidden = false
  }
  opengov.copying(box)
})
