// Code of the program that runs in events and does not report what it touches, beside code that does.
//
// Such code shows when it calls a function that is instrumented or the runtime, when an instrumented function calls it, and when
// it is among the functions that a suspended task continues. The event then conflicts with every other one.

import CodeLines

extension ScheduleRecord {
  /// Notes that a task is about to be suspended: its functions may have run in the running step, and continue in the next one of
  /// the task.
  func noteSuspension(of task: Int) {
    guard memory != nil, currentStep >= 0, let task = tasks[task] else { return }
    guard let functions = RecordedTasks.callChain else {
      task.continuation = .unseen
      return
    }
    if let unseen = functions.first(where: { CodeLinesIsUninstrumented($0) == 1 }) {
      noteUnseenCode(at: unseen)
      task.continuation = .unseen
    } else if task.continuation == .unknown {
      task.continuation = .seen
    }
  }

  /// Notes that the running step has created a task. What a task runs is mostly part of the function that creates it.
  func noteCreation(of task: Int) {
    guard memory != nil, let task = tasks[task],
      let unseen = task.creationSites.all.first(where: { CodeLinesIsUninstrumented($0) == 1 })
    else { return }
    task.isOfUnseenCode = true
    noteUnseenCode(at: unseen)
  }

  /// Notes what the running step continues, which is a segment of a task.
  func beginUnseenCode(of task: Int) {
    guard memory != nil, let it = tasks[task] else { return }
    steps[currentStep].runsUnseenCode = it.isOfUnseenCode || it.continuation == .unseen
    steps[currentStep].continuesSeenCode = it.continuation == .seen
    // A task that waits for all tasks of a group may be resumed only to wait again, which the runtime does by itself.
    if case .drain = it.wait { return }
    it.continuation = .unknown
  }

  /// Notes what has shown by the end of a step.
  ///
  /// - Parameter address: Where such code was when it called something; 0 if it was not met.
  func endUnseenCode(of step: Int, at address: UInt) {
    if address != 0 { noteUnseenCode(at: address) }
    if steps[step].runsUnseenCode { steps[step].visibility = .none }
  }

  /// Notes that code runs in the running step that does not report what it touches.
  private func noteUnseenCode(at address: UInt) {
    guard currentStep >= 0 else { return }
    steps[currentStep].runsUnseenCode = true
    guard let code = MemoryPlace.Code(address, 0), !unseenCode.contains(code), unseenCode.count < 4 else { return }
    unseenCode.append(code)
  }
}
