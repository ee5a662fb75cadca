#!/usr/bin/env python3
"""The page of the character finder on aiohttp: the counterpart of `braid charfinder http`.

usage: .ci/peers/page.py      (pip install aiohttp); it serves the same page from the same template, 200 results at a time,
                              writes a line for each query, and answers 404 for any other path
"""

import asyncio
import html
import pathlib
import re
import sys
import unicodedata
from urllib.parse import quote

from aiohttp import web

TEMPLATE = (pathlib.Path(__file__).parents[2] / "Sources/CommandLineInterface/Resources/charfinder.html").read_text()
EXAMPLES = (
    "bismillah black Braille cat chess circled digit dot Ethiopic face hexagram Malayalam mark operator Roman symbol"
).split()
ROWS = 200
LINKS = " ".join(f'<a href="/?query={word}" title="find &quot;{word}&quot;">{word}</a>' for word in EXAMPLES)
PIECES = re.split(r"\{\{(\w+)\}\}", TEMPLATE)


def make_index():
    index = {}
    for code in range(0x20, sys.maxunicode + 1):
        name = unicodedata.name(chr(code), None)
        for word in re.split(r"[ -]", name) if name else []:
            index.setdefault(word, set()).add(code)
    return index


INDEX = make_index()


def found(query):
    words = re.findall(r"\w+", query.upper())
    if not words:
        return []
    postings = sorted((INDEX.get(word, set()) for word in words), key=len)
    return sorted(postings[0].intersection(*postings[1:]))


def link(query, start):
    return f"/?query={quote(query, safe='')}" + (f"&amp;start={start}" if start else "")


def page(query, start):
    codes = found(query)
    rows = [
        f"<tr><td>U+{code:04X}</td><th>{html.escape(chr(code))}</th><td>{html.escape(unicodedata.name(chr(code)))}</td></tr>"
        for code in codes[start : start + ROWS]
    ]
    links = []
    if start > 0:
        links.append(f'<a rel="prev" href="{link(query, max(0, start - ROWS))}">previous</a>')
    if start + ROWS < len(codes):
        links.append(f'<a rel="next" href="{link(query, start + ROWS)}">next</a>')
    footer = [f"<footer>{' '.join(links)}</footer>"] if links else []
    status = {0: "No match", 1: "1 match"}.get(len(codes), f"{len(codes)} matches") + f" for {query!r}"
    if not query:
        status = "Enter words describing characters."
    elif len(codes) > ROWS and start < len(codes):
        status += f", {start + 1} to {min(start + ROWS, len(codes))} of them here"
    texts = {
        "examples": LINKS,
        "query": html.escape(query),
        "status": html.escape(status),
        "results": "\n".join(["<table>", *rows, "</table>", *footer]) if rows else "",
    }
    return "".join(texts[piece] if place % 2 else piece for place, piece in enumerate(PIECES)), len(codes)


async def answer(request):
    query = request.query.get("query", "").strip()
    try:
        start = int(request.query.get("start", "0"))
    except ValueError:
        raise web.HTTPBadRequest
    text, count = page(query, max(0, start))
    print(f'query "{query}", {count} results')
    return web.Response(text=text, content_type="text/html")


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
