# The character finder over TCP: a session, and the server that starts one for each connection.

import asyncio
import unicodedata

NAMES = {code: unicodedata.name(chr(code), "") for code in range(0x20, 0x3000)}


def found(query):
    words = query.upper().split()
    return [code for code, name in NAMES.items() if words and all(word in name.split() for word in words)]


# region session
async def session(reader, writer):
    try:
        while True:
            writer.write(b"?> ")  # a plain call: it puts the bytes into a buffer
            await writer.drain()  # waits while the client does not read
            line = await reader.readline()  # waits for the client
            if not line or line[0] < 32 and line not in (b"\n", b"\r\n"):
                break  # the end of the stream, or a control character
            codes = found(line.decode(errors="replace"))  # a plain call, which takes processor time
            for code in codes:
                writer.write(f"U+{code:04X}\t{chr(code)}\t{NAMES[code]}\r\n".encode())
                await writer.drain()
            writer.write(f"{len(codes)} matches\r\n".encode())
    finally:
        writer.close()
# endregion


# region server
async def serve(host, port):
    server = await asyncio.start_server(session, host, port)
    async with server:
        await server.serve_forever()
# endregion


async def main():
    server = await asyncio.start_server(session, "127.0.0.1", 0)
    reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
    writer.write(b"registered\r\n")
    writer.write_eof()
    print((await reader.read()).decode())
    writer.close()
    server.close()


asyncio.run(main())
