"""How long a turn of a drag takes."""

import random
import time

from changes import step_of
from page import check

def latency(lab, text, label, most, jump):
    """From the time stamp of the pointer's event to the end of the frame that shows the runs, in milliseconds, and its parts.

    A hand that moves step by step comes to places whose runs were asked for ahead. After each jump they are asked for on the spot.
    """
    lab.type(text)
    lab.browser.ask("performance.clearMeasures('drag-to-paint')")
    chance = random.Random(16)
    for _ in range(6):
        # Each drag is of another text, so that no answer of the last one is known.
        x, y = lab.handle(label)
        lab.mouse("mouseMoved", x, y, 0)
        lab.mouse("mousePressed", x, y)
        step = step_of(lab, 1_000_000)
        for turn in range(1, 11):
            # A hand moves at any time between two frames. Each turn is answered before the next one, so that a turn is measured
            # and not the queue of turns.
            time.sleep(chance.random() / 30)
            x += step * (6 * (-1) ** turn * turn if jump else 1)
            lab.mouse("mouseMoved", x, y)
            lab.browser.until("document.documentElement.dataset.state === 'answered'", "a turn of a drag is not answered")
        lab.mouse("mouseReleased", x, y, 0)
        lab.settle()
        lab.type(lab.text() + "#\n")
    turns = lab.browser.ask("performance.getEntriesByName('drag-to-paint').map((entry) => ({ ...entry.detail, painted: entry.duration }))")
    check(len(turns) >= 40, f"only {len(turns)} turns of a drag were measured")
    times = sorted(turn["painted"] for turn in turns)
    half, late = times[len(times) // 2], times[len(times) * 19 // 20]
    parts = [f"{part} {sorted(turn[part] for turn in turns)[len(turns) // 2]:.1f}" for part in ["asked", "answered", "drawn", "frame"]]
    print(f"from drag to paint: {half:.1f} ms in the middle, {late:.1f} ms for 95 of 100, of {len(times)} ({label}, {'jumps' if jump else 'step by step'}, "
          f"the aim is {most} ms); {', '.join(parts)}")
    # A busy machine takes longer; what takes several times as long is another matter.
    check(half < most * 10, f"a drag takes {half:.0f} ms, and {most} ms are the aim")
