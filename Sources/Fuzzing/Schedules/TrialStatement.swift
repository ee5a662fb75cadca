// One statement of a small concurrent program.

/// A statement, with the blocks of statements inside it.
struct TrialStatement: Sendable, Hashable {
  /// The statement's number in its program; names of tasks, timers and futures are made of it.
  var id: Int
  /// What it does.
  var kind: Kind
  /// The bodies that it runs, now or later.
  var blocks: [[TrialStatement]] = []

  /// What a statement does. Numbers name cells, promises and the like; durations are milliseconds.
  enum Kind: Sendable, Hashable {
    // Cells.
    case read(cell: Int)
    case write(cell: Int, Int)
    case add(cell: Int, Int)
    case when(cell: Int, equals: Int)
    case choose

    // Events.
    case post
    case timer(after: Int)
    case now
    case block(Int)

    // Tasks.
    case spawn
    case sleep(Int, throwing: Bool)
    case pause
    case value(of: Int)
    case group(Group)
    case asyncLet(awaited: Bool)
    case fail

    // Ordinary Swift.
    case start(Start)
    case nap(Int)
    case onMain
    case lock(Int, Lock)

    // Cancellation.
    case cancel(Int)
    case flag(of: Int)
    case ownFlag
    case check
    case handler
    case scopeAdd(Int)
    case scopeCancel(Int)
    case scopeFlag(Int)

    // Limits.
    case withPermit(Int)
    case acquire(Int)
    case permits(Int)
    case withTimeout(Int)
    case acquireInTime(Int, Int)

    // Futures.
    case settle(Int, with: Int?)
    case react(to: Int)
    case get(Int)
    case isSettled(Int)
    case cancelPromise(Int)
    case joint(Joint)
    case map(Int)
    case chain(Int, Int)
    case inTime(Int, Int)
    case asyncFuture
    case futurePermit(Int, Int)

    // Streams, actors, continuations.
    case yield(Int, Int)
    case finish(Int)
    case forAwait(Int, atMost: Int)
    case actor(Int, Call)
    case actorTasks(Int)
    case suspend(Continuation)
    case resume(Int)
  }

  /// How the children of a task group are waited for.
  enum Group: String, Sendable, Hashable, CaseIterable {
    case next, first, waitForAll, discarding, throwing, throwingOut, cancelAll
  }

  /// What is made of two futures.
  enum Joint: String, Sendable, Hashable, CaseIterable {
    case race, any, all, cancellingRace
  }

  /// How a task is started that no loop spawns.
  enum Start: String, Sendable, Hashable, CaseIterable {
    case task, detached, main, immediate
  }

  /// What is done with a value behind a lock, which no search sees.
  enum Lock: Sendable, Hashable {
    case read
    case write(Int)
    case add
  }

  /// A method of an actor.
  enum Call: String, Sendable, Hashable, CaseIterable {
    case add, read, slowAdd, transfer
  }

  /// The kind of a continuation, and what resumes it.
  enum Continuation: String, Sendable, Hashable, CaseIterable {
    case checked, braid, checkedPosted, braidPosted
  }

  /// The statement and all inside it, in the order of the text.
  var all: [TrialStatement] { [self] + blocks.joined().flatMap(\.all) }

  /// The statement that another one names.
  var target: Int? {
    switch kind {
    case .value(let id), .cancel(let id), .flag(let id), .resume(let id): id
    default: nil
    }
  }

  /// Whether only a task can run the statement.
  var isAsync: Bool {
    switch kind {
    case .nap, .onMain, .sleep, .pause, .value, .group, .asyncLet, .fail, .ownFlag, .check, .handler, .withPermit,
      .withTimeout, .get,
      .forAwait, .actor, .actorTasks, .suspend:
      true
    case .when: blocks.joined().contains(where: \.isAsync)
    default: false
    }
  }

  /// What can cancel what the statement starts, or ask for its flag.
  var handle: Handle? {
    switch kind {
    case .timer: .timer
    case .spawn, .start: .task
    case .acquire, .acquireInTime: .work
    case .joint, .map, .chain, .inTime, .asyncFuture, .futurePermit: .future
    case .suspend(.checked), .suspend(.braid): .continuation
    default: nil
    }
  }

  /// What a statement leaves for others.
  enum Handle { case timer, task, work, future, continuation }
}
