/* Reads the article aloud with a voice of the reader's own system, a sentence at a time. Voices that
   are spoken elsewhere, over the network, are not used. A pause is a stop that remembers its
   sentence: not every system can really pause. */
opengov.register('read-aloud', function (bar) {
  'use strict'

  var speech = window.speechSynthesis
  var article = document.querySelector('article[data-record]')
  var start = bar.querySelector('[data-read="start"]')
  var stop = bar.querySelector('[data-read="stop"]')
  var rate = bar.querySelector('[data-read="rate"]')
  var words = { idle: start.textContent, reading: start.getAttribute('data-pause'), paused: start.getAttribute('data-resume') }
  var state = 'idle'
  var sentences = []
  var at = 0
  var spoken = null // kept, for some browsers forget what nothing holds, and never say that it ended

  if (!speech || !window.SpeechSynthesisUtterance || !article) {
    return
  }

  function voice () {
    var language = document.documentElement.lang.toLowerCase().split('-')[0]
    var own = speech.getVoices().filter(function (one) {
      var code = one.lang.toLowerCase().replace('_', '-')
      return one.localService && (code.split('-')[0] === language || (language === 'zh' && /^cmn/.test(code)))
    })
    // Chinese as spoken on the mainland before that of other places.
    var mainland = own.filter(function (one) { return /^(zh[-_]cn|cmn[-_](hans[-_]cn|cn))/i.test(one.lang) })
    return mainland[0] || own[0]
  }

  function mark (sentence) {
    if (window.CSS && window.CSS.highlights) {
      window.CSS.highlights.delete('og-read')
      if (sentence) {
        window.CSS.highlights.set('og-read', new window.Highlight(sentence.range()))
      }
    }
  }

  function follow (sentence) {
    var box = sentence.range().getBoundingClientRect()
    if (box.top < 0 || box.bottom > window.innerHeight) {
      sentence.block.scrollIntoView(box.height < window.innerHeight ? { block: 'center' } : true)
    }
  }

  function turn (to) {
    state = to
    start.textContent = words[to]
    stop.hidden = to === 'idle'
    if (to !== 'reading') {
      spoken = null
      speech.cancel()
    }
    if (to === 'idle') {
      at = 0
      mark(null)
    }
  }

  function say () {
    var sentence = sentences[at]
    if (!sentence) {
      turn('idle')
      return
    }
    var utterance = new window.SpeechSynthesisUtterance(sentence.text)
    utterance.voice = voice()
    utterance.lang = document.documentElement.lang
    utterance.rate = Number(rate.value)
    utterance.onend = function () {
      if (spoken === utterance) {
        at += 1
        say()
      }
    }
    utterance.onerror = function () {
      if (spoken === utterance) {
        turn('paused')
      }
    }
    spoken = utterance
    mark(sentence)
    follow(sentence)
    speech.speak(utterance)
  }

  start.addEventListener('click', function () {
    if (state === 'reading') {
      turn('paused')
      return
    }
    if (state === 'idle') {
      sentences = opengov.sentences(article)
    }
    if (speech.speaking || speech.pending) {
      speech.cancel() // what another page left
    }
    turn('reading')
    say()
  })
  stop.addEventListener('click', function () {
    turn('idle')
    start.focus()
  })
  rate.addEventListener('change', function () {
    if (state === 'reading') {
      spoken = null
      speech.cancel()
      say()
    }
  })
  window.addEventListener('pagehide', function () { turn('idle') })

  function offer () {
    bar.hidden = !voice()
  }
  speech.onvoiceschanged = offer // in some browsers the list comes late
  offer()
})
