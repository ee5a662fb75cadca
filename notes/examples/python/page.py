# The character finder over HTTP, with aiohttp 3: with the argument `serve` it runs, otherwise it finds one character.

import html
import sys
import unicodedata

try:
    from aiohttp import web
except ImportError:
    web = None

NAMES = {code: unicodedata.name(chr(code), "") for code in range(0x20, 0x3000)}


# region home
def rows(query):
    words = query.upper().split()
    return [f"<li>{html.escape(chr(code))} {name}" for code, name in NAMES.items() if words and set(words) <= set(name.split())]


async def home(request):  # aiohttp 3 wants a coroutine, although this one waits for nothing
    query = request.query.get("query", "").strip()
    return web.Response(text="".join(rows(query)), content_type="text/html", charset="utf-8")


def application():
    app = web.Application()
    app.router.add_get("/", home)
    return app
# endregion


if "serve" in sys.argv:
    web.run_app(application(), host="127.0.0.1", port=8888)
print("".join(rows("registered")))
