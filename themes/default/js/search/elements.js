/* Makes elements. Whatever is shown of a record or a query goes in as text, never as markup. */
(function (og) {
  'use strict'

  // An element with a class and children: elements, or texts.
  og.element = function (name, className, children) {
    const made = document.createElement(name)
    if (className) {
      made.className = className
    }
    ;[].concat(children === undefined ? [] : children).forEach(function (child) {
      made.appendChild(typeof child === 'string' ? document.createTextNode(child) : child)
    })
    return made
  }

  // A link; 'attributes' beside its address.
  og.link = function (address, className, children, attributes) {
    const made = og.element('a', className, children)
    made.setAttribute('href', address)
    Object.keys(attributes || {}).forEach(function (name) { made.setAttribute(name, attributes[name]) })
    return made
  }

  // Pieces {text, mark} as texts and mark elements.
  og.marked = function (pieces) {
    return pieces.map(one => one.mark ? og.element('mark', '', one.text) : one.text)
  }

  og.fill = function (element, children) {
    element.textContent = ''
    ;[].concat(children).forEach(function (child) { element.appendChild(child) })
  }

  // A sentence with {name} filled in.
  og.say = function (sentence, words) {
    return String(sentence).replace(/\{([a-z]+)\}/g, function (whole, name) {
      return Object.prototype.hasOwnProperty.call(words || {}, name) ? words[name] : whole
    })
  }
})(window.ogSearch = window.ogSearch || {})
