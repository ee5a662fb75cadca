// The work queue in async style: a task for the producer and one for each consumer, each with a loop in it.

import Comparison
import EventLoops

extension WorkQueue {
  // region work-queue-async
  /// Two kinds of loops, a `for` and a `while`; the group waits for the tasks, and the first error cancels the others.
  @Sendable
  static func runAsync(_ context: ProgramContext) async throws -> String {
    let session = WorkSession(context)
    defer { session.queue.discard() }
    do {
      try await withThrowingTaskGroup { group in
        for name in session.consumers { group.addTask { try await consume(name, session) } }
        group.addTask { try await produce(session) }
        for try await _ in group {}
      }
      return session.summary
    } catch {
      context.caught(error, "in the catch around the group")
      throw error
    }
  }

  private static func produce(_ session: WorkSession) async throws {
    for job in session.jobs { try await session.queue.put(job) }
    session.queue.finish()
  }

  private static func consume(_ name: String, _ session: WorkSession) async throws {
    while let job = try await session.queue.take() {
      _ = try await session.context.api.call("\(job)", job)
      session.noteDone(job, by: name)
    }
  }
  // endregion
}
