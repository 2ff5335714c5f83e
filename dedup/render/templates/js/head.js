// Before the page is drawn: what only works with scripts is shown, and long tables wait for theirs.
document.documentElement.classList.add("scripted");
