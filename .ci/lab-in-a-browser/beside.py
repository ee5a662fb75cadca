"""What there is beside the runs: sources, searches, the address, expectations, predictions and files to keep."""

import json
import os
import shutil
import subprocess
import tempfile
import time

from page import BRAID, ROOT, START, check, link, same

def sources(lab):
    """Each lane has its source, with the line that the run names at the step marked, and no line is cut off."""
    browser = lab.browser
    lab.type(START.replace("cancel at 55ms", "cancel at 50ms"))
    with tempfile.NamedTemporaryFile("w", suffix=".scenario", delete=False) as file:
        file.write(lab.text())
    lines = subprocess.run([BRAID, "show", file.name, "--format", "jsonl"], capture_output=True, text=True, check=True).stdout.splitlines()
    os.unlink(file.name)
    records = [json.loads(line) for line in lines]
    labels, happened = {}, {}
    for record in records:
        if record["record"] == "run":
            labels[record["run"]] = record["style"] + (f" ({record['variant']})" if "variant" in record else "")
        if record["record"] == "happening":
            happened.setdefault(labels[max(labels)], []).append(record)
    browser.until("document.querySelectorAll('.pane pre').length === document.querySelectorAll('.row.head button').length", "a lane has no source")
    panes = "[...document.querySelectorAll('.pane')].map((pane) => [pane.querySelector('h3').firstChild.textContent, pane.querySelector('h3 span').textContent, pane.querySelector('.here')?.dataset.line || ''])"
    # For each step, which lanes do something.
    cells = browser.ask("[...document.querySelectorAll('#table .row:not(.head,.rule,.note,.point)')].map((row) => [...row.querySelectorAll('.words')].map((cell) => cell.textContent !== ''))")
    check(len(cells) > 8 and browser.ask(f"{panes}.length") >= 3, "there are too few steps or panes")
    marked = set()
    for number in range(len(cells) + 1):
        lab.step(number)
        for lane, (label, file, line) in enumerate(browser.ask(panes)):
            seen = happened[label][:sum(row[lane] for row in cells[:number])]
            site = next((event["site"] for event in reversed(seen) if "site" in event), None)
            check((site is None and line == "") or site == f"Pipelines/{file}:{line}", f"step {number}: {label} is at {site}, and {file}:{line} is marked")
            marked.add((label, line))
    check(len(marked) > 12, f"only {len(marked)} lines were marked")
    root = os.path.join(ROOT, "Sources")
    texts = browser.ask("[...document.querySelectorAll('.pane')].map((pane) => [pane.querySelector('h3 span').textContent, [...pane.querySelectorAll('.line')].map((line) => [Number(line.dataset.line), line.textContent])])")
    for name, shown_lines in texts:
        path = next(os.path.join(folder, name) for folder, _, files in os.walk(root) if name in files)
        text = open(path).read().split("\n")
        check(len(shown_lines) > 10 and all(text[number - 1] == line for number, line in shown_lines), f"the source of {name} is another")
    for width in [1280, 360]:
        lab.open(link(START), width=width, height=900)
        browser.until("document.querySelectorAll('.pane .line').length > 60", "the sources are not shown")
        cut = browser.ask("[...document.querySelectorAll('.pane pre, .pane code, .pane')].filter((part) => part.scrollWidth > part.clientWidth + 1).length")
        check(cut == 0, f"{cut} parts of the sources are cut off at {width} pixels")
    kinds = browser.ask("['keyword', 'type', 'string', 'number', 'comment', 'attribute'].filter((kind) => !document.querySelector(`.pane .code-${kind}`))")
    check(not kinds, f"the sources have no {kinds}")
    lab.open(width=1280, height=900)
    print(f"{len(marked)} lines of the sources were marked, each the one that the run names")


