// The runs of an answer as objects, and what changed from one answer to the next.

/** The picture of an answer: lanes with bars, rows with what happened in each lane. */
export const decoded = (picture, marks) => {
  const word = (number) => (number < 0 ? null : picture.words[number]);
  const count = picture.lanes.length;
  const rows = picture.rows.map((numbers, index) => {
    const [when, at, pipeline, mark, differs, rule] = numbers;
    const texts = [], tracks = [], sites = [];
    for (let lane = 0; lane < count; lane += 1) {
      texts.push(word(numbers[6 + 3 * lane]));
      tracks.push(numbers[7 + 3 * lane]);
      sites.push(numbers[8 + 3 * lane]);
    }
    return { index, when: word(when), at, pipeline, mark: marks[mark][0], differs: differs === 1, rule: word(rule), texts, tracks, sites };
  });
  const lanes = picture.lanes.map((lane, index) => ({
    ...lane, index,
    bars: lane.bars.map(([call, pipeline, attempt, track, sent, end, takes, answered]) => ({
      call: word(call), pipeline, attempt, track, sent, end, takes, answered: answered === 1,
      // When the answer is due: a call that is cancelled before has one too, and can be moved by it.
      due: answered === 1 ? end : takes >= 0 ? sent + takes : null,
    })),
  }));
  const sentence = ([row, isAfter, number]) => ({ row, isAfter: isAfter === 1, text: word(number) });
  return {
    pipelines: picture.pipelines, rows, lanes, sites: picture.sites.map(([file, line]) => ({ file: word(file), line })), notes: picture.notes.map(sentence),
    point: picture.point ? sentence(picture.point) : null,
    end: Math.max(rows.reduce((latest, row) => Math.max(latest, row.at), 0), ...(rows.length > 400 ? [] : lanes.flatMap((lane) => lane.bars.map((bar) => bar.due || 0)))),
  };
};

/** What is said of an event in a lane, with its instant and its pipeline. */
const key = (row, lane) => `${row.at} ${row.pipeline} ${row.texts[lane]}`;

/** The events of a lane by label, each as often as it happens. Those of the runs before a drag are counted once. */
const inventory = (picture) => {
  if (!inventories.has(picture)) inventories.set(picture, counted(picture));
  return inventories.get(picture);
};
const inventories = new WeakMap();

const counted = (picture) => new Map(picture.lanes.map((lane) => {
  const counts = new Map();
  for (const row of picture.rows) {
    if (row.texts[lane.index] === null) continue;
    const own = key(row, lane.index);
    counts.set(own, (counts.get(own) || 0) + 1);
  }
  return [lane.label, counts];
}));

/** The cells that the old picture does not have, as `row/lane`, and for each lane how many events came and went. */
export const changes = (old, fresh) => {
  const cells = new Set(), lanes = [];
  if (!old) return { cells, lanes };
  const before = inventory(old);
  let stayed = 0;
  for (const lane of fresh.lanes) {
    const counts = new Map(before.get(lane.label) || []);
    let came = 0;
    for (const row of fresh.rows) {
      if (row.texts[lane.index] === null) continue;
      const own = key(row, lane.index), left = counts.get(own) || 0;
      if (left > 0) {
        counts.set(own, left - 1);
        stayed += 1;
      } else {
        cells.add(`${row.index}/${lane.index}`);
        came += 1;
      }
    }
    const went = [...counts.values()].reduce((sum, count) => sum + count, 0);
    if (came + went > 0) lanes.push({ label: lane.label, came, went });
  }
  // Where nothing is as it was, it is another scenario, and no change of this one.
  return stayed > 0 ? { cells, lanes } : { cells: new Set(), lanes: [] };
};
