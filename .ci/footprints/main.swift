// Prints how many runs a second an exploration makes, with the compiler's reports of memory and without, and what they cost outside.
//
// usage: footprints [SECONDS]     for each of the twelve rates, by default 1

import EventLoops
import Exploration
import Glibc
import Instrumented
import Plain
// Linked for the functions that instrumented code calls.
import ScheduleTesting

/// A body as a program that is explored; its outcome is what it returns.
func subject(_ body: @escaping @Sendable () async -> Int) -> Subject {
  Subject("shopping", sharing: .instrumented, capturing: .everything) { loop in
    let outcome = LoopConfined(0, on: loop)
    loop.spawn("test") { outcome.value = await body() }
    return { Verdict("\(outcome.value)", findings: $0.isClean ? [] : ["something is left over"]) }
  }
}

func processorNanoseconds() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
  return Double(time.tv_sec) * 1e9 + Double(time.tv_nsec)
}

/// How many events the body takes in plain order.
func segments(_ body: @escaping @Sendable () async -> Int) throws -> Int {
  let loop = VirtualEventLoop(capturing: .everything)
  _ = try loop.run { await body() }
  return loop.eventCount
}

func rounded(_ number: Double) -> Double { (number * 100).rounded() / 100 }

let seconds = CommandLine.arguments.dropFirst().first.flatMap(Double.init) ?? 1
let clock = ContinuousClock()

/// The runs a second of one exploration after another.
func runsPerSecond(_ subject: Subject, _ effort: Effort) -> Double {
  var runs = 0
  let begin = clock.now
  repeat {
    let exploration = ScheduleExploration(of: subject, effort)
    precondition(exploration.failures.isEmpty, "\(exploration.failures)")
    runs += exploration.runs
  } while clock.now - begin < .seconds(seconds)
  return Double(runs) / ((clock.now - begin) / .seconds(1))
}

print("runs a second: segments, footprints, runs a second of seeds and of the search, and the runs of the whole search")
for (tasks, items) in [(2, 1), (4, 5), (7, 13)] {
  let segments = try segments { await Plain.shopping(tasks: tasks, items: items) }
  for (name, body) in [
    ("on", { @Sendable in await Instrumented.shopping(tasks: tasks, items: items) }),
    ("off", { @Sendable in await Plain.shopping(tasks: tasks, items: items) }),
  ] as [(String, @Sendable () async -> Int)] {
    let subject = subject(body)
    let seeds = runsPerSecond(subject, Effort(runs: 0, reversals: 0, seededRuns: 0, auditRuns: 500))
    let search = runsPerSecond(subject, Effort(runs: 500, reversals: nil, seededRuns: 0, auditRuns: 0))
    let whole = ScheduleExploration(of: subject, Effort(runs: 5_000, reversals: nil, seededRuns: 0, auditRuns: 0))
    let end = whole.isComplete ? "\(whole.runs)" : "more than 5000"
    print("\(segments), \(name), \(Int(seeds)), \(Int(search)), \(end)")
  }
}

print("outside of an exploration: work, instrumented by plain, nanoseconds of both")
for (name, count, instrumented, plain) in [
  ("additions to a property", 2_000_000, Instrumented.additions, Plain.additions),
  ("words counted in a dictionary", 20_000, Instrumented.countedWords, Plain.countedWords),
  ("insertions into an array", 2_000, Instrumented.insertions, Plain.insertions),
] as [(String, Int, (Int) -> Int, (Int) -> Int)] {
  var ratios: [Double] = []
  var times: [(Double, Double)] = []
  for _ in 0..<9 {
    var results: [Int] = []
    let begin = processorNanoseconds()
    results.append(instrumented(count))
    let middle = processorNanoseconds()
    results.append(plain(count))
    let (with, without) = (middle - begin, processorNanoseconds() - middle)
    precondition(results[0] == results[1])
    ratios.append(with / without)
    times.append((with / Double(count), without / Double(count)))
  }
  ratios.sort()
  let (with, without) = times.sorted { $0.0 < $1.0 }[4]
  print(
    "\(name), \(rounded(ratios[4])) (\(rounded(ratios[0])) to \(rounded(ratios[8]))), \(rounded(with)), \(rounded(without))"
  )
}
