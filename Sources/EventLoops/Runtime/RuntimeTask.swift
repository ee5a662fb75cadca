// The identity of Swift tasks, as the runtime numbers them.

/// The runtime's number for the task that a job belongs to, or 0 if it belongs to none (an actor's job).
///
/// An exported function of the Swift runtime; `ExecutorJob.description` shows the same number, as text.
@_silgen_name("swift_task_getJobTaskId")
private func runtimeTaskID(ofJob job: UnownedJob) -> UInt64

/// The numbers that the runtime gives to tasks: process-wide, so they are only ever compared, never shown.
package enum RuntimeTask {
  package static func id(of job: UnownedJob) -> UInt64 {
    runtimeTaskID(ofJob: job)
  }

  /// The number of the task that runs on this thread, or 0 outside of any task.
  static var currentID: UInt64 {
    withUnsafeCurrentTask { task in
      // A task is a job to the runtime, and both types are one pointer to it.
      task.map { runtimeTaskID(ofJob: unsafeBitCast($0, to: UnownedJob.self)) } ?? 0
    }
  }
}
