/* Captions. They stand in the page as a list, for a caption file cannot be loaded from the disk; the
   browser shows them over a video by itself, and a line below the player shows those of a sound. */
opengov.register('player', function (player) {
  var media = player.querySelector('video, audio')
  var line = player.querySelector('[data-player="line"]')
  var button = player.querySelector('[data-player="switch"]')
  var figure = player.closest('figure')
  var items = figure ? Array.prototype.slice.call(figure.querySelectorAll('[data-start]')) : []
  if (!items.length || !button || !window.VTTCue || !media.addTextTrack) {
    return
  }

  var language = document.documentElement.lang
  var track = media.addTextTrack('captions', button.textContent, language)

  function words (item) {
    var copy = item.cloneNode(true)
    Array.prototype.forEach.call(copy.querySelectorAll('[data-furniture]'), function (part) {
      part.parentNode.removeChild(part)
    })
    return copy.textContent.trim()
  }

  function seconds (item, name) {
    return Number(item.getAttribute(name)) / 1000
  }

  // What is shown is plain text, but a cue is read as marked-up text.
  function escaped (text) {
    return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')
  }

  items.forEach(function (item) {
    var start = seconds(item, 'data-start')
    track.addCue(new window.VTTCue(start, seconds(item, 'data-end'), escaped(words(item))))
  })

  function isOn () {
    return button.getAttribute('aria-pressed') === 'true'
  }

  function show () {
    var now = media.currentTime
    var said = []
    items.forEach(function (item) {
      var spoken = seconds(item, 'data-start') <= now && now < seconds(item, 'data-end')
      if (spoken) {
        item.setAttribute('aria-current', 'true')
        said.push(words(item))
      } else {
        item.removeAttribute('aria-current')
      }
    })
    if (line) {
      line.textContent = said.join(' ')
      line.hidden = !isOn()
    }
  }

  function turn (on) {
    button.setAttribute('aria-pressed', String(on))
    track.mode = on ? 'showing' : 'hidden'
    show()
  }

  button.addEventListener('click', function () {
    turn(!isOn())
  })
  ;['timeupdate', 'seeked', 'ended'].forEach(function (name) {
    media.addEventListener(name, show)
  })
  // The browser's own menu switches the same captions.
  if (media.textTracks.addEventListener) {
    media.textTracks.addEventListener('change', function () {
      if ((track.mode === 'showing') !== isOn()) {
        turn(track.mode === 'showing')
      }
    })
  }
  turn(true)
  button.hidden = false
})
