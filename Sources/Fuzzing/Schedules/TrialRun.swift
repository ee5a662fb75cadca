// One run of a small concurrent program: what its statements share, and its logs.

import Callbacks
import EventLoops
import Promises
import Synchronization

/// What a run of a program shares.
///
/// Each body that runs by itself appends to a log of its own, so that an outcome has no order between bodies but what
/// the statements observe. The logs are the one thing that the record of a driven loop must not see.
final class TrialRun: Sendable {
  let loop: VirtualEventLoop
  let cells: [LoopConfined<Int>]
  /// The cells whose accesses are hidden from the record of a driven loop.
  let hidesCells: Bool
  let semaphores: [Semaphore]
  let promises: [Promise<Int>]
  let streams: [Stream]
  let locks: [Lock]
  private let actorsOfRun = Mutex<[TrialActor]>([])
  let scopes: [CancellationScope]
  private let layout: TrialLayout
  private let handles: [LoopConfined<Handle?>?]
  private let logs: LoopConfined<[[String]]>

  struct Stream: Sendable {
    let values: AsyncStream<Int>
    let source: AsyncStream<Int>.Continuation
  }

  /// A value that a search does not see.
  final class Lock: Sendable {
    let value = Mutex(0)
  }

  /// What a statement has left for others.
  enum Handle: Sendable {
    case timer(ScheduledTimer)
    case task(Task<Void, any Error>)
    case work(any Cancellable)
    case future(Future<Int>)
    case checked(CheckedContinuation<Void, Never>)
    case suspension(Suspension<Void>)
  }

  /// An error of the program's own.
  struct Failure: Error {}

  /// Sets the program up on a loop and runs its roots.
  init(_ layout: TrialLayout, on loop: VirtualEventLoop, hidingCells: Bool = false) {
    self.layout = layout
    self.loop = loop
    hidesCells = hidingCells
    cells = (0..<layout.cells).map { _ in LoopConfined(0, on: loop) }
    semaphores = (0..<layout.semaphores).map { Semaphore(on: loop, permits: $0 + 1, "semaphore\($0)") }
    promises = (0..<layout.promises).map { index in
      let promise = Promise<Int>(on: loop, "promise\(index)")
      if index == 0 { promise.onCancel { promise.fail(CancellationError()) } }
      return promise
    }
    streams = (0..<layout.streams).map { _ in
      let (values, source) = AsyncStream<Int>.makeStream()
      return Stream(values: values, source: source)
    }
    locks = (0..<layout.locks).map { _ in Lock() }
    scopes = (0..<layout.scopes).map { _ in CancellationScope(on: loop) }
    handles = layout.isNamed.map { $0 ? LoopConfined(nil, on: loop) : nil }
    logs = LoopConfined(observing: [[String]](repeating: [], count: layout.logCount), on: loop)
    if layout.isOrdinary {
      // Actors that are created in an event have names of their own in the record.
      loop.post("start") {
        self.createActors()
        self.perform(layout.program.roots, in: 0)
      }
    } else {
      createActors()
      perform(layout.program.roots, in: 0)
    }
  }

  var actors: [TrialActor] { actorsOfRun.withLock { $0 } }

  private func createActors() {
    actorsOfRun.withLock { $0 = (0..<layout.actors).map { _ in TrialActor() } }
  }

  /// The number of the log of a statement's body, if it has one of its own.
  func log(of statement: TrialStatement, _ block: Int = 0) -> Int { layout.firstLogs[statement.id] + block }

  /// Appends to a log.
  func log(_ text: String, in log: Int) {
    logs.withValueUnobserved { $0[log].append(text) }
  }

  func setHandle(of statement: TrialStatement, to handle: @autoclosure () -> Handle) {
    handles[statement.id]?.value = handle()
  }

  func handle(of id: Int) -> Handle? {
    handles.indices.contains(id) ? handles[id]?.value : nil
  }

  /// Takes what is to be resumed; nil if it was taken before, or is not there yet.
  func takeHandle(of id: Int) -> Handle? {
    handles.indices.contains(id) ? handles[id]?.withValue { $0.take() } : nil
  }

  /// What the bodies logged, body by body, the values of the cells, and how the run ended.
  func outcome(_ report: Report) -> String {
    let lists = logs.withValueUnobserved { $0 }
    var parts = lists[0].isEmpty ? [] : ["setup: " + lists[0].joined(separator: " ")]
    for statement in layout.statements {
      for block in statement.blocks.indices {
        let list = lists[log(of: statement, block)]
        guard !list.isEmpty, let name = statement.logName(ofBlock: block) else { continue }
        parts.append("\(name): " + list.joined(separator: " "))
      }
    }
    parts += cells.map { "\($0.value)" }
    parts += locks.map { lock in "\(lock.value.withLock { $0 })" }
    switch report.ending {
    case .quiescent: break
    case .deadlocked: parts.append("deadlocked")
    default: parts.append("stopped")
    }
    parts += report.leftovers.map { "left: \($0.label)" }.sorted()
    parts += report.violations.map { "violated: \($0.label)" }.sorted()
    if report.instant > .zero { parts.append("at \(report.instant)") }
    return parts.joined(separator: "; ")
  }

  /// Ends what the run has left waiting, so that nothing of it stays in memory.
  func cleanUp() {
    for promise in promises where !promise.future.isSettled { promise.fail(CancellationError()) }
    for stream in streams { stream.source.finish() }
    for id in handles.indices {
      switch takeHandle(of: id) {
      case .checked(let continuation): continuation.resume()
      case .suspension(let suspension): suspension.resume(with: .success(()))
      default: break
      }
    }
    var left = 1_000
    while left > 0, loop.step() { left -= 1 }
    loop.abandonLeftovers()
    // A wait that was abandoned stays in line, and the line holds the semaphore that holds the line.
    for semaphore in semaphores {
      for _ in 0..<semaphore.waiterCount { semaphore.release() }
    }
    while left > 0, loop.step() { left -= 1 }
  }
}

/// An ordinary actor.
actor TrialActor {
  private var total = 0

  func add() -> Int {
    total += 1
    return total
  }

  func read() -> Int { total }

  /// Calls another actor between reading and writing, unless it is the same one.
  func transfer(to other: TrialActor) async -> Int {
    let seen = total
    if other !== self { total = seen + (await other.add()) }
    return total
  }

  /// Starts tasks of its own, which run on it in this order.
  func start(_ bodies: [@Sendable (Int) -> Void]) {
    for body in bodies {
      Task {
        total += 1
        body(total)
      }
    }
  }

  /// Loses an update if another call comes in between.
  func slowAdd() async -> Int {
    let seen = total
    await Task.yield()
    total = seen + 1
    return total
  }
}
