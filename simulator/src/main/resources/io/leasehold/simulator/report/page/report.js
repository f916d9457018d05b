"use strict";
/* Puts the data into the page. All of it is set as text, never as HTML. */
(function () {
  var data = JSON.parse(document.getElementById("data").textContent), element = Leasehold.element, charts = [];
  function at(id) { return document.getElementById(id); }
  function show(id) { at(id).hidden = false; return at(id); }
  function count(number) { return number.toLocaleString("en"); }
  function pairs(list, into) {
    list.forEach(function (pair) {
      element("dt", pair[0], into);
      var value = element("dd", pair[1], into);
      if (pair[2]) value.className = "wrong";
    });
  }

  function verdict() {
    at("verdict").className = data.verdict.word;
    at("word").textContent = data.verdict.word;
    at("title").textContent = data.title;
    at("sentence").textContent = data.verdict.sentence;
    document.title = data.verdict.word + " · " + data.title;
    if (data.verdict.violations.length === 0) return;
    var section = show("violations");
    data.verdict.violations.forEach(function (finding) {
      element("h3", finding.oracle, section);
      var list = element("ul", undefined, section);
      finding.sentences.forEach(function (sentence) { element("li", sentence, list); });
      if (finding.more) element("li", "and " + count(finding.more) + " more", list);
    });
  }

  function figures() {
    data.figures.forEach(function (figure) {
      var box = element("div", undefined, at("figures"));
      box.className = figure.wrong ? "figure wrong" : "figure";
      element("span", figure.name, box);
      element("b", figure.value, box);
      element("small", figure.beside, box);
    });
  }

  function described(takeover, number) {
    var line = data.timeline;
    return [
      ["takeover", number + 1 + " of " + line.takeovers.length + ", at " + Leasehold.moment(takeover.at / 1000, true)],
      ["job", line.jobs[takeover.job].id],
      ["from", takeover.from < 0 ? "unknown" : line.instances[takeover.from].name + ", " + takeover.fate],
      ["to", line.instances[takeover.to].name],
      ["standstill", takeover.millis === undefined ? "none beyond the job's own pace, or another owner ended it" : count(takeover.millis) + " ms", takeover.tooLong],
      ["open step", takeover.open ? "yes: the former owner had sent an intent and told of no outcome" : "no"],
      ["in doubt", takeover.doubt || "nothing"]
    ];
  }

  function timeline() {
    if (!data.timeline) return;
    show("timeline");
    var line = data.timeline, jobs;
    function choose(number) {
      if (!(number >= 0 && number < line.takeovers.length)) return;
      var box = at("takeover");
      box.textContent = "";
      pairs(described(line.takeovers[number], number), element("dl", undefined, box));
      box.setAttribute("data-chosen", number + 1);
      jobs.pick(number);
      history.replaceState(null, "", "#takeover=" + (number + 1));
    }
    function fromHash() {
      var match = /^#takeover=(\d+)$/.exec(location.hash);
      if (match) choose(Number(match[1]) - 1);
    }
    charts.push(Leasehold.instances(line));
    jobs = Leasehold.jobs(line, choose);
    charts.push(jobs);
    Leasehold.positionOf = function (number) { return jobs.clientPosition(number - 1); };
    takeovers(line);
    addEventListener("hashchange", fromHash);
    fromHash();
  }

  function takeovers(line) {
    var box = at("takeovers"), list = box.querySelector("ol");
    var longest = line.takeovers.map(function (takeover, number) { return number; }).sort(function (one, other) {
      return (line.takeovers[other].millis || 0) - (line.takeovers[one].millis || 0);
    });
    box.querySelector("summary").textContent = "All " + count(line.takeovers.length) + " takeovers, the longest standstills first" + (longest.length > 500 ? " (500 of them)" : "");
    longest.slice(0, 500).forEach(function (number) {
      var takeover = line.takeovers[number], link = element("a", undefined, element("li", undefined, list));
      link.href = "#takeover=" + (number + 1);
      link.textContent = line.jobs[takeover.job].id + " at " + Leasehold.moment(takeover.at / 1000, false) + ", " + (takeover.millis === undefined ? "no standstill" : count(takeover.millis) + " ms") + (takeover.doubt ? ", " + takeover.doubt : "");
    });
  }

  function sends() {
    if (!data.sends) return;
    var place = show("sends").querySelector(".chart"), chart = Leasehold.sends(data.sends, data.timeline);
    charts.push({ chart: chart, fit: function () { chart.setSize({ width: Math.max(80, place.clientWidth), height: 190 }); } });
  }

  function downtimes() {
    var times = data.downtimes;
    if (!times) return;
    var section = show("downtimes"), place = section.querySelector(".chart"), hint = section.querySelector(".hint");
    hint.textContent = count(times.millis.length) + " standstills after a crash: half within " + count(times.p50) + " ms, 99 of 100 within " + count(times.p99) + " ms, all within " + count(times.max) + " ms; bound " + count(times.boundMillis) + " ms. " + times.beside;
    if (times.millis.length === 0) return;
    var chart = Leasehold.downtimes(times);
    charts.push({ chart: chart, fit: function () { chart.setSize({ width: Math.max(80, place.clientWidth), height: 210 }); } });
  }

  function coverage() {
    if (!data.coverage) return;
    var table = show("coverage").querySelector("table"), head = element("tr", undefined, element("thead", undefined, table)), body = element("tbody", undefined, table);
    element("th", "fault", head);
    data.coverage.columns.forEach(function (column) { element("th", column, head).style.textAlign = "right"; });
    data.coverage.rows.forEach(function (row) {
      var line = element("tr", undefined, body);
      element("td", row.name, line);
      row.cells.forEach(function (cell) {
        var box = element("td", cell.reason ? "n/a" : count(cell.count), line);
        box.className = cell.reason ? "number never" : cell.count === 0 ? "number zero" : "number";
        if (cell.reason) box.title = cell.reason;
      });
    });
  }

  function oracles() {
    var table = at("oracles").querySelector("table"), head = element("tr", undefined, element("thead", undefined, table)), body = element("tbody", undefined, table);
    ["oracle", "opportunities", "what this run says"].forEach(function (title) { element("th", title, head); });
    data.oracles.forEach(function (oracle) {
      var line = element("tr", undefined, body), name = element("td", undefined, line);
      if (oracle.violations) line.className = "wrong";
      element("b", oracle.name, name);
      var rule = element("span", oracle.rule, name);
      rule.className = "rule";
      element("td", count(oracle.opportunities), line).className = "number";
      element("td", oracle.evidence, line);
    });
  }

  function rest() {
    var lists = {}, place = at("missing");
    data.notInjected.forEach(function (fault) {
      if (!lists[fault.why]) {
        element("h3", fault.why, place);
        lists[fault.why] = element("ul", undefined, place);
      }
      var item = element("li", undefined, lists[fault.why]);
      element("b", fault.number, item);
      item.appendChild(document.createTextNode(fault.fault));
    });
    pairs(data.settings.map(function (setting) { return [setting.name, setting.value]; }), at("settings").querySelector("dl"));
    at("replay").textContent = data.replay;
  }

  verdict(); figures(); timeline(); sends(); downtimes(); coverage(); oracles(); rest();
  function fit() { charts.forEach(function (each) { each.fit(); }); }
  addEventListener("resize", fit);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", function () { charts.forEach(function (each) { each.chart.redraw(false); }); });
  requestAnimationFrame(function () { fit(); document.documentElement.setAttribute("data-drawn", charts.length); });
})();
