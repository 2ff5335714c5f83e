// The editor's review: accepted, dismissed, commented on. It stays in the browser and leaves as a
// baseline file, which `dedup --baseline FILE` reads.
{
  const { all, one, fill, make, press, words } = report;
  const sections = all("[data-pair]");
  const facts = report.walk.findings.filter((node) => node.dataset.severity !== "note");
  const pageOf = (node) => node.closest("[data-pair]").dataset.pair;
  const kept = new Map(); // fingerprint -> {verdict, reason}
  let writable = true;

  const key = (page) => `dedup-review:${page}`;
  const read = () => {
    try {
      for (const section of sections) {
        const found = JSON.parse(localStorage.getItem(key(section.dataset.pair)) || "{}");
        for (const [fingerprint, entry] of Object.entries(found)) kept.set(fingerprint, entry);
      }
      localStorage.setItem("dedup-review", "1");
    } catch {
      writable = false;
    }
  };
  const write = (page) => {
    const here = {};
    for (const node of facts) {
      const entry = kept.get(node.dataset.fp);
      if (entry && pageOf(node) === page) here[node.dataset.fp] = { ...entry, code: node.dataset.kind, message: node.dataset.message };
    }
    try {
      localStorage.setItem(key(page), JSON.stringify(here));
    } catch {
      writable = false;
    }
  };

  report.stateOf = (node) => kept.get(node.dataset.fp)?.verdict || "open";

  const controls = (node) => {
    const place = one(".verdicts", node);
    if (!place || place.childElementCount) return;
    for (const [name, sign, said] of [["accepted", "✓", words.accept], ["dismissed", "✗", words.dismiss], ["comment", "✎", words.comment]]) {
      place.append(make("button", { type: "button", "data-verdict": name, "aria-label": said, title: said, "aria-pressed": "false" }, sign), " ");
    }
    place.append(make("input", { type: "text", "aria-label": words.comment, placeholder: words.comment, hidden: "" }));
  };

  const draw = (node) => {
    const entry = kept.get(node.dataset.fp) || {};
    for (const button of all("[data-verdict]", node)) {
      const name = button.dataset.verdict;
      press(button, name === "comment" ? Boolean(entry.reason) : entry.verdict === name);
    }
    node.classList.toggle("decided", Boolean(entry.verdict));
    const input = one("input", node);
    if (input && input !== document.activeElement) {
      input.value = entry.reason || "";
      input.hidden = !entry.verdict && !entry.reason;
    }
  };

  const tally = () => {
    const states = facts.map((node) => report.stateOf(node));
    const accepted = states.filter((state) => state === "accepted").length;
    const dismissed = states.filter((state) => state === "dismissed").length;
    for (const section of sections) {
      const here = facts.filter((node) => pageOf(node) === section.dataset.pair);
      for (const place of all("b[data-tally]", section)) {
        place.textContent = here.filter((node) => node.dataset.tally === place.dataset.tally && report.stateOf(node) === "open").length;
      }
      const done = here.filter((node) => report.stateOf(node) !== "open").length;
      const reviewed = one("[data-reviewed]", section);
      reviewed.hidden = done === 0;
      reviewed.textContent = fill(words.reviewed_n, done);
    }
    const progress = document.getElementById("progress");
    if (progress) progress.textContent = fill(words.progress, accepted + dismissed, facts.length, accepted, dismissed);
    const storage = document.getElementById("storage");
    if (storage) storage.textContent = writable ? words.kept_here : words.not_kept;
    report.refresh();
  };

  const change = (node, entry) => {
    const next = { ...kept.get(node.dataset.fp), ...entry };
    if (next.verdict || next.reason) kept.set(node.dataset.fp, next);
    else kept.delete(node.dataset.fp);
    write(pageOf(node));
    draw(node);
    tally();
  };

  const decide = (node, verdict) => {
    if (!node || node.dataset.severity === "note") return;
    if (verdict === "comment") {
      const input = one("input", node);
      input.hidden = false;
      input.scrollIntoView({ block: "nearest" });
      input.focus();
      return;
    }
    change(node, { verdict: report.stateOf(node) === verdict ? "" : verdict });
    const state = report.stateOf(node);
    const said = { open: words.state_open, accepted: words.state_accepted, dismissed: words.state_dismissed }[state];
    report.say(`${said}: ${node.dataset.message}`);
  };

  const entries = () =>
    facts
      .filter((node) => report.stateOf(node) !== "open")
      .map((node) => ({ fingerprint: node.dataset.fp, code: node.dataset.kind, message: node.dataset.message, ...kept.get(node.dataset.fp) }));

  const load = (text) => {
    let found;
    try {
      const data = JSON.parse(text);
      if (data.schema !== 1) throw new Error("schema");
      found = data.accepted.map((row) => [String(row.fingerprint), {
        verdict: row.verdict === "dismissed" ? "dismissed" : "accepted",
        reason: typeof row.reason === "string" ? row.reason : "",
      }]);
    } catch {
      return words.not_baseline;
    }
    const here = new Map(found);
    const known = facts.filter((node) => here.has(node.dataset.fp));
    for (const node of known) kept.set(node.dataset.fp, here.get(node.dataset.fp));
    for (const section of sections) write(section.dataset.pair);
    known.forEach(draw);
    tally();
    return fill(words.imported, found.length, known.length);
  };

  const tell = (text) => { document.getElementById("reported").textContent = text; };

  document.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button?.dataset.verdict) decide(button.closest(".finding"), button.dataset.verdict);
    if (button?.dataset.do === "export") {
      const decided = entries();
      tell(decided.length ? fill(words.exported, decided.length) : words.nothing_decided);
      if (decided.length) report.save("baseline.json", report.baseline(decided));
    }
    if (button?.dataset.do === "forget") {
      kept.clear();
      for (const section of sections) write(section.dataset.pair);
      facts.forEach(draw);
      tally();
    }
  });
  document.addEventListener("input", (event) => {
    if (!event.target.closest(".verdicts")) return;
    const node = event.target.closest(".finding");
    change(node, { reason: event.target.value });
  });
  document.getElementById("import")?.addEventListener("change", async (event) => {
    const [file] = event.target.files;
    event.target.value = "";
    if (file) tell(load(await file.text()));
  });

  report.review = { decide };
  read();
  for (const node of facts) {
    controls(node);
    draw(node);
  }
  tally();
}
