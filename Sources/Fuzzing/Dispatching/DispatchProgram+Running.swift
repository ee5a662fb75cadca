// Running a program over Dispatch: on one loop, and under every list of choices.

@preconcurrency import Dispatch
// Linked, so that loops take the calls.
import DispatchHooks
import EventLoops

extension DispatchProgram {
  /// Posts the program on a loop, and returns what reads its outcome.
  func start(on loop: VirtualEventLoop) -> @Sendable (Report) -> String {
    let cells = (0..<2).map { _ in LoopConfined("", on: loop) }
    loop.post("start") { DispatchWorld(cells).run(statements) }
    return { report in "\(report.ending) \(cells.map(\.value))" }
  }

  /// The outcomes of all lists of choices; nil if there are more than the number of runs.
  func outcomesOfEveryScript(limit: Int) -> Set<String>? {
    var outcomes: Set<String> = []
    var picks: [Int] = []
    for _ in 0..<limit {
      let loop = VirtualEventLoop(policy: .script(picks), capturing: .everything, watching: .off)
      let outcome = start(on: loop)
      let report = loop.run()
      outcomes.insert(outcome(report))
      guard let next = TrialEnumeration.script(after: report.choices) else { return outcomes }
      picks = next
    }
    return nil
  }
}

/// What the program has of Dispatch and of a loop.
private final class DispatchWorld: Sendable {
  let queues = [
    DispatchQueue(label: "0"), DispatchQueue(label: "1"), DispatchQueue(label: "2", attributes: .concurrent),
    DispatchQueue.main,
  ]
  let semaphore = DispatchSemaphore(value: 0)
  let group = DispatchGroup()
  let cells: [LoopConfined<String>]

  init(_ cells: [LoopConfined<String>]) {
    self.cells = cells
  }

  func run(_ statements: [DispatchProgram.Statement]) {
    for statement in statements { run(statement) }
  }

  private func run(_ statement: DispatchProgram.Statement) {
    switch statement {
    case .note(let cell, let text): cells[cell].withValue { $0 += text + " " }
    case .async(let queue, let isBarrier, let body):
      queues[queue].async(flags: isBarrier ? .barrier : []) { self.run(body) }
    case .onMainActor(let body): Task { @MainActor in run(body) }
    case .after(let queue, let seconds, let body):
      queues[queue].asyncAfter(deadline: .now() + .seconds(seconds)) { self.run(body) }
    case .sync(let queue, let isBarrier, let body):
      queues[queue].sync(flags: isBarrier ? .barrier : []) { run(body) }
    case .signal: semaphore.signal()
    case .wait(let seconds):
      let result = semaphore.wait(timeout: .now() + .seconds(seconds))
      cells[0].withValue { $0 += result == .success ? "taken " : "late " }
    case .grouped(let queue, let body): queues[queue].async(group: group) { self.run(body) }
    case .notify(let queue, let body): group.notify(queue: queues[queue]) { self.run(body) }
    case .item(let queue, let other, let body):
      let item = DispatchWorkItem { self.run(body) }
      queues[queue].async(execute: item)
      queues[other].async { item.cancel() }
    case .timer(let queue, let times, let body):
      let timer = DispatchSource.makeTimerSource(queue: queues[queue])
      timer.schedule(deadline: .now() + 1, repeating: 1)
      var count = 0
      timer.setEventHandler {
        count += 1
        if count == times { timer.cancel() }
        self.run(body)
      }
      timer.resume()
    case .waitForGroup(let seconds):
      let result = group.wait(timeout: .now() + .seconds(seconds))
      cells[1].withValue { $0 += result == .success ? "empty " : "late " }
    }
  }
}
