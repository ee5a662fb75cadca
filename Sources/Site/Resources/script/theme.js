// The reader's choice of colours, before the page is drawn: as the system has them, light, or dark.
"use strict";

document.documentElement.classList.add("scripted");

// Storage may be forbidden, for pages from files in particular; the choice then lasts as long as the page.
function braidTheme(choice) {
  try {
    if (choice === undefined) choice = localStorage.getItem("braid-theme") || "system";
    else localStorage.setItem("braid-theme", choice);
  } catch { choice = choice || "system"; }
  if (choice === "light" || choice === "dark") document.documentElement.dataset.theme = choice;
  else delete document.documentElement.dataset.theme;
  return document.documentElement.dataset.theme || "system";
}

braidTheme();
