opengov.register('print-button', function (button) {
  button.addEventListener('click', function () {
    window.print()
  })
})
