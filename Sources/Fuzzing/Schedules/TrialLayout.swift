// What a run of a small program has to set up, worked out once for all runs.

import EventLoops

/// How many of each shared thing a program uses, which statements leave something for others, and where logs begin.
struct TrialLayout: Sendable {
  /// The program, with its statements numbered.
  let program: TrialProgram
  /// All statements, by number.
  let statements: [TrialStatement]
  private(set) var (cells, semaphores, promises, streams, actors, scopes) = (0, 0, 0, 0, 0, 0)
  /// How many values are behind locks.
  private(set) var locks = 0
  /// Whether the program is ordinary Swift, which a loop has to capture.
  private(set) var isOrdinary = false
  /// For each statement whether another one names what it starts.
  let isNamed: [Bool]
  /// For each statement the number of its first body's log; log 0 is that of the setup.
  private(set) var firstLogs: [Int] = []
  private(set) var logCount = 1

  init(_ program: TrialProgram) {
    self.program = program
    let statements = program.statements
    self.statements = statements
    let targets = Set(statements.compactMap(\.target))
    isNamed = statements.map { $0.handle != nil && targets.contains($0.id) }
    for statement in statements {
      firstLogs.append(logCount)
      logCount += statement.blocks.count
      switch statement.kind {
      case .read(let cell), .write(let cell, _), .add(let cell, _), .when(let cell, _): cells = max(cells, cell + 1)
      case .lock(let index, _): locks = max(locks, index + 1)
      case .start: isOrdinary = true
      case .withPermit(let index), .acquire(let index), .permits(let index), .acquireInTime(let index, _):
        semaphores = max(semaphores, index + 1)
      case .futurePermit(let semaphore, let promise):
        semaphores = max(semaphores, semaphore + 1)
        promises = max(promises, promise + 1)
      case .settle(let index, _), .react(let index), .get(let index), .isSettled(let index), .cancelPromise(let index),
        .map(let index), .inTime(let index, _):
        promises = max(promises, index + 1)
      case .joint, .chain: promises = max(promises, 2)
      case .yield(let index, _), .finish(let index), .forAwait(let index, _): streams = max(streams, index + 1)
      case .actor(_, .transfer): actors = max(actors, 2)
      case .actor(let index, _), .actorTasks(let index): actors = max(actors, index + 1)
      case .scopeAdd(let index), .scopeCancel(let index), .scopeFlag(let index): scopes = max(scopes, index + 1)
      default: break
      }
    }
  }

  /// What a loop captures that runs the program.
  var capture: VirtualEventLoop.Capture { isOrdinary ? .everything : .nothing }

  /// What the events of the program share: a search sees all but what is behind locks.
  var sharing: Sharing { locks > 0 ? .anything : .notedState }
}
