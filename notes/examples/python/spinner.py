# A spinner beside a function that blocks: a thread draws, and an event stops it.

import itertools
import threading
import time


# region spinner-thread
def spin(message, done):
    for frame in itertools.cycle("|/-\\"):
        print(f"\r{frame} {message}", end="", flush=True)
        if done.wait(0.1):  # true as soon as the event is set
            break
    print("\r" + " " * (len(message) + 2), end="\r")


def supervisor(slow_function):
    done = threading.Event()
    spinner = threading.Thread(target=spin, args=("thinking!", done))
    spinner.start()
    try:
        return slow_function()
    finally:
        done.set()
        spinner.join()
# endregion


def slow():
    time.sleep(0.35)
    return 42


print("Answer:", supervisor(slow))
