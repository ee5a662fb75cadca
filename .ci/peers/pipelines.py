#!/usr/bin/env python3
"""Pipelines of three calls on asyncio, whose clock jumps: the counterpart of `braid bench pipeline-…`.

usage: .ci/peers/pipelines.py callback|future|async IN-FLIGHT [varied]     prints nanoseconds of processor time a pipeline
"""

import asyncio
import selectors
import sys
import time


class Selector(selectors.DefaultSelector):
    """Never waits: it moves the loop's clock by the time that it should have waited."""

    def __init__(self):
        super().__init__()
        self.now = 0.0

    def select(self, timeout=None):
        if timeout:
            self.now += timeout
        return super().select(0)


class Loop(asyncio.SelectorEventLoop):
    def __init__(self):
        self.jumping = Selector()
        super().__init__(self.jumping)

    def time(self):
        return self.jumping.now


def latency(milliseconds, request):
    return (milliseconds + request // {30: 1, 20: 13, 10: 169}[milliseconds] % 13) / 1000


def call(loop, milliseconds, request, completion):
    loop.call_later(latency(milliseconds, request), completion, request + 1)


def called(loop, milliseconds, request):
    future = loop.create_future()
    loop.call_later(latency(milliseconds, request), future.set_result, request + 1)
    return future


def callback(loop, request, done):
    call(loop, 30, request, lambda request2: call(loop, 20, request2, lambda request3: call(loop, 10, request3, done)))


def future(loop, request, done):
    """Futures of asyncio have no `then`: a future for each step, and what settles it."""

    def then(source, step):
        result = loop.create_future()
        source.add_done_callback(
            lambda source: step(source.result()).add_done_callback(lambda inner: result.set_result(inner.result()))
        )
        return result

    whole = then(called(loop, 30, request), lambda reply: called(loop, 20, reply))
    whole = then(whole, lambda reply: called(loop, 10, reply))
    whole.add_done_callback(lambda whole: done(whole.result()))


async def pipeline(loop, request, done):
    async def sleeping(milliseconds, request):
        await asyncio.sleep(latency(milliseconds, request))
        return request + 1

    request2 = await sleeping(30, request)
    request3 = await sleeping(20, request2)
    done(await sleeping(10, request3))


def measure(style, in_flight, is_varied):
    loop = Loop()
    asyncio.set_event_loop(loop)
    left = in_flight
    tasks = set()

    def done(_):
        nonlocal left
        left -= 1
        if left == 0:
            loop.stop()

    def start():
        for number in range(in_flight):
            request = number if is_varied else 0
            if style == "async":
                task = loop.create_task(pipeline(loop, request, done))
                tasks.add(task)
                task.add_done_callback(tasks.discard)
            else:
                {"callback": callback, "future": future}[style](loop, request, done)

    loop.call_soon(start)
    begin = time.process_time_ns()
    loop.run_forever()
    return (time.process_time_ns() - begin) / in_flight


if __name__ == "__main__":
    print(f"{measure(sys.argv[1], int(sys.argv[2]), sys.argv[3:] == ['varied']):.1f}")
