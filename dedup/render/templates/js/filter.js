// What passes: facets with live counts for facts, a switch for each kind of noise.
{
  const { all, one, fill, press, pressed, words } = report;
  const AT_ONCE = 150; // rows of the table that are drawn before one asks for all
  const facets = { severity: new Set(), kind: new Set(), cause: new Set(), state: new Set() };
  const chips = all("[data-facet]");
  const noise = new Set();
  let limit = AT_ONCE;

  const value = (node, facet) => (facet === "state" ? report.stateOf(node) : node.dataset[facet]);
  const matches = (node, except) =>
    Object.entries(facets).every(
      ([facet, wanted]) => facet === except || wanted.size === 0 || wanted.has(value(node, facet)),
    );
  const isNote = (node) => node.dataset.severity === "note";
  const groupOf = (node) => node.closest("details")?.dataset.noise;

  report.passes = (node) => (isNote(node) ? noise.has(groupOf(node)) : matches(node));

  const recount = (facts) => {
    for (const chip of chips) {
      const { facet, value: wanted } = chip.dataset;
      const many = facts.filter((node) => matches(node, facet) && value(node, facet) === wanted).length;
      one("b", chip).textContent = many;
      press(chip, facets[facet].has(wanted));
      chip.disabled = many === 0 && !facets[facet].has(wanted);
    }
  };

  const refresh = () => {
    const facts = report.walk.findings.filter((node) => !isNote(node));
    for (const table of all("table.facts")) {
      let shown = 0;
      let more = 0;
      for (const node of all(".finding", table)) {
        const fits = matches(node);
        node.hidden = !fits || (shown >= limit && !node.classList.contains("now"));
        if (fits && node.hidden) more += 1;
        if (!node.hidden) shown += 1;
      }
      const button = table.nextElementSibling;
      button.hidden = more === 0;
      button.textContent = fill(words.more_rows, more);
      button.nextElementSibling.hidden = shown > 0;
    }
    recount(facts);
    report.walk.count();
  };

  const setNoise = (name, on) => {
    if (on) noise.add(name);
    else noise.delete(name);
    document.body.classList.toggle(`on-${name}`, on);
    for (const mark of all(`.c.n-${name}`)) mark.classList.toggle("on", on);
    for (const button of all(`button[data-noise="${name}"]`)) press(button, on);
    for (const panel of all(`details[data-noise="${name}"]`)) panel.open = on;
    for (const group of all(".group.noise")) {
      const hidden = all("button[data-noise]", group)
        .filter((button) => !pressed(button))
        .reduce((sum, button) => sum + Number(button.dataset.count), 0);
      one("[data-hidden]", group).textContent = hidden ? fill(words.hidden_n, hidden) : words.hidden_none;
    }
    report.rows.refold();
    report.walk.count();
    report.draw?.();
  };

  const reset = () => {
    for (const wanted of Object.values(facets)) wanted.clear();
    refresh();
  };

  document.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    const { facet, value: wanted, noise: name } = button.dataset;
    if (facet) {
      if (!facets[facet].delete(wanted)) facets[facet].add(wanted);
      refresh();
    }
    if (name) setNoise(name, !pressed(button));
    if (button.dataset.do === "reset") reset();
    if (button.dataset.do === "more") {
      limit = Infinity;
      refresh();
    }
  });

  addEventListener("beforeprint", () => {
    limit = Infinity;
    refresh();
  });

  report.refresh = refresh;
  report.letPass = (node) => (isNote(node) ? setNoise(groupOf(node), true) : reset());
  report.unlimited = (node) => {
    if (node.hidden && report.passes(node)) {
      limit = Infinity;
      refresh();
    }
  };
}