def searching(lab):
    browser = lab.browser
    leak = json.loads(subprocess.run([BRAID, "programs", "permit-leak", "--json"], capture_output=True, text=True, check=True).stdout)
    check(leak["programs"], "there is no bug permit-leak")
    lab.type("title Leak\nprogram permit-leak\nlatency 10ms\ncancel racing at 10ms\nrepeat 2\n")
    lab.type(bug_scenario("permit-leak"))
    check(lab.trouble() == "" and not browser.ask("document.querySelector('.complaint')"), "the bug's scenario has mistakes")
    browser.ask("document.getElementById('search-start').click()")
    browser.until("document.querySelector('#search-result .replay')", "no failing order is found", 60)
    before = lab.lanes()
    browser.ask("document.querySelector('#search-result .replay').click()")
    lab.settle()
    lanes = lab.lanes()
    check(len(lanes) == 2 and lanes != before, f"the failing run is not shown beside one that passes: {list(lanes)}")
    check(any("failing" in name for name in lanes) and any("passing" in name for name in lanes), f"the lanes are {list(lanes)}")
    count = "document.querySelector('.count').textContent"
    browser.ask("document.querySelector('[aria-label=\"One step forward\"]').click()")
    check(browser.ask(count).startswith("1 of "), "the failing run cannot be stepped through")
    browser.picture("lab-failure")
    browser.ask("document.getElementById('leave').click()")
    lab.settle()
    check(set(lab.lanes()) == set(before), "there is no way back to the scenario")

    # One that lasts is stopped.
    lab.type("title Long\nprogram permit-leak\nlatency 10ms\nrepeat 6\n")
    browser.ask("(() => { const [, effort] = document.querySelectorAll('#searching select'); effort.value = 'exhaustive' })()")
    browser.ask("document.getElementById('search-start').click()")
    browser.until("!document.getElementById('search-stop').disabled", "a search cannot be stopped")
    browser.until("!document.querySelector('#searching progress').hidden", "a search has no progress bar")
    browser.until("/^[1-9]\\d* run/.test(document.getElementById('search-status').textContent)", "a search shows no progress", 60)
    browser.ask("(() => { const button = document.getElementById('search-stop'); button.focus(); button.click() })()")
    check(browser.ask("document.activeElement.id") == "search-start", "the focus is lost with the button that stops a search")
    browser.until("document.getElementById('search-status').textContent.startsWith('Stopped:')", "a search does not stop", 30)

    # A sweep, of which one position is opened.
    lab.type(START.replace("cancel at 55ms\n", ""))
    browser.ask("(() => { document.querySelectorAll('#searching select')[0].value = 'cancel' })()")
    browser.ask("document.getElementById('search-start').click()")
    browser.until("document.querySelectorAll('.strip button').length > 5", "the sweep draws no strip", 60)
    browser.picture("lab-sweep")
    browser.ask("document.querySelectorAll('.strip button')[2].click()")
    lab.settle()
    check("cancel   racing at" in lab.text() or "cancel racing at" in lab.text(), f"a position opens no run: {lab.text()}")
    same(lab, "a position of a sweep")


def bug_scenario(name):
    """The scenario of a bug in the repository."""
    for folder, _, files in os.walk(os.path.join(ROOT, "Scenarios")):
        for file in files:
            path = os.path.join(folder, file)
            text = open(path).read() if file.endswith(".scenario") else ""
            if any(line.split() == ["program", name] for line in text.splitlines()):
                return text
    check(False, f"no scenario runs {name}")


def keeping(lab):
    """The address has the scenario in it; expectations are recorded; a prediction is answered."""
    browser = lab.browser
    lab.type(START)
    browser.until("location.hash.startsWith('#z=')", "the address has no scenario")
    time.sleep(0.4)
    lab.open(browser.ask("location.hash"))
    check(lab.text() == START, "the address leads to another scenario")
    for damaged in ["#z=%00", "#z=AAAA", "#t=%ff", "#z=" + "A" * 1000]:
        lab.open(damaged)
        check("title" in lab.text(), f"{damaged} leads to nothing")
    lab.open(link(START))
    check(lab.text() == START, "a plain address leads to another scenario")
    browser.ask("document.getElementById('record').click()")
    browser.until("document.querySelector('textarea').value.includes('expect')", "the expectations are not recorded")
    lab.settle()
    check("as expected" in browser.ask("document.getElementById('verdict').textContent"), "what was recorded does not hold")
    same(lab, "recorded")
    lab.type(START)
    lab.click("predict first")
    check(browser.ask("document.querySelectorAll('#table .row:not(.head)').length") == 0, "what is to be predicted can be seen")
    options = browser.ask("[...document.querySelectorAll('.guess button')].map((button) => button.textContent)")
    check(len(options) > 2 and any(option.endswith('call 1 sent "me"') for option in options), f"the options are {options}")
    browser.ask("[...document.querySelectorAll('.guess button')].find((button) => button.textContent.endsWith('call 1 sent \"me\"')).click()")
    check(browser.ask("document.querySelector('.narration').textContent").startswith("Right: 0ms  call 1 sent"), "the answer is not told")
    browser.picture("lab-predict")
    lab.click("predict first")


def downloading(lab):
    """The files to keep are written by the browser: the scenario, the picture of the command line, and a test."""
    folder = tempfile.mkdtemp()
    session, lab.browser.session = lab.browser.session, None
    lab.browser.send("Browser.setDownloadBehavior", behavior="allow", downloadPath=folder)
    lab.browser.session = session
    lab.type(START)
    for form, name in [("scenario", "lab.scenario"), ("svg", "lab.svg"), ("test", "LabTests.swift")]:
        lab.browser.ask(f"document.getElementById('form').value = '{form}'")
        lab.browser.ask("document.getElementById('keep').click()")
        end = time.monotonic() + 20
        while not os.path.exists(os.path.join(folder, name)):
            check(time.monotonic() < end, f"{name} is not kept; there are {os.listdir(folder)}")
            time.sleep(0.05)
    text = open(os.path.join(folder, "lab.scenario")).read()
    check(text == START, f"the scenario that is kept is {text!r}")
    drawn = subprocess.run([BRAID, "show", os.path.join(folder, "lab.scenario"), "--format", "svg"], capture_output=True, text=True, check=True).stdout
    check(open(os.path.join(folder, "lab.svg")).read() == drawn, "the picture that is kept is not that of the command line")
    check("@Test" in open(os.path.join(folder, "LabTests.swift")).read(), "there is no test in the file")
    shutil.rmtree(folder)
