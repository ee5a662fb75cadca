# Twenty downloads, one after another and at once.

import asyncio
import time

CODES = "CN IN US ID BR PK NG BD RU JP MX PH VN ET EG DE IR TR CD FR".split()


async def get_flag(code):
    await asyncio.sleep(0.01)  # in place of the network
    return f"image of {code}"


# region one-by-one
async def one_by_one(codes):
    return [await get_flag(code) for code in codes]
# endregion


# region all-at-once
async def all_at_once(codes):
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(get_flag(code)) for code in codes]
    return [task.result() for task in tasks]
# endregion


for download in (one_by_one, all_at_once):
    start = time.monotonic()
    images = asyncio.run(download(CODES))
    assert len(images) == 20
    print(download.__name__, round(time.monotonic() - start, 2), "s")
