// The keyboard, the buttons of the bar, and the start of a page with pairs.
{
  const { all, one } = report;
  const help = document.getElementById("help");
  const { walk, review, rows } = report;

  const open = (name) => {
    for (const panel of all(".bar .panel")) {
      const shown = panel.id === name && panel.hidden;
      panel.hidden = !shown;
      one(`[aria-controls="${panel.id}"]`).setAttribute("aria-expanded", String(shown));
      if (shown) one("button:not(:disabled)", panel)?.focus();
    }
  };
  const list = () => walk.current()?.closest("[data-pair]")?.querySelector(".rows") || rows.lists[0];
  const isError = (node) => node.dataset.severity === "error";
  const toggleHelp = () => (help.open ? help.close() : help.showModal());

  const acts = {
    n: () => walk.step(1), j: () => walk.step(1), p: () => walk.step(-1), k: () => walk.step(-1),
    e: () => walk.step(1, isError), E: () => walk.step(-1, isError),
    t: () => walk.toggle(),
    o: () => rows.nextOrder(list()), s: () => rows.toggleFold(list()),
    f: () => open("filters"),
    a: () => review.decide(walk.current(), "accepted"),
    x: () => review.decide(walk.current(), "dismissed"),
    c: () => review.decide(walk.current(), "comment"),
    "?": toggleHelp,
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.matches("input:not([type=file]), textarea, select")) {
      if (event.key === "Enter" || event.key === "Escape") event.target.blur();
      return;
    }
    if (event.key === "Escape" && one(".bar .panel:not([hidden])")) {
      const button = one(".bar [aria-expanded=true]");
      open("");
      button.focus();
      return;
    }
    const act = acts[event.key];
    if (!act || (help.open && event.key !== "?")) return;
    event.preventDefault();
    act();
  });
  document.addEventListener("click", (event) => {
    const wanted = event.target.closest("button")?.dataset.do;
    if (wanted === "next") walk.step(1);
    if (wanted === "previous") walk.step(-1);
    if (wanted === "help") toggleHelp();
    if (wanted === "filters" || wanted === "review") open(wanted);
  });

  walk.follow();
  report.draw();
  document.documentElement.classList.add("ready");
}
