"""The page of the lab in a browser: what a person does there, what can be read there, and what the command line says of the same text."""

import importlib.machinery
import importlib.util
import json
import os
import signal
import subprocess
import sys
import tempfile
import time

BRAID = os.path.abspath(sys.argv[1])
MADE = sys.argv[2] if len(sys.argv) > 2 else tempfile.mkdtemp()
CHECKS = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
ROOT = os.path.dirname(CHECKS)

# The browser and its checks are those of .ci/pages.
loader = importlib.machinery.SourceFileLoader("pages", os.path.join(CHECKS, "pages"))
pages = importlib.util.module_from_spec(importlib.util.spec_from_loader("pages", loader))
sys.argv = [sys.argv[0], BRAID, MADE]
loader.exec_module(pages)
check = pages.check

START = """title Dragged
program three-stages
request "me"
call 1 takes 30ms returns "ann"
call 2 takes 20ms returns "bag"
call 3 takes 10ms returns "yes"
cancel at 55ms
"""


def link(text):
    """The end of an address that opens a text in the lab."""
    return "#t=" + "".join(f"%{byte:02x}" for byte in text.encode())


class Lab:
    """The server, and its page in a browser."""

    def __init__(self, browser):
        self.process = subprocess.Popen([BRAID, "lab", "--port", "0"], stdout=subprocess.PIPE, text=True)
        self.address = next(word for line in self.process.stdout for word in line.split() if word.startswith("http://"))
        self.port = int(self.address.rstrip("/").rsplit(":", 1)[1])
        self.browser = browser

    def open(self, fragment="", **size):
        self.browser.open(self.address + fragment, **size)
        self.browser.until("document.documentElement.dataset.ready === 'true'", "the page does not get ready")

    def text(self):
        return self.browser.ask("document.querySelector('textarea').value")

    def type(self, text):
        self.browser.ask("(() => { const area = document.querySelector('textarea'); area.focus(); area.select(); })()")
        self.browser.type(text)
        self.settle()

    def settle(self):
        """Waits until the picture is of the text: some frames without a question under way."""
        self.browser.ask("""new Promise((resume) => { let calm = 0
          const look = () => { calm = document.documentElement.dataset.state === 'answered' ? calm + 1 : 0
            if (calm > 4) resume(true); else setTimeout(look, 10) }
          look() })""")

    def trouble(self):
        return self.browser.ask("document.getElementById('trouble').hidden ? '' : document.getElementById('trouble').textContent")

    def lanes(self):
        """What the table of steps says, lane by lane: the instant, the pipeline and the words of each event."""
        return self.browser.ask("""(() => {
          const names = [...document.querySelectorAll('.row.head button')].map((button) => button.textContent)
          const lanes = Object.fromEntries(names.map((name) => [name, []]))
          let when = ''
          for (const row of document.querySelectorAll('#table .row:not(.head,.rule,.note,.point)')) {
            const first = row.querySelector('.when').textContent, number = (/\\[\\d+\\]/.exec(first) || [''])[0]
            when = first.replace(/ ?\\[\\d+\\]/, '') || when
            ;[...row.querySelectorAll('.words')].forEach((cell, lane) => {
              const words = cell.textContent.replace(/ \\(changed\\)$/, '')
              if (words) lanes[names[lane]].push([when, number, words].filter(Boolean).join(' ')) })
          }
          return lanes })()""")

    def mouse(self, kind, x, y, buttons=1):
        self.browser.send("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", buttons=buttons, clickCount=1)

    def handle(self, label):
        """The middle of the handle whose name begins so."""
        return self.browser.ask(f"""(() => {{ const grip = [...document.querySelectorAll('.handle')].find((grip) => grip.getAttribute('aria-label').startsWith({json.dumps(label)}))
          if (!grip) return null
          grip.scrollIntoView({{ block: 'nearest' }}); const box = grip.getBoundingClientRect()
          return [box.left + box.width / 2, box.top + box.height / 2] }})()""")

    def drag(self, label, by, steps=3):
        place = self.handle(label)
        check(place, f"there is no handle '{label}'")
        x, y = place
        self.mouse("mouseMoved", x, y, 0)
        self.mouse("mousePressed", x, y)
        for step in range(1, steps + 1):
            self.mouse("mouseMoved", x + by * step / steps, y)
        self.mouse("mouseReleased", x + by, y, 0)
        self.settle()

    def click(self, words, within="body"):
        """Clicks the button that has these words."""
        found = self.browser.ask(f"""(() => {{ const found = [...document.querySelectorAll({json.dumps(within + ' button')})].find((button) => button.textContent === {json.dumps(words)})
          found?.click(); return Boolean(found) }})()""")
        check(found, f"there is no button '{words}' in {within}")
        self.settle()

    def enter(self, label, value):
        """Gives the field with a label a value."""
        found = self.browser.ask(f"""(() => {{ const label = [...document.querySelectorAll('label')].find((label) => label.firstChild.textContent.trim() === {json.dumps(label)})
          const field = label?.querySelector('input, select'); if (!field) return false
          field.value = {json.dumps(value)}; field.dispatchEvent(new Event('change')); return field.value === {json.dumps(value)} }})()""")
        check(found, f"there is no field '{label}', or it does not take '{value}'")
        self.settle()

    def step(self, number):
        self.browser.ask(f"(() => {{ const slider = document.querySelector('[aria-label=Step]'); slider.value = {number}; slider.dispatchEvent(new Event('input')) }})()")

    def verdict(self):
        return self.browser.ask("document.getElementById('verdict').textContent + document.getElementById('rules').textContent")

    def end(self):
        self.process.send_signal(signal.SIGINT)
        began = time.monotonic()
        self.process.wait(timeout=10)
        check(time.monotonic() - began < 2, "Ctrl-C does not end the lab at once")
        check(self.process.returncode == 0, f"the lab ends with {self.process.returncode}")


def shown(text):
    """What the command line says of a text: the events of each version, as the table of steps has them."""
    with tempfile.NamedTemporaryFile("w", suffix=".scenario", delete=False) as file:
        file.write(text)
    run = subprocess.run([BRAID, "run", file.name, "--json"], capture_output=True, text=True)
    os.unlink(file.name)
    document = json.loads(run.stdout)
    return {
        entry["style"] + (f" ({entry['variant']})" if "variant" in entry else ""):
            [f"{instant(event['nanoseconds'])} {event['text']}" for event in entry["events"]] + [f"end {line}" for line in entry["atEnd"]]
        for entry in document["scenarios"][0]["runs"]}


def instant(nanoseconds):
    """An instant as Braid writes it."""
    if nanoseconds == 0:
        return "0ms"
    for size, name in [(10 ** 9, "s"), (10 ** 6, "ms"), (10 ** 3, "us")]:
        if nanoseconds >= size and nanoseconds % (size // 1000) == 0:
            return f"{nanoseconds / size:.3f}".rstrip("0").rstrip(".") + name
    return f"{nanoseconds}ns"


def same(lab, what):
    """The lanes of the page are the runs of the command line for the text that the page shows."""
    page, line = lab.lanes(), shown(lab.text())
    check(page and set(page) <= set(line), f"{what}: the page has the lanes {list(page)}")
    for name, events in page.items():
        check(events == line[name], f"{what}: {name} differs\npage: {events}\nline: {line[name]}\n{lab.text()}")
    for name, events in line.items():
        # A version that did the same as another of its style has no lane of its own.
        check(name in page or any(events == page[other] for other in page if other.split()[0] == name.split()[0]), f"{what}: no lane {name}")
