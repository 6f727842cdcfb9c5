opengov.register('cite-as', function (box) {
  opengov.copying(box)
})
