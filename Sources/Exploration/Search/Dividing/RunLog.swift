// The runs of a branch of a search, as far as an exploration counts them.

import EventLoops

/// What an exploration has to know of each run of a branch, in their order.
struct RunLog: Sendable {
  /// One run.
  struct Entry: Sendable {
    /// The hash of its class; nil if the run was redundant.
    let hash: UInt64?
    /// Which of the verdicts it came to.
    let verdict: Int
    let choices: Int
    let steps: Int
    let ending: Report.Ending
  }

  private(set) var entries: [Entry] = []
  /// How many events all runs have together.
  private(set) var steps = 0
  /// What the runs came to, and the picks of the first run of each.
  private(set) var verdicts: [(verdict: Verdict, picks: [Int])] = []
  /// The situations to which some run came.
  private(set) var reached: Set<String> = []
  /// What ran and is not understood, by name, with the number of the first run in which it did.
  private(set) var unseen: [(run: Int, name: String)] = []
  private var places: [Verdict: Int] = [:]

  mutating func add(_ trial: SubjectRun, _ record: ScheduleRecord, ofClass hash: UInt64?) {
    // A redundant run does not count, and may have been ended early: it has a verdict of its own.
    let place = (hash == nil ? nil : places[trial.verdict]) ?? verdicts.count
    if place == verdicts.count {
      if hash != nil { places[trial.verdict] = place }
      verdicts.append((trial.verdict, record.picks))
    }
    if hash != nil { reached.formUnion(trial.verdict.reached) }
    for name in record.unseen where !unseen.contains(where: { $0.name == name }) {
      unseen.append((entries.count, name))
    }
    steps += record.steps.count
    entries.append(
      Entry(
        hash: hash, verdict: place, choices: record.picks.count, steps: record.steps.count, ending: trial.report.ending)
    )
  }
}
