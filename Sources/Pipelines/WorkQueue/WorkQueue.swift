// A producer, a queue with room for a few jobs, and consumers: how each style waits on both sides of a queue.

package import Comparison
import EventLoops

/// Jobs that one producer puts into a queue and several consumers take out: asyncio's queues for distributing work.
///
/// Each job is one call. The producer waits while the queue is full, a consumer while it is empty. The first job that
/// fails ends the producer and all consumers.
package enum WorkQueue {
  static let jobs = ProgramSetting("jobs", default: 4, in: 0...1_000, "how many jobs the producer puts into the queue")
  static let consumers = ProgramSetting("consumers", default: 2, in: 1...20, "how many consumers take jobs out")
  static let room = ProgramSetting("room", default: 2, in: 1...1_000, "for how many jobs the queue has room")

  /// The program in its three versions.
  package static let program = ComparedProgram(
    "work-queue", summary: "a producer, a queue with room for a few jobs, and consumers that take them"
  )
  .setting(jobs)
  .setting(consumers)
  .setting(room)
  .calls(
    shownAs: "JOB", meaning: "a job, such as job-1", count: { jobs.value(in: $0) },
    names: { names(jobs.value(in: $0)) }
  )
  .callback(runWithCallbacks)
  .future(runWithFutures)
  .async(runAsync)

  /// The names of the jobs, in order.
  static func names(_ count: Int) -> [String] { (0..<count).map { "job-\($0 + 1)" } }
}
