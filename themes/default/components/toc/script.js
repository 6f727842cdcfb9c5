/* Marks the heading that is being read. */
opengov.register('toc', function (nav) {
  if (!('IntersectionObserver' in window)) {
    return
  }
  var links = {}
  var current = null
  Array.prototype.forEach.call(nav.querySelectorAll('a'), function (link) {
    links[decodeURIComponent(link.hash.slice(1))] = link
  })

  function mark (link) {
    if (current) {
      current.removeAttribute('aria-current')
    }
    current = link
    current.setAttribute('aria-current', 'location')
  }

  var observer = new window.IntersectionObserver(function (entries) {
    entries.forEach(function (entry) {
      if (entry.isIntersecting) {
        mark(links[entry.target.id])
      }
    })
  }, { rootMargin: '0px 0px -70% 0px' })

  Object.keys(links).forEach(function (id) {
    var heading = document.getElementById(id)
    if (heading) {
      observer.observe(heading)
    }
  })
})
