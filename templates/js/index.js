// Adds a filter to the index; without scripts the whole list and its letters are there.
(function () {
  "use strict";
  var index = document.getElementById("_index");
  if (!index) return;
  var fold = function (text) {
    return text.toLowerCase().replace(/[\s\-_.]+/g, " ").trim();
  };
  var entries = Array.prototype.map.call(index.querySelectorAll(".entries > li"), function (item) {
    var text = fold(item.textContent);
    return { item: item, text: text, joined: text.replace(/ /g, "") };
  });
  var sections = index.querySelectorAll("section");
  var label = document.createElement("label");
  label.className = "filter";
  label.textContent = index.dataset.label;
  var input = document.createElement("input");
  input.type = "search";
  input.autocomplete = "off";
  label.appendChild(input);
  var status = document.createElement("p");
  status.className = "quiet";
  status.setAttribute("role", "status");
  index.parentNode.insertBefore(label, index);
  index.parentNode.insertBefore(status, index);
  var filter = function () {
    var query = fold(input.value);
    var joined = query.replace(/ /g, "");
    var words = query.split(" ");
    var hits = 0;
    entries.forEach(function (entry) {
      var hit = words.every(function (word) { return entry.text.indexOf(word) >= 0; }) ||
        entry.joined.indexOf(joined) >= 0;
      entry.item.hidden = !hit;
      if (hit) hits += 1;
    });
    Array.prototype.forEach.call(sections, function (section) {
      section.hidden = !section.querySelector("li:not([hidden])");
    });
    status.textContent = query
      ? index.dataset.hits.replace("{n}", hits).replace("{total}", entries.length)
      : "";
  };
  input.addEventListener("input", filter);
})();
