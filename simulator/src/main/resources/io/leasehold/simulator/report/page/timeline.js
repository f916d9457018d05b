"use strict";
/* The timeline: instances, jobs and takeovers, drawn on two uPlot charts that share their time axis with all others. */
var Leasehold = (function () {
  var AXIS = 26, LEFT = 14, INSTANCE_ROW = 20, MOST_ROWS = 300, REACH = 16;

  function css(name) { return getComputedStyle(document.documentElement).getPropertyValue(name).trim(); }
  function dark() { return matchMedia("(prefers-color-scheme: dark)").matches; }

  /* Neighbours in number are far apart in hue; red is kept for what is wrong. */
  function colour(instance, faded) {
    var hue = 30 + (212 + instance * 137.508) % 360 * 300 / 360;
    return "hsla(" + hue + "," + (dark() ? "52%,66%," : "50%,42%,") + (faded ? ".28)" : "1)");
  }

  function element(name, text, parent) {
    var made = document.createElement(name);
    if (text !== undefined) made.textContent = text;
    if (parent) parent.appendChild(made);
    return made;
  }

  function two(number) { return (number < 10 ? "0" : "") + number; }

  /* Seconds as a moment of the run. */
  function moment(seconds, fine) {
    var whole = Math.floor(seconds), h = Math.floor(whole / 3600), m = Math.floor(whole / 60) % 60, s = whole % 60;
    var rest = fine ? "." + ("00" + Math.round((seconds - whole) * 1000)).slice(-3) : "";
    return (h ? h + ":" + two(m) : m) + ":" + two(s) + rest;
  }

  function timeAxis(top) {
    return {
      side: top ? 0 : 2, size: AXIS, gap: 4, font: "11px system-ui, sans-serif", space: 56,
      stroke: function () { return css("--soft"); },
      grid: { stroke: function () { return css("--line"); }, width: 1 },
      ticks: { show: false },
      incrs: [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 43200, 86400],
      values: function (u, splits) { return splits.map(function (split) { return moment(split, false); }); }
    };
  }

  function cursor() {
    return { y: false, points: { show: false }, drag: { x: true, y: false, setScale: true, dist: 6 }, sync: { key: "time", setSeries: false, scales: ["x", null] } };
  }

  /* Rows of bars over time; draw(u, box) draws them. */
  function rows(parent, end, draw) {
    return new uPlot({
      width: Math.max(80, parent.clientWidth), height: 100, padding: [0, 8, 0, LEFT], legend: { show: false }, cursor: cursor(),
      scales: { x: { time: false }, y: { range: [0, 1] } },
      axes: [timeAxis(true), { show: false }], series: [{}, { paths: function () { return null; }, points: { show: false } }],
      hooks: { drawAxes: [function (u) { u.ctx.save(); clip(u); draw(u); u.ctx.restore(); }] }
    }, [[0, end], [0, 0]], parent);
  }

  function clip(u) { u.ctx.beginPath(); u.ctx.rect(u.bbox.left, u.bbox.top, u.bbox.width, u.bbox.height); u.ctx.clip(); }

  function bar(u, from, to, y, height, fill) {
    var x = u.valToPos(from / 1000, "x", true), right = u.valToPos(to / 1000, "x", true);
    u.ctx.fillStyle = fill;
    u.ctx.fillRect(x, y, Math.max(1, right - x), height);
    return { x: x, width: right - x };
  }

  function label(u, place, text, y, height, size) {
    var left = Math.max(place.x + (place.behind || 0), u.bbox.left), width = Math.min(place.x + (place.behind || 0) + place.width, u.bbox.left + u.bbox.width) - left;
    u.ctx.font = "600 " + size + "px system-ui, sans-serif";
    if (u.ctx.measureText(text).width + 6 * devicePixelRatio > width) return;
    u.ctx.fillStyle = css("--bar-text");
    u.ctx.textBaseline = "middle";
    u.ctx.textAlign = "left";
    u.ctx.fillText(text, left + 3 * devicePixelRatio, y + height / 2 + devicePixelRatio / 2);
  }

  function stripe(u, index, row) {
    if (index % 2) {
      u.ctx.fillStyle = css("--line");
      u.ctx.globalAlpha = .35;
      u.ctx.fillRect(u.bbox.left, u.bbox.top + index * row, u.bbox.width, row);
      u.ctx.globalAlpha = 1;
    }
  }

  function hatched(u, ink) {
    var tile = document.createElement("canvas"), side = 6 * devicePixelRatio, ctx = tile.getContext("2d");
    tile.width = tile.height = side;
    ctx.strokeStyle = ink;
    ctx.lineWidth = 1.6 * devicePixelRatio;
    ctx.beginPath();
    ctx.moveTo(-1, side + 1); ctx.lineTo(side + 1, -1);
    ctx.moveTo(-side / 2, side / 2); ctx.lineTo(side / 2, -side / 2);
    ctx.moveTo(side / 2, side * 1.5); ctx.lineTo(side * 1.5, side / 2);
    ctx.stroke();
    return u.ctx.createPattern(tile, "repeat");
  }

  function cross(u, x, y, size, ink) {
    u.ctx.strokeStyle = ink;
    u.ctx.lineWidth = 2.4 * devicePixelRatio;
    u.ctx.beginPath();
    u.ctx.moveTo(x - size, y - size); u.ctx.lineTo(x + size, y + size);
    u.ctx.moveTo(x + size, y - size); u.ctx.lineTo(x - size, y + size);
    u.ctx.stroke();
  }

  function gutter(parent, names, row, top) {
    parent.textContent = "";
    parent.style.setProperty("--row", row + "px");
    parent.style.setProperty("--top", top + "px");
    names.forEach(function (name) { element("div", name, parent).title = name; });
  }

  function instances(data) {
    var box = document.getElementById("instances"), names = element("div", undefined, box), place = element("div", undefined, box);
    names.className = "gutter";
    var lanes = data.instances;
    var chart = rows(place, data.endMillis / 1000, function (u) {
      var ratio = devicePixelRatio, row = INSTANCE_ROW * ratio, freezing = hatched(u, css("--blue")), cutting = hatched(u, css("--doubt"));
      lanes.forEach(function (lane, index) {
        stripe(u, index, row);
        var y = u.bbox.top + index * row + 3 * ratio, height = row - 6 * ratio;
        lane.spans.forEach(function (span) {
          var state = span[2];
          var ink = state === "FROZEN" ? freezing : state === "CUT" ? cutting : colour(index, state === "LEAVING");
          var drawn = bar(u, span[0], span[1], y, height, ink);
          if (state === "ALIVE") label(u, drawn, lane.name, y, height, 11 * ratio);
        });
      });
      data.marks.forEach(function (mark) {
        if (mark.kind === "kill") {
          cross(u, u.valToPos(mark.at / 1000, "x", true), u.bbox.top + (mark.instance + .5) * row, 4.5 * ratio, css("--still"));
        }
      });
      document.documentElement.setAttribute("data-instance-lanes", lanes.length);
    });
    gutter(names, lanes.map(function (lane) { return lane.name; }), INSTANCE_ROW, AXIS);
    function fit() { chart.setSize({ width: Math.max(80, place.clientWidth), height: AXIS + lanes.length * INSTANCE_ROW }); }
    fit();
    return { chart: chart, fit: fit };
  }

  function jobs(data, chosen) {
    var box = document.getElementById("jobs"), names = element("div", undefined, box), place = element("div", undefined, box);
    names.className = "gutter";
    place.className = "can-click";
    var visible = [], row = 18, rowOf = {}, picked = -1, moved = {};
    data.takeovers.forEach(function (takeover) { moved[takeover.job] = true; });

    function drawJob(u, job, index, ratio) {
      stripe(u, index, row * ratio);
      var lane = data.jobs[job], y = u.bbox.top + index * row * ratio + 2 * ratio, height = (row - 4) * ratio;
      var start = lane.owners.length ? lane.owners[0][0] : 0;
      var named = [];
      lane.owners.forEach(function (owned) {
        var drawn = bar(u, owned[0], owned[1], y, height, colour(owned[2], owned[3]));
        drawn.behind = owned[0] > start ? 9 * ratio : 0;
        drawn.width -= drawn.behind;
        drawn.name = data.instances[owned[2]].name;
        if (!owned[3]) named.push(drawn);
      });
      lane.stills.forEach(function (still) { bar(u, still[0], still[1], y + height / 2 - 1.5 * ratio, 3 * ratio, css("--still")); });
      named.forEach(function (drawn) { label(u, drawn, drawn.name, y, height, Math.min(11, row - 4.5) * ratio); });
    }

    function drawTakeover(u, takeover, number, ratio) {
      var index = rowOf[takeover.job];
      if (index === undefined) return;
      u.ctx.beginPath();
      u.ctx.arc(u.valToPos(takeover.at / 1000, "x", true), u.bbox.top + (index + .5) * row * ratio, (number === picked ? 7 : Math.min(4.5, row / 3.4)) * ratio, 0, 2 * Math.PI);
      u.ctx.fillStyle = takeover.tooLong ? css("--still") : takeover.doubt ? css("--doubt") : css("--card");
      u.ctx.fill();
      u.ctx.strokeStyle = css("--dot");
      u.ctx.lineWidth = (number === picked ? 3 : 1.5) * ratio;
      u.ctx.stroke();
    }

    var chart = rows(place, data.endMillis / 1000, function (u) {
      var ratio = devicePixelRatio;
      visible.forEach(function (job, index) { drawJob(u, job, index, ratio); });
      data.takeovers.forEach(function (takeover, number) { drawTakeover(u, takeover, number, ratio); });
      document.documentElement.setAttribute("data-job-lanes", visible.length);
    });

    function fit() { chart.setSize({ width: Math.max(80, place.clientWidth), height: AXIS + visible.length * row }); }

    function show() {
      var part = document.getElementById("filter").value.toLowerCase(), only = document.getElementById("moved").checked;
      var all = data.jobs.map(function (lane, job) { return job; }).filter(function (job) {
        return data.jobs[job].id.toLowerCase().indexOf(part) >= 0 && (!only || moved[job]);
      });
      visible = all.slice(0, MOST_ROWS);
      rowOf = {};
      visible.forEach(function (job, index) { rowOf[job] = index; });
      row = visible.length > 40 ? 14 : 18;
      gutter(names, visible.map(function (job) { return data.jobs[job].id; }), row, AXIS);
      document.getElementById("shown").textContent = visible.length + " of " + data.jobs.length + " shown";
      fit();
    }

    function position(number) {
      var takeover = data.takeovers[number], index = rowOf[takeover.job];
      return index === undefined ? null : { left: chart.valToPos(takeover.at / 1000, "x"), top: (index + .5) * row };
    }

    function nearest(left, top) {
      var best = -1, least = REACH;
      data.takeovers.forEach(function (takeover, number) {
        var there = position(number), far = there ? Math.hypot(there.left - left, there.top - top) : Infinity;
        if (far < least) { least = far; best = number; }
      });
      return best;
    }

    var down = null;
    chart.over.addEventListener("mousedown", function (event) { down = event; });
    chart.over.addEventListener("click", function (event) {
      var dragged = down && Math.abs(down.clientX - event.clientX) > 5, frame = chart.over.getBoundingClientRect();
      var number = dragged ? -1 : nearest(event.clientX - frame.left, event.clientY - frame.top);
      if (number >= 0) chosen(number);
    });
    document.getElementById("filter").addEventListener("input", show);
    document.getElementById("moved").addEventListener("change", show);
    show();

    return {
      chart: chart, fit: fit,
      pick: function (number) {
        picked = number;
        var there = position(number);
        if (there && (there.top < box.scrollTop || there.top + AXIS + row > box.scrollTop + box.clientHeight)) box.scrollTop = Math.max(0, there.top - box.clientHeight / 2);
        chart.redraw(false);
      },
      clientPosition: function (number) {
        var frame = chart.over.getBoundingClientRect(), there = position(number);
        return there && { x: frame.left + there.left, y: frame.top + there.top };
      }
    };
  }

  return { LEFT: LEFT, css: css, colour: colour, element: element, moment: moment, timeAxis: timeAxis, cursor: cursor, instances: instances, jobs: jobs };
})();
