// From one difference to the next, and straight to one by its fingerprint.
{
  const { all, fill, words } = report;
  const counter = document.getElementById("counter");
  const findings = all(".finding");
  let current = null;

  const passing = () => findings.filter((node) => report.passes(node));
  const marks = new Map(); // change -> the elements that mark its places
  for (const mark of all(".c[data-c]")) {
    if (!marks.has(mark.dataset.c)) marks.set(mark.dataset.c, []);
    marks.get(mark.dataset.c).push(mark);
  }
  const marksOf = (node) => marks.get(node.dataset.c) || [];

  const count = () => {
    if (!counter) return;
    const list = passing();
    counter.textContent = fill(words.position, list.indexOf(current) + 1, list.length);
  };

  const target = (node) => {
    const link = node.querySelector("a[data-jump]");
    return marksOf(node)[0] || (link && document.getElementById(link.getAttribute("href").slice(1)));
  };

  // where: "text" shows the place in the text, "table" the row of the table
  const show = (node, where = "text") => {
    for (const old of all(".now")) old.classList.remove("now");
    current = node;
    report.unlimited?.(node);
    node.classList.add("now");
    node.closest("details")?.setAttribute("open", "");
    for (const mark of marksOf(node)) {
      mark.classList.add("now");
      report.rows.reveal(mark);
    }
    const place = where === "text" ? target(node) || node : node;
    report.rows.reveal(place);
    place.scrollIntoView({ block: "center" });
    history.replaceState(null, "", `#${node.id}`);
    count();
    report.draw?.();
  };

  const step = (by, test = () => true) => {
    const list = passing();
    let at = list.indexOf(current);
    if (at < 0 && by < 0) at = list.length;
    for (at += by; at >= 0 && at < list.length; at += by) if (test(list[at])) return show(list[at]);
    return undefined;
  };

  const follow = () => {
    const name = decodeURIComponent(location.hash.slice(1));
    if (!name) return;
    const node = document.getElementById(name);
    if (!node) {
      if (name.startsWith("fp-")) report.say(words.not_here);
      return;
    }
    if (!node.matches(".finding")) {
      report.rows.reveal(node);
      node.scrollIntoView({ block: "center" });
      return;
    }
    if (!report.passes(node)) report.letPass(node);
    show(node, "table");
  };

  document.addEventListener("click", (event) => {
    const jump = event.target.closest("a[data-jump], a.no");
    if (jump) {
      const place = document.getElementById(jump.getAttribute("href").slice(1));
      report.rows.reveal(place);
      return;
    }
    if (event.target.closest("a, button, input, label, summary")) return;
    const node = event.target.closest(".finding");
    if (node) show(node);
    const mark = event.target.closest(".c.error, .c.warning, .c.on");
    const owner = mark && findings.find((other) => other.dataset.c === mark.dataset.c);
    if (owner) show(owner, "table");
  });
  addEventListener("hashchange", follow);

  addEventListener("hashchange", follow);

  report.walk = {
    findings,
    count,
    follow,
    step,
    show,
    current: () => current,
    toggle: () => current && show(current, report.inView(current) ? "text" : "table"),
  };
  report.inView = (node) => {
    const box = node.getBoundingClientRect();
    return box.bottom > 0 && box.top < innerHeight;
  };
}
