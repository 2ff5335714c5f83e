// The index: the reviews of all pages of the run as one baseline file, where the browser shares them.
{
  const { fill, words } = report;
  const pages = JSON.parse(document.getElementById("lists").textContent).pages;

  const entries = () =>
    pages.flatMap((page) => {
      const found = JSON.parse(localStorage.getItem(`dedup-review:${page}`) || "{}");
      return Object.entries(found)
        .filter(([, entry]) => entry.verdict)
        .map(([fingerprint, entry]) => ({ fingerprint, ...entry }));
    });

  document.addEventListener("click", (event) => {
    if (event.target.closest("button")?.dataset.do !== "export-all") return;
    const place = document.getElementById("reported");
    try {
      const decided = entries();
      place.textContent = decided.length ? fill(words.exported, decided.length) : words.nothing_decided;
      if (decided.length) report.save("baseline.json", report.baseline(decided));
    } catch {
      place.textContent = words.not_kept;
    }
  });
}
