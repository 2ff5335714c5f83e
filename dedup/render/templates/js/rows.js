// Both versions side by side: their order, and the folding away of what holds nothing to look at.
{
  const { all, one, fill, make, press, pressed, words } = report;
  const lists = all(".rows");
  const state = new Map(lists.map((list) => [list, { order: "b", fold: true }]));
  const number = (paragraph) => Number(paragraph.id.match(/\d+$/)[0]);

  const interesting = (row) =>
    row.dataset.weight === "error" || row.dataset.weight === "warning" || one(".c.on, .c.now", row) !== null;

  const unfold = (row) => {
    if (!row || !row.hidden) return;
    const run = row.dataset.run;
    const list = row.closest(".rows");
    for (const other of all(`.row[data-run="${run}"]`, list)) other.hidden = false;
    one(`.fold[data-run="${run}"]`, list)?.remove();
  };

  const close = (list, run, name) => {
    if (!run.length) return;
    const said = run.length === 1 ? words.same_row : fill(words.same_rows, run.length);
    const button = make("button", { type: "button", class: "fold", "data-run": name }, said);
    button.append(" ", make("span", { class: "open" }, words.open));
    list.insertBefore(button, run[0]);
    for (const row of run) {
      row.setAttribute("hidden", "until-found"); // the browser's own search still finds what is in it
      row.dataset.run = name;
    }
  };

  const fold = (list) => {
    for (const button of all(".fold", list)) button.remove();
    let run = [];
    let name = 0;
    for (const row of all(".row", list)) {
      row.hidden = false;
      if (state.get(list).fold && !interesting(row)) {
        run.push(row);
      } else {
        close(list, run, (name += 1));
        run = [];
      }
    }
    close(list, run, name + 1);
  };

  // Each version in its own order: two columns of paragraphs, which know the row they come from.
  const asColumns = (list) => {
    for (const side of ["A", "B"]) {
      const column = make("div", { class: "column", "data-side": side });
      const paragraphs = all(`.row > [data-side="${side}"] > p`, list);
      for (const paragraph of paragraphs) {
        const row = paragraph.closest(".row");
        paragraph.home = paragraph.parentElement;
        paragraph.row = row;
        row.parts ??= { A: all('[data-side="A"] > p', row), B: all('[data-side="B"] > p', row) };
        paragraph.classList.toggle("moved", row.classList.contains("moved"));
        paragraph.classList.toggle("alone", row.matches(".only_a, .only_b"));
        one("a.no", paragraph)?.removeAttribute("tabindex");
      }
      column.append(...paragraphs.sort((x, y) => number(x) - number(y)));
      list.append(column);
    }
    one('.column[data-side="A"]', list).after(make("div", { class: "gutter" }));
  };

  const asRows = (list) => {
    for (const paragraph of all(".column > p", list)) {
      paragraph.classList.remove("moved", "alone");
      one("a.no", paragraph)?.setAttribute("tabindex", "-1");
      paragraph.home.append(paragraph);
    }
    for (const node of all(".column, .gutter", list)) node.remove();
  };

  const arrange = (list, order) => {
    const was = state.get(list).order;
    if (was === order) return;
    if (was === "both") asRows(list);
    state.get(list).order = order;
    list.classList.toggle("both", order === "both");
    if (order === "both") {
      for (const row of all(".row", list)) row.hidden = false;
      for (const button of all(".fold", list)) button.remove();
      asColumns(list);
    } else {
      const key = order === "a" ? "orderA" : "orderB";
      list.append(...all(".row", list).sort((x, y) => x.dataset[key] - y.dataset[key]));
      fold(list);
    }
    const section = list.closest(".text");
    for (const button of all("[data-order]", section)) press(button, button.dataset.order === order);
    report.draw?.();
  };

  const setFold = (list, on) => {
    state.get(list).fold = on;
    press(one('[data-do="fold"]', list.closest(".text")), on);
    if (state.get(list).order !== "both") fold(list);
    report.draw?.();
  };

  document.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    const list = button && (button.closest(".rows") || one(".rows", button.closest(".text") || document));
    if (!button || !list) return;
    if (button.dataset.order) arrange(list, button.dataset.order);
    if (button.dataset.do === "fold") setFold(list, !pressed(button));
    if (button.classList.contains("fold")) {
      const first = one(`.row[data-run="${button.dataset.run}"]`, list);
      unfold(first);
      report.draw?.();
    }
  });
  document.addEventListener("beforematch", (event) => unfold(event.target.closest(".row")), true);

  report.rows = {
    lists,
    reveal: (node) => unfold(node?.closest(".row")),
    refold: () => lists.forEach((list) => state.get(list).order !== "both" && fold(list)),
    nextOrder: (list) => arrange(list, { b: "a", a: "both", both: "b" }[state.get(list).order]),
    toggleFold: (list) => setFold(list, !state.get(list).fold),
    order: (list) => state.get(list).order,
  };
  report.rows.refold();
}
