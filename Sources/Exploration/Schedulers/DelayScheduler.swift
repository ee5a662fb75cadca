// The plain schedule with one task delayed: it stops at one of its events until nothing else is ready.

import EventLoops

/// One task at one of its events.
struct Delay: Hashable {
  /// The task, by the number that the record gives it.
  let task: Int
  /// How many events of the task run before.
  let after: Int

  /// The delays that differ from the plain schedule, by a run under it: first those early in a task, of all tasks in turn.
  ///
  /// A bug that needs a task to stop between two of its events, while another one runs through many of its own, shows under one of
  /// these; with random priorities that depends on how many events all tasks have together (Emmi, Qadeer and Rakamarić,
  /// "Delay-Bounded Scheduling", POPL 2011).
  static func delays(in record: ScheduleRecord) -> [Delay] {
    var counts: [Int: Int] = [:]
    var delays: [Delay] = []
    for step in record.steps {
      let task = record.events[step.event].task
      guard task >= 0 else { continue }
      let count = counts[task, default: 0]
      counts[task] = count + 1
      if step.readyCount > 1 { delays.append(Delay(task: task, after: count)) }
    }
    return delays.sorted { ($0.after, $0.task) < ($1.after, $1.task) }
  }
}

/// First in, first out, but for the events of one task.
final class DelayScheduler: ScheduleDriver {
  private let delay: Delay
  private var count = 0
  private var looked = 0

  init(_ delay: Delay) {
    self.delay = delay
  }

  func next(among ready: ArraySlice<Int>, in record: ScheduleRecord) -> Int {
    while looked < record.steps.count {
      if record.events[record.steps[looked].event].task == delay.task { count += 1 }
      looked += 1
    }
    guard count == delay.after else { return 0 }
    let other = ready.firstIndex { record.events[$0].task != delay.task }
    return other.map { $0 - ready.startIndex } ?? 0
  }

  func pick(_ kind: ChoiceKind, among options: Int, for key: String?) -> Int? { nil }
}
