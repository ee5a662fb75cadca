// Small programs that leave their loop, each in its own way, and how that is to be reported.

import Dispatch
import EventLoops
import Testing

/// A task that leaves its loop, and the kinds of escape that the report must name.
struct EscapingProgram: Sendable, CustomTestStringConvertible {
  var name: String
  var kinds: [Escape.Kind]
  var body: @Sendable (VirtualEventLoop) async throws -> Void

  var testDescription: String { name }

  init(
    _ name: String, isSeenAs kinds: Escape.Kind..., body: @escaping @Sendable (VirtualEventLoop) async throws -> Void
  ) {
    self.name = name
    self.kinds = kinds
    self.body = body
  }

  /// An actor whose work goes to a queue of its own.
  actor Archive {
    private let desk = Desk()
    private var count = 0

    nonisolated var unownedExecutor: UnownedSerialExecutor { desk.asUnownedSerialExecutor() }

    func file() { count += 1 }
  }

  /// A serial executor over a dispatch queue.
  final class Desk: SerialExecutor {
    private let queue = DispatchQueue(label: "desk")

    func enqueue(_ job: consuming ExecutorJob) {
      let job = UnownedJob(job)
      queue.async { job.runSynchronously(on: self.asUnownedSerialExecutor()) }
    }
  }

  /// An actor without an executor of its own, from which work escapes.
  actor Hall {
    private var guests = 0

    func open() {
      guests += 1
      Task {}
    }
  }

  static let all = [
    EscapingProgram("Task", isSeenAs: .unstructuredTask) { _ in Task {} },
    EscapingProgram("Task.detached", isSeenAs: .unstructuredTask) { _ in Task.detached {} },
    EscapingProgram("the value of a Task", isSeenAs: .unstructuredTask, .suspendedElsewhere) { _ in
      await Task {}.value
    },
    EscapingProgram("the value of a detached task", isSeenAs: .unstructuredTask, .suspendedElsewhere) { _ in
      await Task.detached {}.value
    },
    EscapingProgram("a Task that would sleep on the loop", isSeenAs: .unstructuredTask, .suspendedElsewhere) { loop in
      try await Task { try await loop.sleep(for: .seconds(1)) }.value
    },
    EscapingProgram("a Task in an actor", isSeenAs: .unstructuredTask) { _ in await Hall().open() },
    EscapingProgram("Task.sleep", isSeenAs: .suspendedElsewhere) { _ in
      try await Task.sleep(for: .seconds(10))
    },
    EscapingProgram("a real clock", isSeenAs: .suspendedElsewhere) { _ in
      try await ContinuousClock().sleep(for: .seconds(10))
    },
    EscapingProgram("MainActor.run", isSeenAs: .suspendedElsewhere) { _ in await MainActor.run {} },
    EscapingProgram("a closure on the main actor", isSeenAs: .suspendedElsewhere) { @MainActor _ in },
    EscapingProgram("the global executor", isSeenAs: .suspendedElsewhere) { _ in
      await withTaskExecutorPreference(globalConcurrentExecutor) {}
    },
    EscapingProgram("an actor with an executor", isSeenAs: .suspendedElsewhere) { _ in await Archive().file() },
    EscapingProgram("an immediate task that sleeps on the loop", isSeenAs: .unstructuredTask) { loop in
      Task.immediate { try await loop.sleep(for: .milliseconds(1)) }
    },
    EscapingProgram("the value of an immediate task", isSeenAs: .unstructuredTask, .suspendedElsewhere) { loop in
      try await Task.immediate { try await loop.sleep(for: .milliseconds(1)) }.value
    },
    EscapingProgram("a bare continuation that is never resumed", isSeenAs: .suspendedElsewhere) { _ in
      await withUnsafeContinuation { _ in }
    },
    EscapingProgram("a continuation that another thread resumes", isSeenAs: .suspendedElsewhere) { loop in
      await withCheckedContinuation { continuation in
        _ = loop.schedule(after: .milliseconds(1)) { onAnotherThread { continuation.resume() } }
      }
    },
    EscapingProgram("a stream that another thread feeds", isSeenAs: .suspendedElsewhere) { loop in
      let (stream, source) = AsyncStream.makeStream(of: Int.self)
      loop.schedule(after: .milliseconds(1)) { onAnotherThread { source.finish() } }
      for await _ in stream {}
    },
  ]
}
