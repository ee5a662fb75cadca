# A download of two requests: the image is a local variable while the country is on its way.

import asyncio


# region two-requests
async def download_one(code, permits):
    async with permits:
        image = await get_flag(code)
    async with permits:
        country = await get_country(code)
    name = f"{country.replace(' ', '_')}-{code}.gif"
    await asyncio.to_thread(save, image, name)
    return name
# endregion


async def get_flag(code):
    await asyncio.sleep(0.01)
    return f"image of {code}"


async def get_country(code):
    await asyncio.sleep(0.01)
    return {"BR": "Brazil", "US": "United States"}[code]


def save(image, name):
    pass


async def main():
    permits = asyncio.Semaphore(1)
    print(await asyncio.gather(*(download_one(code, permits) for code in ("BR", "US"))))


asyncio.run(main())
