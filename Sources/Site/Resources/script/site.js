// What a page does besides its search: the choice of colours, the contents on a small screen, and the players.
"use strict";

(function () {
  const byId = (id) => document.getElementById(id);

  const theme = byId("theme"), choices = ["system", "light", "dark"], names = theme.dataset.names.split("|");
  const nameTheme = (choice) => { byId("theme-name").textContent = names[choices.indexOf(choice)]; };
  theme.hidden = false;
  nameTheme(braidTheme());
  theme.addEventListener("click", () => {
    const next = choices[(choices.indexOf(braidTheme()) + 1) % choices.length];
    nameTheme(braidTheme(next));
  });

  const button = byId("contents-button"), contents = byId("contents");
  button.hidden = false;
  const fold = (isOpen) => {
    button.setAttribute("aria-expanded", String(isOpen));
    contents.classList.toggle("open", isOpen);
  };
  button.addEventListener("click", () => fold(button.getAttribute("aria-expanded") !== "true"));
  contents.addEventListener("click", (event) => { if (event.target.closest("a")) fold(false); });
  addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || button.getAttribute("aria-expanded") !== "true") return;
    fold(false);
    button.focus();
  });

  // The place of the page in a long list of contents.
  const here = contents.querySelector("[aria-current]");
  if (here) contents.scrollTop = here.offsetTop - contents.clientHeight / 3;

  // A link into a fold opens it.
  const unfold = () => {
    let target = null;
    try { target = byId(decodeURIComponent(location.hash.slice(1))); } catch { /* It names no place of this page. */ }
    for (let node = target; node; node = node.parentElement) if (node.tagName === "DETAILS") node.open = true;
  };
  addEventListener("hashchange", unfold);
  unfold();

  const isNote = document.body.dataset.kind === "note";
  for (const figure of document.querySelectorAll("figure.player")) {
    const data = globalThis.braidRuns && globalThis.braidRuns[figure.dataset.runs];
    if (!data) continue;
    mountBraidPlayer(figure, data, { startsAtEnd: isNote });
    figure.tabIndex = 0;
    if (!isNote) continue;
    // Beside the text of a chapter the timeline is the point; the rest is behind a fold.
    const details = figure.querySelector("[data-part=details]"), more = document.createElement("details");
    const summary = document.createElement("summary");
    summary.textContent = figure.dataset.details;
    details.replaceWith(more);
    more.append(summary, details);
  }
})();
