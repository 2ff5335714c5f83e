// Tables of any length: only the rows in the window are drawn; search and sorting work on the data.
{
  const { all, one, fill, make, words } = report;
  const data = JSON.parse(document.getElementById("lists").textContent);
  const ROW = 54; // height of a row, as in lists.css
  const SPARE = 12; // rows drawn above and below the window
  const WHOLE = 100; // so many are drawn at once

  // A cell a column: text, link and second line as positions in a row of data; digits of a number.
  const CELLS = {
    stories: [[0, 1, 3], [2], [4], [5], [7], [8]],
    pairs: [[0, 1, 2], [3, null, 4], [5], [6, null, null, 2], [7], [8]],
  };

  const cell = (row, [text, link, second, digits], numeric) => {
    const node = make("td", numeric ? { class: "num" } : {});
    const said = digits ? row[text].toFixed(digits) : String(row[text]);
    const place = link != null && row[link] ? make("a", { href: row[link] }) : node;
    if (place !== node) node.append(place);
    place.append(make("bdi", {}, said));
    if (second != null && row[second]) {
      const small = make("small");
      small.append(make("bdi", {}, row[second]));
      node.append(small);
    }
    return node;
  };

  const start = (section) => {
    const name = section.dataset.list;
    const view = one(".window", section);
    const table = one("table", view);
    const body = table.tBodies[0];
    const heads = all("th", table);
    const numeric = heads.map((head) => head.classList.contains("num"));
    const search = one(".search", section);
    const rows = data[name];
    const texts = rows.map((row) => row.join("\n").toLowerCase());
    let shown = rows.map((_, n) => n);
    let order = null;
    let printing = false;

    const space = (many) => {
      const line = make("tr", { class: "space", "aria-hidden": "true" });
      const filler = make("td", { colspan: heads.length });
      filler.style.height = `${many * ROW}px`;
      line.append(filler);
      return line;
    };

    const draw = () => {
      const whole = shown.length <= WHOLE || printing;
      const from = whole ? 0 : Math.max(0, Math.floor(view.scrollTop / ROW) - SPARE);
      const to = whole ? shown.length : Math.min(shown.length, from + Math.ceil(view.clientHeight / ROW) + 2 * SPARE);
      const lines = shown.slice(from, to).map((n, at) => {
        const line = make("tr", { "aria-rowindex": from + at + 2 });
        line.append(...CELLS[name].map((columns, c) => cell(rows[n], columns, numeric[c])));
        return line;
      });
      if (from) lines.unshift(space(from));
      if (to < shown.length) lines.push(space(shown.length - to));
      body.replaceChildren(...lines);
      table.setAttribute("aria-rowcount", shown.length + 1);
      one("[data-shown]", section).textContent =
        shown.length === rows.length ? rows.length : fill(words.shown_n, shown.length, rows.length);
    };

    const arrange = () => {
      const wanted = search ? search.value.trim().toLowerCase().split(/\s+/).filter(Boolean) : [];
      shown = [];
      for (let n = 0; n < rows.length; n += 1) if (wanted.every((word) => texts[n].includes(word))) shown.push(n);
      if (order) {
        const { column, down } = order;
        const sign = down ? -1 : 1;
        const collator = new Intl.Collator(document.documentElement.lang, { numeric: true });
        shown.sort((x, y) => {
          const [a, b] = [rows[x][column], rows[y][column]];
          return sign * (typeof a === "number" ? a - b : collator.compare(a, b)) || x - y;
        });
      }
      view.scrollTop = 0;
      draw();
    };

    let waiting = false;
    view.addEventListener("scroll", () => {
      if (waiting || shown.length <= WHOLE) return;
      waiting = true;
      requestAnimationFrame(() => {
        waiting = false;
        draw();
      });
    }, { passive: true });
    search?.addEventListener("input", arrange);
    for (const button of all("th button", table)) {
      button.addEventListener("click", () => {
        const head = button.closest("th");
        const down = head.getAttribute("aria-sort") ? head.getAttribute("aria-sort") === "ascending" : head.classList.contains("num");
        for (const other of heads) other.removeAttribute("aria-sort");
        head.setAttribute("aria-sort", down ? "descending" : "ascending");
        order = { column: Number(button.dataset.sort), down };
        arrange();
      });
    }
    for (const [name, on] of [["beforeprint", true], ["afterprint", false]]) {
      addEventListener(name, () => {
        printing = on;
        draw();
      });
    }
    draw();
  };
  all(".listed").forEach(start);

  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.target.matches("input")) return;
    const search = one(".search");
    if (search) {
      event.preventDefault();
      search.focus();
    }
  });
  document.documentElement.classList.add("ready");
}
