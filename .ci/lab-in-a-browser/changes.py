"""What is changed on the page, and what becomes of it: each change has the runs of the command line."""

import random

from page import START, check, same

def typing(lab):
    lab.type(START.replace("call 2", "cal 2"))
    lab.browser.until("document.querySelector('.complaint')", "a misspelt statement is not complained of")
    said = lab.browser.ask("document.querySelector('.complaint').textContent")
    check("'cal' is not a statement" in said and "did you mean 'call'?" in said, f"the complaint is {said!r}")
    listed = lab.browser.ask("document.getElementById('complaints').textContent")
    check(listed.startswith("line 5, column 1: 'cal' is not a statement"), f"the list says {listed!r}")
    below = lab.browser.ask("""(() => { const box = document.querySelector('.complaint').getBoundingClientRect(), paper = document.querySelector('textarea').getBoundingClientRect()
      return (box.top - paper.top - 10) / 21 })()""")
    check(abs(below - 5) < 0.2, f"the complaint is under line {below}")
    lab.type(START)
    lab.browser.until("!document.querySelector('.complaint')", "the complaint stays")
    check(lab.text() == START, "the text is changed by being typed")
    same(lab, "typed")
    # A change by a button right behind a letter keeps the letter.
    lab.browser.ask("""(() => { const area = document.querySelector('textarea'); area.value = area.value.replace('Dragged', 'Typed')
      area.dispatchEvent(new Event('input')); document.getElementById('add-timeout').click() })()""")
    lab.settle()
    check("title Typed" in lab.text() and "timeout" in lab.text(), f"what was typed is lost: {lab.text()}")
    same(lab, "a button behind a letter")


def completing(lab):
    """A word is completed by a key: a statement, a name, and a word of a statement's form."""
    browser = lab.browser
    lab.type("title T\n")
    for typed, whole in [("prog", "program "), ("three-stages-l", "three-stages-looking "), ("\nca", "\ncall "), ("1 ta", "1 takes ")]:
        browser.type(typed)
        lab.settle()
        for kind in ["keyDown", "keyUp"]:
            browser.send("Input.dispatchKeyEvent", type=kind, key=" ", windowsVirtualKeyCode=32, modifiers=2)
        check(lab.text().endswith(whole), f"'{typed}' is completed to {lab.text()!r}")
    browser.type("9ms returns \"x\"\n")
    lab.settle()
    check(lab.trouble() == "" and not browser.ask("document.querySelector('.complaint')"), f"what was completed has mistakes: {lab.text()}")
    same(lab, "completed")
    lab.type("title T\nwi")
    browser.ask("document.querySelector('#editor [aria-label^=\"insert with:\"]').click()")
    check(lab.text() == "title T\nwith ", f"a button completes to {lab.text()!r}")


def dragging(lab):
    lab.type(START)
    lab.drag("reply to call 2", 120)
    same(lab, "a reply past the cancellation")
    check(any("call 2 cancelled" in event for event in lab.lanes()["async"]), "the async lane does not show the cancellation")
    check(lab.browser.ask("document.querySelectorAll('.fresh').length") > 0, "what changed is not marked")
    # Step by step, so that the runs were asked for ahead; they are right before the pointer is released as well.
    lab.type(START)
    x, y = lab.handle("reply to call 2")
    lab.mouse("mousePressed", x, y)
    for number in range(1, 6):
        lab.mouse("mouseMoved", x + number * step_of(lab, 1_000_000), y)
        lab.settle()
        check(f"call 2 takes {20 + number}ms" in lab.text(), f"step {number} of a drag makes {lab.text()}")
        same(lab, f"step {number} of a drag")
    lab.mouse("mouseReleased", x + number * step_of(lab, 1_000_000), y, 0)
    lab.settle()
    chance = random.Random(7)
    texts = set()
    for number in range(50):
        if number % 10 == 0:
            lab.type(START)
        label = chance.choice(["reply to call 1", "reply to call 2", "reply to call 3", "cancel at"])
        if not lab.handle(label):
            label = "cancel at"
        lab.drag(label, chance.randrange(-160, 200), steps=chance.randrange(1, 5))
        check(lab.trouble() == "", f"drag {number}: {lab.trouble()}")
        same(lab, f"drag {number} of {label}")
        texts.add(lab.text())
    check(len(texts) > 40, f"50 drags made {len(texts)} texts")
    # A double click on the axis places a cancellation there, and a click on a call shows its behaviours.
    lab.type(START.replace("cancel at 55ms\n", ""))
    left, top = lab.browser.ask("(() => { const box = document.querySelector('#stage svg').getBoundingClientRect(); return [box.left, box.top] })()")
    for count in [1, 2]:
        for kind in ["mousePressed", "mouseReleased"]:
            lab.browser.send("Input.dispatchMouseEvent", type=kind, x=left + 200, y=top + 30, button="left", clickCount=count)
    lab.settle()
    check("cancel at " in lab.text(), f"a double click places no cancellation: {lab.text()}")
    same(lab, "a placed cancellation")
    x, y = lab.handle("call 1") or lab.handle("reply to call 1")
    lab.mouse("mousePressed", x - 40, y)
    lab.mouse("mouseReleased", x - 40, y, 0)
    lab.settle()
    lab.click("never answers", "#inspector")
    check("call 1 never answers" in lab.text(), f"a click on a call does not make it hang: {lab.text()}")
    same(lab, "a call that hangs")
    lab.type(START)
    lab.drag("reply to call 3", 30)
    # Undo leads back to the last text that was typed.
    for _ in range(60):
        lab.browser.ask("document.getElementById('undo').click()")
        lab.settle()
        if lab.text() == START:
            break
    check(lab.text() == START, "undo does not lead back")
    same(lab, "undone")
    print(f"50 drags, {len(texts)} texts: each has the events of the command line")


