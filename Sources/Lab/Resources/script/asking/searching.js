// The explorer in the background: every order, a cancellation everywhere, every fault; its progress and its result.

import { ask } from "./asking.js";
import { counted, make, setDisabled, timeText } from "../page/elements.js";

const PAUSE = 150;

export class Searching {
  /** @param events `text()`, `open(picture, heading)`, `disturb(text, edits, words)`, `trouble(words)` */
  constructor(box, events) {
    this.events = events;
    this.number = null;
    this.kind = make("select", {}, make("option", { value: "orders" }, "every order"), make("option", { value: "cancel" }, "cancel everywhere"),
      make("option", { value: "fault" }, "fail everything"));
    this.effort = make("select", {}, ...["quick", "thorough", "exhaustive"].map((name) => make("option", { value: name }, name)));
    this.start = make("button", { type: "button", id: "search-start", onclick: () => this.begin() }, "search");
    this.stopper = make("button", { type: "button", id: "search-stop", disabled: true, onclick: () => this.stop() }, "stop");
    this.bar = make("progress", { "aria-label": "Progress of the search", value: "0", max: "1", hidden: true });
    this.status = make("p", { id: "search-status", role: "status" });
    this.result = make("div", { id: "search-result" });
    box.append(
      make("div", { class: "tools", role: "group", "aria-label": "Search" }, make("label", {}, "try ", this.kind), make("label", {}, "effort ", this.effort), this.start, this.stopper),
      this.bar, this.status, this.result);
  }

  async begin() {
    try {
      const text = this.events.text();
      const { search } = await ask({ ask: "search", kind: this.kind.value, effort: this.effort.value, text });
      this.number = search;
      this.result.replaceChildren();
      this.status.textContent = "The search has begun.";
      this.bar.hidden = false;
      this.stopper.disabled = false;
      await this.follow(search, text);
    } catch (error) {
      this.events.trouble(error.message);
      this.finish();
    }
  }

  async stop() {
    setDisabled([[this.stopper, true]], this.start);
    try {
      await ask({ ask: "stop", search: this.number });
    } catch (error) {
      this.events.trouble(error.message);
    }
  }

  finish() {
    this.bar.hidden = true;
    setDisabled([[this.stopper, true]], this.start);
  }

  /** Asks how far the search is, until it is done or another one has begun. */
  async follow(search, text) {
    for (;;) {
      const progress = await ask({ ask: "progress", search });
      if (this.number !== search) return;
      if (progress.done) {
        this.finish();
        this.show(progress, text);
        return;
      }
      this.tell(progress);
      await new Promise((resume) => { setTimeout(resume, PAUSE); });
    }
  }

  tell(progress) {
    const whole = progress.parts || progress.estimate || 0, done = progress.parts ? progress.part : progress.runs;
    if (whole > 0) Object.assign(this.bar, { max: whole, value: Math.min(done, whole) });
    else this.bar.removeAttribute("value");
    const what = progress.reducing ? "reducing the failures to what they depend on" : progress.subject ? `${progress.subject}, ${progress.phase || ""}` : "beginning";
    const words = `${counted(progress.runs, "run")}${progress.estimate > progress.runs ? ` of about ${progress.estimate}` : ""}, ${counted(progress.failures, "failure")}; ${what}`;
    // A reader hears it once in a while, and not each time.
    if (!this.toldAt || performance.now() - this.toldAt > 2_000) {
      this.status.textContent = words;
      this.toldAt = performance.now();
    }
    this.bar.setAttribute("aria-valuetext", words);
  }

  show(progress, text) {
    const { result } = progress, end = progress.stopped ? "Stopped: this is what was found by then. " : result.interrupted ? "The time was over: this is what was found by then. " : "";
    if (progress.kind === "orders") {
      const complete = result.complete ? " Every class of schedules was run." : "";
      this.status.textContent = `${end}${counted(progress.runs, "run")}, ${result.failing === 0 ? "no failure" : counted(result.failing, "failure")}.${complete}`;
      this.result.replaceChildren(this.outcomes(result), ...result.failures.map((failure) => this.failure(failure)),
        make("ul", { class: "faint" }, ...result.versions.map((version) => make("li", {}, `${version.version}: ${version.coverage}`, ...version.caveats.map((caveat) => make("div", {}, caveat))))));
    } else {
      const positions = result.versions.flatMap((version) => version.positions), failing = positions.filter((position) => position.failing).length;
      this.status.textContent = `${end}${counted(positions.length, "position")}, ${failing === 0 ? "none fails" : `${failing} of them fail`}. A position opens its run.`;
      this.result.replaceChildren(...this.strips(result, text));
    }
  }

  outcomes(result) {
    const head = make("tr", {}, make("th", { scope: "col" }, "outcome"), ...result.versions.map((version) => make("th", { scope: "col" }, version.version)));
    const rows = result.outcomes.map((row) => make("tr", {}, make("th", { scope: "row" }, row.outcome), ...row.counts.map((count) => make("td", {}, String(count)))));
    return make("div", { class: "wide" }, make("table", {}, make("caption", { class: "unseen" }, "Outcomes and how many runs had them"), make("thead", {}, head), make("tbody", {}, ...rows)));
  }

  failure(failure) {
    return make("div", { class: "failure" },
      make("h3", {}, `✗ ${failure.version || ""}: ${failure.findings.join("; ")}`),
      make("p", {}, `outcome: ${failure.outcome}`),
      failure.orderings.length ? make("p", {}, "It fails if:") : make("p", {}, "It fails under the plain schedule."),
      make("ol", {}, ...failure.orderings.map((ordering) => make("li", {}, ordering))),
      failure.certain ? make("p", {}, failure.certain) : null,
      failure.picture ? make("button", { type: "button", class: "replay", onclick: () => this.events.open(failure.picture, failure.heading) }, "show it beside the nearest run that passes") : null);
  }

  /** For each version a strip over time: each position has the letter of its outcome, and opens its run. */
  strips(result, text) {
    const letters = new Map();
    const letter = (outcomes) => {
      const key = outcomes.join("; or ");
      if (!letters.has(key)) letters.set(key, letters.size);
      return letters.get(key);
    };
    const name = (number) => String.fromCharCode(65 + number % 26) + (number >= 26 ? Math.floor(number / 26) : "");
    const strips = result.versions.map((version) => {
      const buttons = version.positions.map((position) => {
        const number = letter(position.outcomes), where = position.at === undefined ? position.words : `cancelled at ${timeText(position.at)}`;
        const words = `${version.version}, ${where}: ${position.outcomes.join("; or ")}${position.failing ? `; fails: ${position.findings.join("; ")}` : ""}`;
        return make("button", {
          type: "button", class: `kind-${number % 5}${position.failing ? " fails" : ""}`, title: words, "aria-label": words,
          onclick: () => this.events.disturb(text, position.edits, where),
        }, position.failing ? `✗${name(number)}` : name(number));
      });
      // Time passes between two positions: the first one is the wider the longer it lasts.
      version.positions.forEach((position, index) => {
        const next = version.positions[index + 1];
        if (position.at !== undefined && next) buttons[index].style.flexGrow = String(Math.max(1, (next.at - position.at) / 1e6));
      });
      return make("div", {}, make("h3", {}, version.version), make("div", { class: "strip", role: "group", "aria-label": `Positions of ${version.version}` }, ...buttons));
    });
    const legend = make("ul", { class: "legend" }, ...[...letters].map(([outcomes, number]) => make("li", {}, make("b", {}, name(number)), outcomes)));
    return [...strips, legend];
  }
}
