#!/usr/bin/env python3
"""The character finder over TCP on asyncio's streams: the counterpart of `braid charfinder tcp`.

usage: .ci/peers/tcp.py [kept] [apart]

With `kept` each row is made once and kept as bytes, as Braid's server does. The last page and the prompt behind it are one write, as
they are one send there; with `apart` they are two, as one would write the session first.
"""

import asyncio
import functools
import sys
import unicodedata

from finder import found, status

PAGE = 20


def row(code):
    return f"{f'U+{code:04X}':7}\t{chr(code)}\t{unicodedata.name(chr(code))}\r\n".encode()


if "kept" in sys.argv:
    row = functools.cache(row)
APART = "apart" in sys.argv


async def session(reader, writer):
    peer = "{}:{}".format(*writer.get_extra_info("peername"))
    prompt = b"?> "
    while True:
        if prompt:
            writer.write(prompt)
            await writer.drain()
        line = await reader.readline()
        if not line:
            break
        query, prompt = line.decode().strip(), b"?> "
        if not query:
            continue
        print(f"{peer}  query {query!r}")
        codes = found(query)
        # A page is written before the next one is made, as in Braid.
        for start in range(0, max(len(codes), 1), PAGE):
            text = b"".join(map(row, codes[start : start + PAGE]))
            if start + PAGE >= len(codes):
                text += f"{status(query, len(codes))}\r\n".encode()
                if not APART:
                    text, prompt = text + prompt, b""
            writer.write(text)
            await writer.drain()
        print(f"{peer}  sent {len(codes)} results")
    writer.close()


async def serve():
    server = await asyncio.start_server(session, "127.0.0.1", 0, backlog=1024)
    print("127.0.0.1:{}".format(server.sockets[0].getsockname()[1]), flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(serve())
