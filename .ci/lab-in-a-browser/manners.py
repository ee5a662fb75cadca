"""How the page behaves: with keys alone, for a screen reader, in each size, without a script, and to strangers."""

import http.client
import json
import time

from beside import bug_scenario
from page import START, check, link, pages, same

def keyboard(lab):
    """The same with the keys alone: typing, moving a reply, its behaviour, a cancellation, the steps, a search."""
    browser = lab.browser
    lab.open()
    lab.type(START)

    browser.tab_to("it.id === 'undo'")
    while not browser.ask("document.getElementById('undo').disabled"):
        browser.press("Enter", 13, "\r")
        lab.settle()
    check(browser.focused() == "redo", f"with nothing left to undo, the focus is at {browser.focused()!r}")
    browser.tab_to("it.id === 'link'")
    browser.press("Enter", 13, "\r")
    browser.until("document.querySelector('#link-said[role=status]')?.textContent === document.getElementById('link').textContent", "the copy of the link is not read")
    lab.type(START)
    browser.tab_to("it.classList.contains('handle')")
    for _ in range(10):
        if browser.focused().startswith("reply to call 2"):
            break
        browser.press("ArrowDown", 40)
    check(browser.focused().startswith("reply to call 2"), f"the arrow leads to {browser.focused()!r}")
    before = lab.text()
    browser.press("ArrowRight", 39)
    lab.settle()
    check(lab.text() != before and browser.focused().startswith("reply to call 2"), "the arrow does not move the reply, or the focus is lost")
    same(lab, "a reply moved by keys")
    browser.press("Enter", 13, "\r")
    lab.settle()
    browser.tab_to("it.textContent === 'fails'", 8)
    browser.press("Enter", 13, "\r")
    lab.settle()
    check("call 2 takes" in lab.text() and 'fails 503 "Service Unavailable"' in lab.text(), f"the call does not fail: {lab.text()}")
    same(lab, "a call that fails")
    browser.press("Escape", 27)
    check(browser.ask("document.activeElement.classList.contains('handle')"), "Escape does not lead back to the picture")
    browser.tab_to("it.id === 'add-timeout'")
    browser.press("Enter", 13, "\r")
    lab.settle()
    check("timeout" in lab.text() and browser.focused().startswith("timeout"), f"no time limit was added, or the focus is at {browser.focused()!r}")
    same(lab, "a time limit")
    browser.press("Delete", 46)
    lab.settle()
    check("timeout" not in lab.text(), "Delete does not remove the time limit")
    for name, other in [("First step", "One step forward"), ("Last step", "One step back")]:
        browser.tab_to(f"it.getAttribute('aria-label') === '{name}'")
        browser.press("Enter", 13, "\r")
        check(browser.focused() == other, f"'{name}' leaves the focus at {browser.focused()!r}")
    browser.tab_to("it.closest('.row.head') && it.getAttribute('aria-pressed') === 'false'")
    lane = browser.focused()
    browser.press("Enter", 13, "\r")
    lab.settle()
    check(browser.focused() == lane and browser.ask("document.activeElement.getAttribute('aria-pressed')") == "true",
          f"the choice of {lane} leaves the focus at {browser.focused()!r}")
    browser.ask("document.getElementById('add-timeout').focus()")
    browser.tab_to("it.getAttribute('role') === 'table'")
    browser.press("Home", 36)
    browser.press("ArrowRight", 39)
    check(browser.ask("document.querySelector('.count').textContent").startswith("1 of "), "the arrow does not step")
    check(browser.ask("document.querySelector('.narration').textContent").startswith("At 0ms, in all lanes: call 1 sent"), "the step is not told")
    browser.tab_to("it.id === 'search-start'")
    browser.press("Enter", 13, "\r")
    browser.until("/\\d+ runs?, no failure/.test(document.getElementById('search-status').textContent)", "the search does not end")
    # A search that fails, whose failing run is replayed, all by keys.
    browser.ask("document.querySelector('textarea').focus()")
    lab.type(bug_scenario("permit-leak"))
    browser.tab_to("it.id === 'search-start'")
    browser.press("Enter", 13, "\r")
    browser.until("document.querySelector('#search-result .replay')", "no failing order is found", 60)
    browser.tab_to("it.classList.contains('replay')")
    browser.press("Enter", 13, "\r")
    check(browser.focused() == "back to the scenario" and len(lab.lanes()) == 2, f"the failing run is not shown, or the focus is at {browser.focused()!r}")
    browser.press("Enter", 13, "\r")
    check(browser.ask("document.getElementById('back').hidden"), "there is no way back by keys")
    check(browser.ask("document.activeElement.className") == "replay", f"the way back leaves the focus at {browser.focused()!r}")


