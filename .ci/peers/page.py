#!/usr/bin/env python3
"""The page of the character finder on aiohttp: the counterpart of `braid charfinder http`.

usage: .ci/peers/page.py [kept]     (pip install aiohttp)

It serves the same page from the same template, 200 results at a time, writes a line for each query, and answers 404 for any other
path. With `kept` each row is made once and kept as bytes, and the page is put together from bytes, as in Braid's server.
"""

import asyncio
import functools
import html
import pathlib
import re
import sys
import unicodedata
from urllib.parse import quote

from aiohttp import web

import finder
from finder import found

TEMPLATE = (pathlib.Path(__file__).parents[2] / "Sources/CommandLineInterface/Resources/charfinder.html").read_text()
EXAMPLES = (
    "bismillah black Braille cat chess circled digit dot Ethiopic face hexagram Malayalam mark operator Roman symbol"
).split()
ROWS = 200
LINKS = " ".join(f'<a href="/?query={word}" title="find &quot;{word}&quot;">{word}</a>' for word in EXAMPLES)
CUT = list(enumerate(re.split(r"\{\{(\w+)\}\}", TEMPLATE)))
PIECES = {str: CUT, str.encode: [(place, piece if place % 2 else piece.encode()) for place, piece in CUT]}


def escaped(text):
    return html.escape(text, quote=False).replace('"', "&quot;")


def row(code):
    return f"<tr><td>U+{code:04X}</td><th>{escaped(chr(code))}</th><td>{escaped(unicodedata.name(chr(code)))}</td></tr>\n"


def link(query, start):
    return f"/?query={quote(query, safe='')}" + (f"&amp;start={start}" if start else "")


def filled(query, start, encode, row):
    """The page and the number of results; `encode` makes what the rows are joined to: text, or bytes."""
    codes = found(query)
    rows = [row(code) for code in codes[start : start + ROWS]]
    links = []
    if start > 0:
        links.append(f'<a rel="prev" href="{link(query, max(0, start - ROWS))}">previous</a>')
    if start + ROWS < len(codes):
        links.append(f'<a rel="next" href="{link(query, start + ROWS)}">next</a>')
    footer = f"\n<footer>{' '.join(links)}</footer>" if links else ""
    status = finder.status(query, len(codes))
    if not query:
        status = "Enter words describing characters."
    elif len(codes) > ROWS and start < len(codes):
        status += f", {start + 1} to {min(start + ROWS, len(codes))} of them here"
    texts = {
        "examples": [encode(LINKS)],
        "query": [encode(escaped(query))],
        "status": [encode(escaped(status))],
        "results": [encode("<table>\n"), *rows, encode("</table>" + footer)] if rows else [],
    }
    return encode("").join(part for place, piece in PIECES[encode] for part in (texts[piece] if place % 2 else [piece])), len(codes)


KEPT = sys.argv[1:] == ["kept"]


@functools.cache
def kept_row(code):
    return row(code).encode()


async def answer(request):
    query = request.query.get("query", "").strip()
    try:
        start = int(request.query.get("start", "0"))
    except ValueError:
        raise web.HTTPBadRequest
    if KEPT:
        page, count = filled(query, max(0, start), str.encode, kept_row)
    else:
        text, count = filled(query, max(0, start), str, row)
        page = text.encode()
    print(f'query "{query}", {count} results')
    return web.Response(body=page, content_type="text/html", charset="utf-8")


async def serve():
    app = web.Application()
    app.router.add_get("/", answer)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    port = site._server.sockets[0].getsockname()[1]
    print(f"http://127.0.0.1:{port}/", flush=True)
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(serve())