def choosing(lab):
    """What is chosen beside the picture is the same change of the text, and the runs are those of the command line."""
    for manner, words in [("fails", 'fails 503 "Service Unavailable"'), ("never answers", "never answers"), ("answers twice", "twice"),
                          ("answers at once", "at once"), ("answers", 'takes 20ms returns "bag"')]:
        lab.type(START)
        x, y = lab.handle("reply to call 2")
        lab.mouse("mousePressed", x - 40, y)
        lab.mouse("mouseReleased", x - 40, y, 0)
        lab.click(manner, "#inspector")
        line = next((line for line in lab.text().splitlines() if line.startswith("call 2")), "")
        check(words in line, f"'{manner}' makes '{line}'")
        same(lab, manner)
    lab.type(START.replace("cancel at 55ms", "timeout 45ms"))
    lab.drag("timeout", -100)
    check("timeout 45ms" not in lab.text() and "timeout" in lab.text(), f"a time limit is not dragged: {lab.text()}")
    same(lab, "a time limit that was dragged")
    lab.type(START)
    lab.enter("pipelines", "3")
    lab.enter("each later by", "7ms")
    check("repeat 3 every 7ms" in lab.text(), f"the pipeline is not repeated: {lab.text()}")
    same(lab, "three pipelines")
    lab.enter("seed", "77")
    check("seed 77" in lab.text(), "there is no seed")
    lab.enter("program", "three-stages-looking")
    check("program three-stages-looking" in lab.text(), "there is no other program")
    same(lab, "another program")
    lab.enter("program", "spinner")
    lab.enter("frame", "3ms")
    check("with frame 3ms" in lab.text(), f"there is no setting: {lab.text()}")
    same(lab, "a setting")
    lab.enter("each later by", "soon")
    check("'soon' is not a duration" in lab.trouble(), f"a wrong duration is not complained of: {lab.trouble()!r}")
    lab.enter("each later by", "7ms")
    browser = lab.browser
    browser.ask("(() => { const list = document.getElementById('scenario'); list.value = 'cancelled-at-the-reply'; list.dispatchEvent(new Event('change')) })()")
    lab.settle()
    check("cancel" in lab.text() and browser.ask("document.getElementById('scenario').value") == "cancelled-at-the-reply", "no scenario is chosen")
    same(lab, "a chosen scenario")


def marking(lab):
    """The verdict and the rules mark what a change has made new, and what it has ended."""
    lab.type(START)
    lab.type(START + "# the same runs\n")
    check("the styles agree" in lab.verdict() and "Δ" not in lab.verdict(), f"before: {lab.verdict()}")
    lab.drag("cancel at", -1 * step_of(lab, 5_000_000))
    check("cancel at 50ms" in lab.text(), f"the cancellation is dragged to {lab.text()}")
    said = lab.verdict()
    check("Δ ≠ the styles differ" in said and "Δ new: steps" in said and "Δ changed: " in said, f"a new difference is not marked: {said}")
    lab.drag("cancel at", step_of(lab, 5_000_000))
    said = lab.verdict()
    check("Δ ✓ the styles agree" in said and "Δ no longer: steps" in said, f"a difference that went is not marked: {said}")
    lab.click("record expectations")
    lab.browser.until("document.getElementById('verdict').textContent.includes('as expected')", "no expectations are recorded")
    lab.drag("reply to call 1", 20)
    said = lab.verdict()
    check("Δ ✗ not as expected" in said and "Δ new: " in said and "does not do what is expected on line" in said, f"a broken expectation is not marked: {said}")


def step_of(lab, nanoseconds):
    """How many pixels of the picture are some time: between its margins is the time that a handle can have."""
    wide, most = lab.browser.ask("[document.querySelector('#stage svg').clientWidth - 28, Number(document.querySelector('.handle[aria-valuemax]').getAttribute('aria-valuemax'))]")
    return wide / most * nanoseconds
