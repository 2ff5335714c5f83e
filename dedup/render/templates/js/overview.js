// The small picture of the whole text, and the lines between paragraphs that belong together.
{
  const { all, one, make } = report;
  const UNITS = 1000;
  const tied = (row) => row.matches(".moved, .split, .merged, .regrouped");

  // Of nodes in order of height, those that touch the window: found by halving, as there may be thousands.
  const inWindow = (nodes, margin = 0) => {
    let low = 0;
    let high = nodes.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (nodes[middle].getBoundingClientRect().bottom < -margin) low = middle + 1;
      else high = middle;
    }
    const found = [];
    for (let n = low; n < nodes.length; n += 1) {
      if (nodes[n].getBoundingClientRect().top > innerHeight + margin) break;
      found.push(nodes[n]);
    }
    return found;
  };

  const curve = (svg, origin, kind, left, right) => {
    const a = left.getBoundingClientRect();
    const b = right.getBoundingClientRect();
    const [x1, x2] = [a.right - origin.left, b.left - origin.left];
    const [y1, y2] = [a.top + Math.min(a.height, 40) / 2 - origin.top, b.top + Math.min(b.height, 40) / 2 - origin.top];
    const bend = (x2 - x1) / 2;
    svg.append(make("path", { class: kind, d: `M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}` }));
  };

  // Of n paragraphs and m parts each is tied to what stands at its height in the other group.
  const tie = (svg, origin, kind, left, right) => {
    const many = left.length && right.length && Math.max(left.length, right.length);
    for (let n = 0; n < many; n += 1) {
      const [a, b] = [left, right].map((side) => side[Math.floor((n * side.length) / many)]);
      curve(svg, origin, kind, a, b);
    }
  };

  const kindOf = (row) => (row.classList.contains("moved") ? "moved" : row.matches(".split, .merged, .regrouped") ? "split" : "");

  const connect = (list) => {
    one(".connectors", list)?.remove();
    if (matchMedia("(max-width: 760px), print").matches) return;
    const origin = list.getBoundingClientRect();
    if (origin.bottom < 0 || origin.top > innerHeight) return;
    const svg = make("svg", { class: "connectors", width: origin.width, height: "1", "aria-hidden": "true" });
    if (report.rows.order(list) === "both") {
      const near = all(".column", list).flatMap((column) => inWindow(Array.from(column.children), 100));
      for (const row of new Set(near.map((paragraph) => paragraph.row))) {
        tie(svg, origin, kindOf(row), row.parts.A, row.parts.B);
      }
    } else {
      const near = inWindow(all(".row:not([hidden])", list), 100).filter(tied);
      for (const row of near) {
        const [left, right] = ["A", "B"].map((side) => all(`[data-side="${side}"] > p`, row));
        tie(svg, origin, kindOf(row), left, right);
      }
    }
    list.append(svg);
  };

  const locate = (picture) => {
    const list = document.getElementById(picture.dataset.rows);
    const order = report.rows.order(list);
    const side = order === "a" ? "atA" : "atB";
    const nodes = order === "both" ? all('.column[data-side="B"] > p', list) : all(".row:not([hidden])", list);
    const seen = inWindow(nodes).map((node) => Number((node.row || node).dataset[side])).filter((at) => at >= 0);
    const here = one(".o-here", picture);
    here.setAttribute("y", seen.length ? Math.min(...seen) : 0);
    here.setAttribute("height", seen.length ? Math.max(12, Math.max(...seen) - Math.min(...seen)) : 0);
  };

  const go = (picture, event) => {
    const box = picture.getBoundingClientRect();
    const at = ((event.clientY - box.top) / box.height) * UNITS;
    const key = event.clientX - box.left < box.width / 2 ? "atA" : "atB";
    const list = document.getElementById(picture.dataset.rows);
    const rows = all(".row", list).filter((row) => Number(row.dataset[key]) >= 0);
    const before = rows.filter((row) => Number(row.dataset[key]) <= at);
    const row = before.reduce((best, other) => (Number(other.dataset[key]) > Number(best.dataset[key]) ? other : best), before[0] || rows[0]);
    report.rows.reveal(row);
    const side = key === "atA" ? "A" : "B";
    const place = report.rows.order(list) === "both" ? row.parts[side][0] : row;
    place?.scrollIntoView({ block: "start" });
  };

  let waiting = false;
  report.draw = () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      report.rows.lists.forEach(connect);
      all(".overview").forEach(locate);
    });
  };
  for (const picture of all(".overview")) picture.addEventListener("click", (event) => go(picture, event));
  addEventListener("scroll", report.draw, { passive: true });
  addEventListener("resize", report.draw, { passive: true });
}
