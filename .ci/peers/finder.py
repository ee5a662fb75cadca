# The characters by the words of their names, as both servers of Python need them: `page.py` and `tcp.py`.

import re
import sys
import unicodedata


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


def status(query, count):
    return {0: "No match", 1: "1 match"}.get(count, f"{count} matches") + f" for {query!r}"