def accessible(lab):
    """Every control has a name, and a role that the browser knows; signs have words."""
    browser = lab.browser
    lab.type(START.replace("cancel at 55ms", "cancel at 50ms"))
    browser.send("Accessibility.enable")
    nodes = browser.send("Accessibility.getFullAXTree")["nodes"]
    controls = {"button", "slider", "textbox", "combobox", "checkbox", "spinbutton", "link", "progressindicator", "DisclosureTriangle", "table"}
    found = {}
    for node in nodes:
        role = node.get("role", {}).get("value")
        if node.get("ignored") or role not in controls:
            continue
        name = node.get("name", {}).get("value", "").strip()
        check(name, f"a control of role {role} has no name")
        found.setdefault(role, []).append(name)
    browser.send("Accessibility.disable")
    check({"button", "slider", "textbox", "combobox"} <= set(found), f"the roles are {sorted(found)}")
    pages.signed(browser)
    check("reply to call 2" in found["slider"] and "Text of the scenario" in found["textbox"], f"the names are {found}")
    live = browser.ask("document.querySelectorAll('[role=status],[role=alert]').length")
    check(live >= 5, "there are too few live regions")
    # A step is read once: its sentence, and not its number as well.
    check(browser.ask("document.querySelector('output.count').getAttribute('aria-live')") == "off", "the number of a step is read beside its sentence")
    print(f"the accessibility tree has {sum(map(len, found.values()))} controls, and each has a name")


def sizes(lab):
    for name, width, height in [("phone", 360, 780), ("desktop", 1280, 900), ("projector", 1920, 1080)]:
        for scheme in ["light", "dark"]:
            lab.open(link(START), width=width, height=height, scheme=scheme, motion="reduce")
            what = f"lab-{name}-{scheme}"
            lab.browser.until("document.querySelectorAll('.pane .line').length > 60", "the sources are not shown")
            pages.fits(lab.browser, what)
            pages.readable(lab.browser, what)
            lab.browser.picture(what)
    lab.open(width=1280, height=900)


def without_script(lab):
    """The runs of a scenario as text, and links to the others."""
    browser = lab.browser
    browser.send("Emulation.setScriptExecutionDisabled", value=True)
    browser.send("Emulation.setDeviceMetricsOverride", width=1280, height=900, deviceScaleFactor=1, mobile=False)
    browser.send("Page.navigate", url=lab.address + "?scenario=cancelled-at-the-reply")
    time.sleep(1)
    nodes = browser.send("DOM.getDocument", depth=-1)
    text = json.dumps(nodes)
    check("call 1 replied" in text and "cancel requested" in text, "without a script there are no runs to read")
    check("\\ufffd" not in text, "without a script the lines run into each other")
    check("/?scenario=success" in text, "without a script there is no way to another scenario")
    browser.picture("lab-without-script")
    browser.send("Emulation.setScriptExecutionDisabled", value=False)


def hostile(lab):
    """Requests that come from elsewhere are refused, and so is what is too large."""
    question = json.dumps({"version": 1, "ask": "about"})

    def status(method="POST", path="/lab", body=question, **fields):
        connection = http.client.HTTPConnection("127.0.0.1", lab.port, timeout=10)
        headers = {"Host": f"127.0.0.1:{lab.port}", "Content-Type": "application/json", **{name.replace("_", "-"): value for name, value in fields.items()}}
        connection.request(method, path, body, headers)
        response = connection.getresponse()
        response.read()
        connection.close()
        return response.status

    own = f"http://127.0.0.1:{lab.port}"
    check(status() == 200 and status(Origin=own) == 200, "an own request is refused")
    check(status(Host=f"evil.example:{lab.port}") == 403, "a host of another name is answered")
    check(status("GET", "/", None, Host=f"evil.example:{lab.port}") == 403, "the page is shown under another name")
    check(status(Origin="http://evil.example") == 403 and status(Origin="null") == 403, "another origin is answered")
    check(status(Sec_Fetch_Site="cross-site") == 403, "a page of another site is answered")
    check(status(Content_Type="text/plain") == 415, "a form of another site is answered")
    check(status(body="x" * 1_200_000) == 413, "a large body is read")
    check(status(body="[" * 100_000) == 400, "a deep body is answered")
    check(status("GET", "/../../etc/passwd", None) == 404, "a path leads out")
