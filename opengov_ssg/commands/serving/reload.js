/* Preview only: never part of a built site. Asks for the state again and again by script elements,
   since the page's policy allows scripts of this host and nothing else. */
(function () {
  "use strict";
  var known = null;
  var panel = null;

  function show(state) {
    if (panel) {
      panel.parentNode.removeChild(panel);
      panel = null;
    }
    if (!state.problems.length) {
      return;
    }
    panel = document.createElement("section");
    panel.setAttribute("role", "alert");
    panel.setAttribute("data-ssg-problems", String(state.problems.length));
    var style = panel.style;
    style.position = "fixed";
    style.bottom = "0";
    style.left = "0";
    style.right = "0";
    style.maxHeight = "45vh";
    style.overflow = "auto";
    style.padding = "12px 20px";
    style.background = "#2b2b2b";
    style.color = "#fff";
    style.font = "14px/1.6 monospace";
    style.zIndex = "1000";
    var title = document.createElement("strong");
    title.textContent = state.title;
    panel.appendChild(title);
    state.problems.forEach(function (line) {
      var row = document.createElement("pre");
      row.textContent = line;
      row.style.whiteSpace = "pre-wrap";
      row.style.margin = "8px 0 0";
      panel.appendChild(row);
    });
    document.body.appendChild(panel);
  }

  window.ssgState = function (state) {
    if (known === null) {
      known = state.version;
    } else if (state.version !== known) {
      location.reload();
      return;
    }
    show(state);
  };

  function ask() {
    var script = document.createElement("script");
    script.src = "/__ssg/state.js?" + Date.now();
    script.onload = script.onerror = function () {
      script.parentNode.removeChild(script);
      setTimeout(ask, 700);
    };
    document.body.appendChild(script);
  }

  ask();
})();
