"""The modules of the page by themselves."""

from page import check

# Each line is a module, an expression over it, and what it comes to.
UNITS = [
    ("page/elements", "[0, 1, 1500, 1e6, 1500000, 2e9].map(m.timeText)", ["0ms", "1ns", "1.5us", "1ms", "1.5ms", "2s"]),
    ("page/elements", "[m.counted(1, 'run'), m.counted(2, 'run')]", ["1 run", "2 runs"]),
    ("page/elements", "m.make('p', {}, '<b>x</b>').innerHTML", "&lt;b&gt;x&lt;/b&gt;"),
    ("picture/scales", "[1, 60e6, 1e9].map(m.stepOf)", [1, 1e6, 1e7]),
    ("picture/scales", "m.ticksOf(58e6, 7)", [0, 1e7, 2e7, 3e7, 4e7, 5e7]),
    ("picture/scales", "['M-6 -6L6 0L-6 6Z', 'M-6 -6H6V6H-6Z', 'M-5 0A5 5 0 1 1 5 0'].map(m.shapeAnywhere)",
        ["m-6 -6l12 6l-12 6z", "m-6 -6h12v12h-12z", "m-5 0a5 5 0 1 1 10 0"]),
    ("text/address", "m.addressOf('title \u00e9 \ud55c\\n').then(m.textOf)", "title \u00e9 \ud55c\n"),
    ("text/address", "Promise.all(['', '#', '#z=', '#z=!', '#z=AAAA', '#t=%ff', '#x=1'].map(m.textOf))", [None] * 7),
    ("text/address", "m.addressOf('a'.repeat(2e6)).then(m.textOf)", None),
    ("text/history", "(() => { const h = new m.History('a'); h.keep('b', 'k'); h.keep('c', 'k'); h.keep('d', null); return [h.undo(), h.undo(), h.undo(), h.redo(), h.canRedo] })()",
        ["c", "a", None, "c", True]),
    ("text/history", "(() => { const h = new m.History('a'); h.keep('b', null); h.undo(); h.keep('c', null); return [h.redo(), h.undo()] })()", [None, "a"]),
    ("picture/calls", "m.editMoving({ kind: 'call', bar: { call: '2', pipeline: 3, attempt: 1, takes: 20, due: 50 } }, 45, true)",
        {"edit": "takes", "call": "2", "pipeline": 3, "attempt": 1, "alone": True, "nanoseconds": 15}),
    ("picture/calls", "m.editMoving({ kind: 'call', bar: { call: '2', pipeline: 1, attempt: 1, takes: 20, due: 50 } }, 7, false).nanoseconds", 0),
    ("picture/calls", "m.editMoving({ kind: 'timeout', pipeline: 2, start: 10 }, 35)", {"edit": "timeout", "pipeline": 2, "nanoseconds": 25}),
    ("picture/calls", "[m.editRemoving({ kind: 'cancel', line: 7, pipeline: 1 }), m.editRemoving({ kind: 'call' })]", [{"edit": "cancel", "line": 7, "pipeline": 1}, None]),
    ("runs/runs", """(() => { const lane = { label: 'a', index: 0 }, row = (index, at, text) => ({ index, at, pipeline: 1, texts: [text], sites: [0] })
        const old = { lanes: [lane], rows: [row(0, 0, 'x'), row(1, 5, 'y'), row(2, 5, 'y')] }, fresh = { lanes: [lane], rows: [row(0, 0, 'x'), row(1, 5, 'y'), row(2, 6, 'y')] }
        const found = m.changes(old, fresh); return [[...found.cells], found.lanes, m.changes(null, fresh).lanes, m.changes(fresh, fresh).lanes] })()""",
        [["2/0"], [{"label": "a", "came": 1, "went": 1}], [], []]),
    ("page/elements", """(() => { const box = document.createElement('p'), put = (...keys) => { m.patch(box, keys.map((key) => ({ key, make: () => m.make('b', {}, key) }))); return [...box.children] }
        const first = put('x', 'y', 'z'), second = put('x', 'w'); return [box.textContent, first[0] === second[0], first[1] === second[1], second.length] })()""",
        ["xw", True, False, 2]),
    ("text/completion", """(() => { const statements = [{ keyword: 'call', usages: ['call NAME [takes DURATION | at once] returns "TEXT"', 'call NAME fails STATUS "in REASON"'], meaning: 'm' },
          { keyword: 'cancel', usages: ['cancel [NUMBER] on sent NAME'], meaning: 'n' }, { keyword: 'program', usages: ['program NAME'], meaning: 'p' }]
        const names = { programs: ['three', 'spin'], settings: ['frame'], calls: ['1', '2'] }
        return ['', 'ca', 'call', 'call ', 'call 1 ', 'call 1 takes 3ms r', 'call 1 returns "ta', 'program ', 'program th', '# ca', '  ca', 'cancel on sent ', 'nothing x']
          .map((line) => m.completions(line, statements, names).words.map(({ word }) => word).join(' ')) })()""",
        ["call cancel program", "call cancel", "", "1 2", "takes at once returns fails", "returns", "", "three spin", "three", "", "", "1 2", ""]),
    ("page/later", "(() => { const l = new m.Later(), done = []; for (const name of 'ab') l.put(() => done.push(name)); l.now(() => done.push('c')); "
        "l.put(() => done.push('d')); return new Promise((resume) => setTimeout(() => resume(done), 200)) })()", ["c", "d"]),
    ("asking/ahead", "(() => { const a = new m.Ahead(); a.keep(JSON.stringify({ text: 'x' }), 7); return [a.take({ text: 'x' }), a.take({ text: 'y' })] })()", [7, None]),
    ("asking/ahead", "(() => { const a = new m.Ahead(); for (let n = 0; n < 70; n += 1) a.keep(JSON.stringify(n), n); return [a.answers.size, a.take(9), a.take(10)] })()",
        [60, None, 10]),
    ("asking/ahead", "[m.placesAhead(20, 10, 5), m.placesAhead(5, 10, 5), m.placesAhead(0, 0, 5)]", [[25, 15, 30, 35], [0, 10], [5, 10, 15]]),
    ("runs/sources", """(() => { const picture = { sites: [{ file: 'M/A', line: 3 }, { file: 'M/A', line: 5 }, { file: 'M/B', line: 1 }],
          rows: [[0, 2], [1, -1], [-1, 2]].map((sites, index) => ({ sites, texts: index === 1 ? ['a', null] : ['a', 'b'] })) }
        return [[0, 1, 2, 3, 9].map((step) => m.siteAt(picture, 0, step)?.line || 0), m.siteAt(picture, 1, 2).file, m.filesOf(picture, 0), m.filesOf(picture, 1)] })()""",
        [[0, 3, 5, 5, 5], "M/B", ["M/A"], ["M/B"]]),
]


def units(lab):
    for module, expression, expected in UNITS:
        found = lab.browser.ask(f"import('/{module}.js').then((m) => {expression})")
        check(found == expected, f"{module}.js: {expression} is {found!r}")
    print(f"{len(UNITS)} checks of the page's modules")
