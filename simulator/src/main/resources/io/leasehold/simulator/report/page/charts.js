"use strict";
/* Sends over time, and standstills against their bound. */
(function () {
  var css = Leasehold.css, INK = { kill: "--red", freeze: "--blue", stop: "--soft" };

  function numbers(size) {
    return { size: size, gap: 6, font: "11px system-ui, sans-serif", stroke: function () { return css("--soft"); }, ticks: { show: false },
      grid: { stroke: function () { return css("--line"); }, width: 1 } };
  }

  function upright(u, x, ink, dashes, text, ratio, line) {
    var at = u.valToPos(x, "x", true);
    if (at < u.bbox.left || at > u.bbox.left + u.bbox.width) return;
    u.ctx.strokeStyle = ink;
    u.ctx.lineWidth = 2 * ratio;
    u.ctx.setLineDash(dashes);
    u.ctx.beginPath();
    u.ctx.moveTo(at, u.bbox.top); u.ctx.lineTo(at, u.bbox.top + u.bbox.height);
    u.ctx.stroke();
    u.ctx.setLineDash([]);
    if (text) {
      u.ctx.font = "600 " + 12 * ratio + "px system-ui, sans-serif";
      u.ctx.fillStyle = ink;
      u.ctx.textBaseline = "top";
      u.ctx.textAlign = "right";
      u.ctx.fillText(text, at - 5 * ratio, u.bbox.top + (2 + line * 16) * ratio);
    }
  }

  /* From zero to a little above the highest, and never flat. */
  function fromZero(u, least, most) { return [0, Math.max(1, most * 1.12)]; }

  Leasehold.sends = function (data, timeline) {
    var gutter = document.querySelector("#instances .gutter"), place = document.querySelector("#sends .chart"), seconds = data.binMillis / 1000;
    var x = data.counts.map(function (count, index) { return index * seconds; });
    x.push(data.counts.length * seconds);
    var y = data.counts.map(function (count) { return count / seconds; });
    y.push(y[y.length - 1]);
    return new uPlot({
      width: Math.max(80, place.clientWidth), height: 190, padding: [8, 8, 0, 0], legend: { show: false }, cursor: Leasehold.cursor(),
      scales: { x: { time: false }, y: { range: fromZero } },
      axes: [Leasehold.timeAxis(false), numbers(gutter ? gutter.offsetWidth + Leasehold.LEFT : 44)],
      series: [{}, { paths: uPlot.paths.stepped({ align: 1 }), points: { show: false }, width: 1.5,
        stroke: function () { return css("--green"); }, fill: function () { return "color-mix(in srgb, " + css("--green") + " 22%, transparent)"; } }],
      hooks: { draw: [function (u) {
        (timeline ? timeline.marks : []).forEach(function (mark) {
          if (INK[mark.kind]) upright(u, mark.at / 1000, css(INK[mark.kind]), [], "", devicePixelRatio, 0);
        });
      }] }
    }, [x, y], place);
  };

  function niceBin(span) {
    var raw = span / 48, power = Math.pow(10, Math.floor(Math.log10(Math.max(1, raw)))), times = raw / power;
    return Math.max(1, power * (times <= 1 ? 1 : times <= 2 ? 2 : times <= 5 ? 5 : 10));
  }

  Leasehold.downtimes = function (data) {
    var place = document.querySelector("#downtimes .chart"), span = Math.max(data.boundMillis, data.promiseMillis, data.max, 1) * 1.03, bin = niceBin(span);
    var x = [], y = [];
    for (var at = 0; at < span; at += bin) { x.push(at + bin / 2); y.push(0); }
    data.millis.forEach(function (millis) { y[Math.min(y.length - 1, Math.floor(millis / bin))]++; });
    return new uPlot({
      width: Math.max(80, place.clientWidth), height: 210, padding: [8, 12, 0, 0], legend: { show: false },
      cursor: { show: false },
      scales: { x: { time: false, range: [0, span] }, y: { range: fromZero } },
      axes: [Object.assign(numbers(26), { values: function (u, splits) { return splits.map(function (v) { return span > 10000 ? v / 1000 + " s" : v + " ms"; }); } }), numbers(44)],
      series: [{}, { paths: uPlot.paths.bars({ size: [.9, 100] }), points: { show: false }, width: 0,
        stroke: function () { return css("--blue"); }, fill: function () { return css("--blue"); } }],
      hooks: { draw: [function (u) {
        var ratio = devicePixelRatio;
        upright(u, data.promiseMillis, css("--soft"), [6 * ratio, 5 * ratio], "promise " + data.promiseMillis.toLocaleString("en") + " ms", ratio, 1);
        upright(u, data.boundMillis, css("--red"), [], "bound " + data.boundMillis.toLocaleString("en") + " ms", ratio, 0);
      }] }
    }, [x, y], place);
  };
})();
