# Three calls, each made from the reply to the one before: with callbacks and as a coroutine.

import asyncio


# region callbacks
def three_stages(request, completion):
    def stage1(reply):
        call("call 2", step(reply), stage2, completion)

    def stage2(reply):
        call("call 3", step(reply), stage3, completion)

    def stage3(reply):
        completion(step(reply), None)

    call("call 1", request, stage1, completion)
# endregion


# region coroutine
async def three_stages_async(request):
    reply1 = await call_async("call 1", request)
    reply2 = await call_async("call 2", step(reply1))
    reply3 = await call_async("call 3", step(reply2))
    return step(reply3)
# endregion


def step(reply):
    return reply + "."


def call(name, request, success, failure):
    if name == "call 4":
        failure(None, OSError("no such call"))
    asyncio.get_running_loop().call_later(0.01, success, f"{request}, {name}")


async def call_async(name, request):
    await asyncio.sleep(0.01)
    return f"{request}, {name}"


async def main():
    answer = asyncio.get_running_loop().create_future()
    three_stages("me", lambda value, error: answer.set_result(value))
    assert await answer == await three_stages_async("me")
    print(await three_stages_async("me"))


asyncio.run(main())
