// The player: shows one step of the recorded runs at a time. It computes nothing that the runs did not record.
"use strict";

// Brings a player to life. Its parts are the elements inside `root` with an attribute `data-part`. A player that is alone on
// its page has the keys and the address of the page; of several players each has the keys of its own part of the page.
function mountBraidPlayer(root, data, { isAlone = false, startsAtEnd = false } = {}) {
  const part = (name) => root.querySelector(`[data-part="${name}"]`);
  const lanes = data.lanes, words = data.words;
  // The player's own words, in the language of the page.
  const translated = JSON.parse(root.querySelector(".controls").dataset.words || "{}");
  const say = (text, parts = {}) =>
    (translated[text] || text).replace(/\{(\w+)\}/g, (place, name) => (name in parts ? String(parts[name]) : place));
  const word = (index) => (index < 0 ? null : words[index]);
  const shapes = Object.fromEntries(data.marks);
  // Each row comes as numbers: eight for all lanes, then four for each lane.
  const rows = data.rows.map((numbers, index) => {
    const [when, at, gap, pipeline, mark, differs, rule, says] = numbers;
    const ofLanes = (place) => lanes.map((lane) => numbers[8 + 4 * lane.index + place]);
    return {
      index, when, at, gap, pipeline, mark: data.marks[mark][0], differs: differs === 1, rule, says,
      texts: ofLanes(0), events: ofLanes(1), tracks: ofLanes(2), flying: ofLanes(3),
    };
  });
  const last = rows.length;
  // A run with at most `ALL` rows is in the page as a whole. Of a longer one only the rows around the step are, so that a step stays quick.
  const ALL = 60, AROUND = 24;
  let step = 0, chosen = 0, timer = null, address = null;

  const make = (tag, style, text, role) => {
    const element = document.createElement(tag);
    if (style) element.className = style;
    if (text !== undefined) element.textContent = text;
    if (role) element.setAttribute("role", role);
    return element;
  };

  // A sign that is seen, and the words for it that are heard.
  const sign = (shown, words) => {
    const mark = make("span", "", shown);
    mark.setAttribute("aria-hidden", "true");
    return [mark, make("span", "unseen", words)];
  };

  const instantText = (row) => word(row.when);

  const mark = (name) => {
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    svg.setAttribute("viewBox", "-7 -7 14 14");
    svg.setAttribute("aria-hidden", "true");
    const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
    path.setAttribute("class", name);
    path.setAttribute("d", shapes[name]);
    svg.append(path);
    return svg;
  };

  const tracks = (lane, row, place) => {
    const box = make("div", "tracks");
    if (lane.tracks > 6) {
      const count = row.flying[lane.index];
      const only = make("div", "track");
      if (place === "row" && row.texts[lane.index] >= 0) only.append(mark(row.mark));
      const many = make("span", "many");
      if (count > 0) many.append(...sign("×" + count, say("{count} in flight:", { count }) + " "));
      box.append(only, many);
      return box;
    }
    for (let track = 0; track < lane.tracks; track += 1) {
      const cell = make("div", "track");
      for (const bar of lane.bars) {
        const [, first, end, at] = bar;
        if (at !== track) continue;
        const stop = end < 0 ? Infinity : end;
        if (place === "gap" ? first <= row.index && row.index < stop : first <= row.index && row.index <= stop) {
          cell.append(make("i", place === "gap" ? "" : row.index === first ? "from" : row.index === stop ? "to" : ""));
        }
      }
      if (place === "row" && row.texts[lane.index] >= 0 && row.tracks[lane.index] === track) cell.append(mark(row.mark));
      box.append(cell);
    }
    return box;
  };

  const line = (row) => {
    const previous = rows[row.index - 1];
    const begins = !previous || previous.when !== row.when;
    const element = make("div", "row still" + (row.differs ? " differs" : "") + (begins ? " begins" : "")
      + (row.index + 1 === step ? " now" : "") + (row.index >= step ? " ahead" : ""), undefined, "row");
    if (row.index + 1 === step) element.setAttribute("aria-current", "step");
    const number = data.pipelines > 1 && row.pipeline ? " [" + row.pipeline + "]" : "";
    element.append(make("div", "when", (begins ? instantText(row) : "") + number, "rowheader"));
    for (const lane of lanes) {
      const cell = make("div", "cell" + (lane.index === chosen ? " chosen" : ""), undefined, "cell");
      cell.append(tracks(lane, row, "row"), make("div", "words", word(row.texts[lane.index]) || ""));
      element.append(cell);
    }
    element.addEventListener("click", () => go(row.index + 1));
    return element;
  };

  // A sentence below or above a row, behind a sign.
  const sentence = (kind, row, signs, text) => {
    const element = make("div", "row " + kind + (row.index >= step ? " ahead" : ""), undefined, "row");
    const when = make("div", "when", undefined, "cell");
    when.append(...signs);
    element.append(when, make("div", "", word(text), "cell"));
    return element;
  };

  const explanation = (row) => sentence("rule", row, sign("≠", say("The runs differ:")), row.rule);

  // The sentence that holds from one event of the first lane's loop on.
  const point = (row, place) => (data.point && data.point[0] === row.index && data.point[1] === place
    ? [sentence("point", row, sign("⚑", say("Point of no return:")), data.point[2])] : []);

  // The notes of the scenario beside a row.
  const notesAt = (row, place) => (data.notes || []).filter((note) => note[0] === row.index && note[1] === place);
  const notes = (row, place) => notesAt(row, place).map((note) => sentence("note", row, sign("»", say("Note:")), note[2]));

  const gap = (row) => {
    const element = make("div", "row gap");
    element.setAttribute("aria-hidden", "true");
    element.style.setProperty("--high", Math.max(6, Math.round(60 * row.gap / data.longest)) + "px");
    element.append(make("div", "when"));
    for (const lane of lanes) {
      const cell = make("div", "cell" + (lane.index === chosen ? " chosen" : ""));
      cell.append(tracks(lane, row, "gap"));
      element.append(cell);
    }
    return element;
  };

  const head = () => {
    const element = make("div", "row head", undefined, "row");
    const when = make("div", "when", undefined, "columnheader");
    when.append(make("span", "unseen", say("time")));
    element.append(when);
    for (const lane of lanes) {
      const cell = make("div", "cell" + (lane.index === chosen ? " chosen" : ""), undefined, "columnheader");
      const button = make("button", "", lane.label);
      button.type = "button";
      button.setAttribute("aria-pressed", String(lane.index === chosen));
      button.addEventListener("click", () => choose(lane.index));
      cell.append(button);
      element.append(cell);
    }
    return element;
  };

  const drawTimeline = () => {
    const shown = last <= ALL ? last : AROUND;
    const from = Math.max(0, Math.min(step - shown / 2, last - shown));
    const to = Math.min(last, from + shown);
    const parts = [head()];
    for (let index = from; index < to; index += 1) {
      parts.push(...notes(rows[index], 0), ...point(rows[index], 0), line(rows[index]));
      if (rows[index].rule >= 0) parts.push(explanation(rows[index]));
      parts.push(...notes(rows[index], 1), ...point(rows[index], 1));
      if (rows[index].gap > 0 && index + 1 < to) parts.push(gap(rows[index]));
    }
    part("timeline").replaceChildren(...parts);
  };

  // What waits in a lane after a turn of its loop: [ready, timers].
  const waiting = (lane, turn, now) => {
    const ready = [], timers = [];
    for (const [label, posted, ended, due, when] of lane.events) {
      if (posted > turn || (ended >= 0 && ended <= turn)) continue;
      if (due <= now) ready.push(word(label)); else timers.push([due, say("{event} at {when}", { event: word(label), when: word(when) })]);
    }
    timers.sort((left, right) => left[0] - right[0]);
    return [ready, timers.map(([, text]) => text)];
  };

  const list = (title, items) => {
    const element = make("ul", items.length ? "" : "none");
    for (const item of items.slice(0, 8)) element.append(make("li", "", item));
    if (items.length > 8) element.append(make("li", "", say("and {count} more", { count: items.length - 8 })));
    if (!items.length) element.append(make("li", "", say("nothing")));
    return [make("h3", "", title), element];
  };

  // The line at which a lane is in its source. An event from outside, such as a cancellation, has none and does not change it.
  const siteOf = (lane, index) => {
    for (; index >= 0; index -= 1) {
      const event = rows[index].events[lane.index];
      if (event >= 0 && lane.happened[event][1] >= 0) return lane.happened[event][1];
    }
    return -1;
  };

  const source = (lane, place) => {
    if (!lane.sources.length) return [];
    const shown = lane.sources.find((source) => source.sites[place] !== undefined) || lane.sources[0];
    const here = shown.sites[place];
    const code = make("pre", "code");
    code.tabIndex = 0;
    code.setAttribute("aria-label", say("Source of {lane}", { lane: lane.label }));
    shown.lines.forEach((text, index) => {
      const span = make("span", index === here ? "here" : "", text ? undefined : " ");
      span.style.setProperty("--indent", String(text.length - text.trimStart().length));
      const pieces = shown.pieces[index];
      for (let place = 0, at = 0; place < pieces.length; at += pieces[place + 1], place += 2) {
        const words = text.slice(at, at + pieces[place + 1]), kind = data.kinds[pieces[place]];
        span.append(kind === "plain" ? words : make("span", "t-" + kind, words));
      }
      if (index === here) span.setAttribute("aria-current", "true");
      code.append(span);
    });
    return [make("h3", "", shown.name), code];
  };

  const drawDetails = () => {
    const parts = lanes.map((lane) => {
      const box = make("div", "lane" + (lane.index === chosen ? " chosen" : ""));
      // The last thing that happened in this lane up to this step.
      let index = step - 1;
      while (index >= 0 && rows[index].events[lane.index] < 0) index -= 1;
      const state = index >= 0 ? lane.happened[rows[index].events[lane.index]] : null;
      const now = step > 0 && rows[step - 1].at >= 0 ? rows[step - 1].at : lane.end;
      const atEnd = step > 0 && rows[step - 1].at < 0;
      const [ready, timers] = waiting(lane, atEnd ? lane.turns : state ? state[0] : 0, step === 0 ? 0 : now);
      box.append(make("h2", "", lane.label));
      const pane = source(lane, siteOf(lane, index));
      box.append(...pane, ...list(say("ready after this event of the loop"), ready), ...list(say("timers"), timers));
      return box;
    });
    part("details").replaceChildren(...parts);
    for (const here of root.querySelectorAll(".code .here")) {
      const box = here.parentElement;
      box.scrollTop = here.offsetTop - box.clientHeight / 2;
    }
  };

  // What is made anew for each step and can have the focus: the names of the lanes, and the sources.
  const focusable = () => [...part("timeline").querySelectorAll(".head button"),
    ...lanes.map((lane) => part("details").children[lane.index]?.querySelector(".code"))];

  const draw = () => {
    const focused = document.activeElement, kept = focusable().indexOf(focused);
    part("slider").value = String(step);
    part("count").textContent = say("{step} of {last}", { step, last });
    part("slider").setAttribute("aria-valuetext",
      step === 0 ? say("before the first of {last} steps", { last })
        : say("step {step} of {last}: {says}", { step, last, says: narration() }));
    part("first").disabled = part("back").disabled = step === 0;
    part("last").disabled = part("forward").disabled = step === last;
    // A button that is disabled loses the focus, and the keys of this player are heard only inside of it.
    if (focused?.disabled && root.contains(focused)) part(step === 0 ? "forward" : "back").focus();
    part("narration").textContent = narration();
    // The timeline has the rule in a row of its own. A screen reader reads it with the step.
    const rule = step > 0 ? word(rows[step - 1].rule) : null;
    if (rule) part("narration").append(make("span", "unseen", " " + say("The runs differ.") + " " + rule));
    const said = step > 0 ? [...notesAt(rows[step - 1], 0), ...notesAt(rows[step - 1], 1)] : [];
    for (const note of said) part("narration").append(make("span", "unseen", " " + say("Note: {text}.", { text: word(note[2]) })));
    if (step > 0 && data.point && data.point[0] === step - 1) {
      part("narration").append(make("span", "unseen", " " + word(data.point[2])));
    }
    drawTimeline();
    drawDetails();
    if (kept >= 0) focusable()[kept]?.focus({ preventScroll: true });
    if (!isAlone) return;
    part("link").href = place();
    // A browser complains if the address changes too often, as it would under a moving slider.
    clearTimeout(address);
    address = setTimeout(() => history.replaceState(null, "", place()), 150);
  };

  const narration = () => (step === 0 ? data.opening : says(rows[step - 1]));
  const says = (row) => word(row.says).replace(/\{(\w+)\}/g, (text, name) => {
    if (name === "when") return instantText(row);
    if (name === "pipeline") return String(row.pipeline);
    const lane = lanes[Number(name)];
    return lane && row.events[lane.index] >= 0 ? String(lane.happened[row.events[lane.index]][0]) : text;
  });

  // A deep link names the instant and the style, and the step where the instant has several.
  const place = () => {
    const parts = ["step=" + step, "style=" + encodeURIComponent(lanes.length ? lanes[chosen].label : "")];
    if (step > 0) parts.unshift("t=" + instantText(rows[step - 1]).replace(/ms$/, ""));
    return "#" + parts.join("&");
  };

  const nanoseconds = (text) => {
    const found = /^(\d+(?:\.\d+)?)(ns|us|ms|s)?$/.exec(text || "");
    if (!found) return null;
    return Number(found[1]) * { ns: 1, us: 1e3, ms: 1e6, s: 1e9 }[found[2] || "ms"];
  };

  const restore = () => {
    const named = new URLSearchParams(location.hash.slice(1));
    const style = lanes.findIndex((lane) => lane.label === named.get("style") || lane.style === named.get("style"));
    if (style >= 0) chosen = style;
    const number = Number.parseInt(named.get("step"), 10);
    const time = nanoseconds(named.get("t"));
    if (Number.isInteger(number)) {
      step = Math.min(Math.max(number, 0), last);
    } else if (named.get("t") === "end") {
      step = last;
    } else if (time !== null) {
      const first = rows.findIndex((row) => row.at >= time);
      step = first < 0 ? last : first + 1;
    }
    draw();
  };

  const go = (target) => {
    step = Math.min(Math.max(target, 0), last);
    draw();
    const now = part("timeline").querySelector(".now");
    if (now) now.scrollIntoView({ block: "nearest" });
  };

  const choose = (lane) => {
    chosen = lane;
    draw();
    const pressed = part("timeline").querySelectorAll(".head button")[lane];
    if (pressed) pressed.focus();
  };

  const stop = () => {
    clearInterval(timer);
    timer = null;
    part("play").textContent = say("▶ play");
    part("play").setAttribute("aria-label", say("Play"));
  };

  const play = () => {
    if (timer !== null) return stop();
    if (step === last) go(0);
    part("play").textContent = say("❚❚ stop");
    part("play").setAttribute("aria-label", say("Stop"));
    timer = setInterval(() => {
      go(step + 1);
      if (step === last) stop();
    }, Number(part("speed").value));
  };

  const nextDifference = () => {
    let index = step;
    while (index < last && !(rows[index].differs && (index === 0 || !rows[index - 1].differs || rows[index].rule >= 0))) {
      index += 1;
    }
    if (index < last) go(index + 1);
  };

  const keys = {
    ArrowRight: () => go(step + 1), ArrowLeft: () => go(step - 1), Home: () => go(0), End: () => go(last),
    " ": play, d: nextDifference, D: nextDifference,
  };

  root.style.setProperty("--lanes", String(Math.max(1, lanes.length)));
  part("slider").max = String(last);
  part("slider").addEventListener("input", (event) => go(Number(event.target.value)));
  part("first").addEventListener("click", () => go(0));
  part("back").addEventListener("click", () => go(step - 1));
  part("forward").addEventListener("click", () => go(step + 1));
  part("last").addEventListener("click", () => go(last));
  part("play").addEventListener("click", play);
  part("difference").addEventListener("click", nextDifference);
  part("difference").hidden = !rows.some((row) => row.differs);
  part("speed").addEventListener("change", () => { if (timer !== null) { stop(); play(); } });
  (isAlone ? document : root).addEventListener("keydown", (event) => {
    const target = event.target;
    if (event.ctrlKey || event.metaKey || event.altKey || target.tagName === "SELECT") return;
    if (event.key === " " && target.tagName === "BUTTON") return;
    const action = keys[event.key];
    if (!action) return;
    event.preventDefault();
    if (timer !== null && event.key !== " ") stop();
    action();
  });
  part("link").parentElement.hidden = !isAlone;
  part("player").hidden = false;
  const whole = part("whole"), fold = make("details");
  fold.append(make("summary", "", whole.dataset.summary), ...whole.querySelectorAll(":scope > pre, :scope > details"));
  whole.replaceChildren(fold);
  addEventListener("beforeprint", () => { fold.open = true; });
  if (isAlone) {
    addEventListener("hashchange", restore);
    restore();
  } else {
    step = startsAtEnd ? last : 0;
    draw();
  }
}

const embedded = document.getElementById("data");
if (embedded) mountBraidPlayer(document.body, JSON.parse(embedded.textContent), { isAlone: true });
