/* Cuts an article into sentences with their places, for reading aloud. What the theme added to the
   text, and drawings, are left out. */
opengov.sentences = function (article) {
  'use strict'

  var BLOCKS = 'h1,h2,h3,h4,h5,h6,p,li,th,td,caption,figcaption,dt,dd,blockquote,pre,summary,div'
  var LEFT_OUT = '[data-furniture],[hidden],svg,script,style,rt,audio,video'
  var SENTENCE = /[^。！？；!?;…]*(?:[。！？；!?;…]+[”’」』）)]*|$)/g

  // Runs of text that stand in the same block, each with its nodes.
  function runs () {
    var walker = document.createTreeWalker(article, NodeFilter.SHOW_TEXT, null, false)
    var found = []
    var node
    while ((node = walker.nextNode())) {
      if (!node.parentNode.closest(LEFT_OUT)) {
        var block = node.parentNode.closest(BLOCKS) || article
        var last = found[found.length - 1]
        if (!last || last.block !== block) {
          last = { block: block, text: '', nodes: [] }
          found.push(last)
        }
        last.nodes.push({ node: node, from: last.text.length })
        last.text += node.nodeValue
      }
    }
    return found
  }

  function place (run, offset) {
    var at = run.nodes.filter(function (one) { return one.from <= offset }).pop()
    return [at.node, offset - at.from]
  }

  function sentence (run, from, text) {
    var start = from + text.search(/\S/)
    return {
      text: text.replace(/\s+/g, ' ').trim(),
      block: run.block,
      range: function () {
        var range = document.createRange()
        range.setStart.apply(range, place(run, start))
        range.setEnd.apply(range, place(run, from + text.length - 1))
        range.setEnd(range.endContainer, range.endOffset + 1)
        return range
      }
    }
  }

  return runs().reduce(function (all, run) {
    var from = 0
    run.text.match(SENTENCE).forEach(function (text) {
      if (/\S/.test(text)) {
        all.push(sentence(run, from, text))
      }
      from += text.length
    })
    return all
  }, [])
}
