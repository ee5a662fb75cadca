# A file is saved on a thread, so that the loop is not blocked; once without awaiting it, and once awaited.

import asyncio
import pathlib
import tempfile


def save(path, image):
    path.write_bytes(image)


# region not-awaited
async def download_one_as_the_book(path, image):
    loop = asyncio.get_running_loop()
    loop.run_in_executor(None, save, path, image)  # an error of the disk is only logged
    return "ok"
# endregion


# region awaited
async def download_one(path, image):
    await asyncio.to_thread(save, path, image)
    return "ok"
# endregion


async def main():
    missing = pathlib.Path(tempfile.gettempdir()) / "no such folder" / "br.gif"
    print(await download_one_as_the_book(missing, b"GIF"))
    try:
        await download_one(missing, b"GIF")
    except FileNotFoundError as error:
        print("error:", error.strerror)


asyncio.run(main())
