(function () {
  'use strict';
  document.querySelectorAll('[data-module="print-button"]').forEach(function (button) {
    button.hidden = false;
    button.addEventListener('click', function () { window.print(); });
  });
})();
