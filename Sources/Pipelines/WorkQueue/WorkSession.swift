// What the producer and the consumers of one run share.

import Comparison
import EventLoops

/// One run of the work queue, apart from what each style does in its own way.
struct WorkSession: Sendable {
  let context: ProgramContext
  let queue: JobQueue
  /// The jobs to do, in order.
  let jobs: [String]
  /// The names of the consumers: a, b, c.
  let consumers: [String]
  private let count: LoopConfined<Int>

  init(_ context: ProgramContext) {
    self.context = context
    queue = JobQueue(on: context.loop, room: context[WorkQueue.room]) { context.note("put \($0)") }
    jobs = WorkQueue.names(context[WorkQueue.jobs])
    consumers = (0..<context[WorkQueue.consumers]).map { String(UnicodeScalar(UInt8(ascii: "a") + UInt8($0))) }
    count = LoopConfined(0, on: context.loop)
  }

  /// Counts a job that a consumer has done.
  func noteDone(_ job: String, by consumer: String) {
    count.withValue { $0 += 1 }
    context.note("\(consumer) did \(job)")
  }

  /// The result of the run.
  var summary: String { "\(count.value) \(count.value == 1 ? "job" : "jobs") done" }
}
