"use strict";
// What all pages share. The files of this folder are put into one script, in the order of page.py.

const report = {
  words: JSON.parse(document.getElementById("words").textContent),
  page: document.body.dataset.page,

  all: (query, from = document) => Array.from(from.querySelectorAll(query)),
  one: (query, from = document) => from.querySelector(query),
  fill: (text, ...values) => values.reduce((said, value) => said.replace("{}", () => value), text),

  // An element with attributes and text; nothing here ever takes markup.
  make(tag, attributes = {}, text = "") {
    const svg = ["svg", "path"].includes(tag);
    const node = svg ? document.createElementNS("http://www.w3.org/2000/svg", tag) : document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
    if (text) node.textContent = text;
    return node;
  },

  press: (button, on) => button.setAttribute("aria-pressed", String(on)),
  pressed: (button) => button.getAttribute("aria-pressed") === "true",

  say(text) {
    const place = document.getElementById("said");
    if (place) place.textContent = text;
  },

  // Files leave the page only as downloads that the reader asked for.
  save(name, text) {
    const url = URL.createObjectURL(new Blob([text], { type: "application/json" }));
    const link = report.make("a", { href: url, download: name });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(url), 10000);
  },
};
