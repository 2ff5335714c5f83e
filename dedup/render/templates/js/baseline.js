// The form of a baseline file: one entry a fingerprint, sorted.
report.baseline = (entries) => {
  const rows = entries.map(({ fingerprint, code = "", message = "", verdict = "accepted", reason = "" }) =>
    ({ fingerprint, code, message, verdict, reason }));
  rows.sort((x, y) => (x.fingerprint < y.fingerprint ? -1 : 1));
  return `${JSON.stringify({ schema: 1, accepted: rows }, null, 2)}\n`;
};
