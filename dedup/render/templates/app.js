"use strict";
(() => {
  const $ = (query, from = document) => Array.from(from.querySelectorAll(query));
  const terms = JSON.parse(document.getElementById("terms").textContent);
  const fill = (text, ...values) => values.reduce((said, value) => said.replace("{}", value), text);
  const counter = document.getElementById("counter");
  const facts = $("tr[data-c]");
  let now = -1;

  const visible = () => facts.filter((row) => !row.classList.contains("filtered"));
  const show = (row, where = "text") => {
    if (!row) return;
    $(".now").forEach((node) => node.classList.remove("now"));
    row.classList.add("now");
    const marks = $(`.c[data-c="${CSS.escape(row.dataset.c)}"]`);
    marks.forEach((node) => { node.classList.add("now"); unfold(node.closest(".row")); });
    const rows = visible();
    now = rows.indexOf(row);
    counter.textContent = fill(terms.position, now + 1, rows.length);
    const target = where === "table" ? row : marks.find((node) => node.closest(".row")) || row;
    target.scrollIntoView({ block: "center" });
    if (row.id) history.replaceState(null, "", "#" + row.id);
  };
  const step = (by, only) => {
    const rows = visible();
    for (let n = now + by; n >= 0 && n < rows.length; n += by) {
      if (!only || rows[n].dataset.severity === only) return show(rows[n]);
    }
  };

  // Rows that hold nothing to look at are folded away, a run of them behind one button.
  const unfold = (row) => {
    if (!row || !row.classList.contains("folded")) return;
    const button = row.parentElement.querySelector(`.fold[data-run="${row.dataset.run}"]`);
    $(`.row[data-run="${row.dataset.run}"]`, row.parentElement).forEach((node) => node.classList.remove("folded"));
    if (button) button.remove();
  };
  const fold = (list) => {
    $(".fold", list).forEach((button) => button.remove());
    let run = [];
    let number = 0;
    const close = () => {
      if (run.length) {
        number += 1;
        const button = document.createElement("button");
        button.className = "fold";
        button.dataset.run = number;
        button.textContent = fill(terms.same_rows, run.length);
        list.insertBefore(button, run[0]);
        for (const row of run) { row.classList.add("folded"); row.dataset.run = number; }
        const first = run[0];
        button.addEventListener("click", () => { unfold(first); first.scrollIntoView({ block: "nearest" }); });
      }
      run = [];
    };
    for (const row of $(".row", list)) {
      row.classList.remove("folded");
      if (row.dataset.weight === "error" || row.dataset.weight === "warning") close();
      else run.push(row);
    }
    close();
  };
  const arrange = (list, side) => {
    const key = side === "a" ? "orderA" : "orderB";
    $(".fold", list).forEach((button) => button.remove());
    for (const row of $(".row", list).sort((x, y) => x.dataset[key] - y.dataset[key])) list.append(row);
    fold(list);
  };
  $(".rows").forEach((list) => fold(list));

  const press = (button, on) => button.setAttribute("aria-pressed", on ? "true" : "false");
  const pressed = (button) => button.getAttribute("aria-pressed") === "true";
  $("button[data-severity]").forEach((button) => button.addEventListener("click", () => {
    press(button, !pressed(button));
    facts.filter((row) => row.dataset.severity === button.dataset.severity)
      .forEach((row) => row.classList.toggle("filtered", !pressed(button)));
    now = -1;
    counter.textContent = fill(terms.position, 0, visible().length);
  }));
  $("button[data-cause]").forEach((button) => button.addEventListener("click", () => {
    press(button, !pressed(button));
    document.body.classList.toggle("show-" + button.dataset.cause, pressed(button));
  }));
  $("button[data-order]").forEach((button) => button.addEventListener("click", () => {
    const list = document.getElementById(button.dataset.list);
    $(`button[data-list="${button.dataset.list}"]`).forEach((other) => press(other, other === button));
    arrange(list, button.dataset.order);
  }));

  facts.forEach((row) => row.addEventListener("click", (event) => {
    if (!event.target.closest("a")) show(row);
  }));
  $("a[data-jump]").forEach((link) => link.addEventListener("click", () => {
    const target = document.getElementById(link.getAttribute("href").slice(1));
    if (target) unfold(target.closest(".row"));
  }));
  $(".c.error, .c.warning").forEach((mark) => mark.addEventListener("click", () => {
    show(facts.find((row) => row.dataset.c === mark.dataset.c), "table");
  }));

  const help = document.getElementById("help");
  $("[data-help]").forEach((button) => button.addEventListener("click", () => help.showModal()));
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input, textarea, select")) return;
    const act = {
      j: () => step(1), k: () => step(-1), n: () => step(1, "error"), p: () => step(-1, "error"),
      t: () => (visible()[Math.max(0, now)] || document.body).scrollIntoView({ block: "center" }),
      "?": () => (help && (help.open ? help.close() : help.showModal())),
    }[event.key];
    if (act && (facts.length || event.key === "?")) { event.preventDefault(); act(); }
  });

  const follow = () => {
    const row = location.hash.startsWith("#fp-") && document.getElementById(location.hash.slice(1));
    if (row && row.matches("tr[data-c]")) show(row, "table");
  };
  addEventListener("hashchange", follow);
  follow();

  // The index: search and sort.
  const search = document.getElementById("search");
  if (search) search.addEventListener("input", () => {
    const wanted = search.value.trim().toLowerCase();
    $("table.list tbody tr").forEach((row) => {
      row.classList.toggle("filtered", wanted !== "" && !row.textContent.toLowerCase().includes(wanted));
    });
  });
  $("table.list th button").forEach((button) => button.addEventListener("click", () => {
    const head = button.closest("th");
    const body = head.closest("table").tBodies[0];
    const column = Array.from(head.parentElement.children).indexOf(head);
    const down = head.getAttribute("aria-sort") === "descending";
    $("th", head.parentElement).forEach((other) => other.removeAttribute("aria-sort"));
    head.setAttribute("aria-sort", down ? "ascending" : "descending");
    const value = (row) => row.cells[column].dataset.value ?? row.cells[column].textContent;
    const rows = Array.from(body.rows).sort((x, y) => {
      const a = value(x), b = value(y), n = Number(a) - Number(b);
      return (Number.isNaN(n) ? a.localeCompare(b) : n) * (down ? 1 : -1);
    });
    body.append(...rows);
  }));
})();
