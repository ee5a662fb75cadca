// Unbounded fan-out: all requests at once, whatever the limit.

import Callbacks
import Comparison
import EventLoops
import Promises

extension ClassicBug {
  /// Each request is right by itself; together they are too many.
  static let unboundedFanOut = ClassicBug(
    "unbounded-fan-out", "four requests are in flight although the limit is two",
    under: .calls(["get": 10]), right: ["\"at most 2\""],
    meeting: BugSituation("two requests are in flight at once") { run in
      let (sent, replied) = (run.places(ofSent: "get"), run.places(ofReplied: "get"))
      return sent.count > 1 && replied.first.map { $0 > sent[1] } ?? false
    }
  ) { isFixed, context, completion in
    let gauge = Gauge(context)
    let waiting = context.cell(isFixed ? 4 : 0)
    @Sendable func get() {
      gauge.enter()
      context.api.call("get", "page") { _ in
        gauge.leave()
        if waiting.value > 0 {
          waiting.value -= 1
          get()
        }
      }
    }
    for _ in 0..<(isFixed ? 2 : 4) {
      if isFixed { waiting.value -= 1 }
      get()
    }
    return context.atTheEnd(completion) { gauge.text }
  } future: { isFixed, context in
    let gauge = Gauge(context)
    @Sendable func get() -> Future<Void> {
      gauge.enter()
      return context.api.call("get", "page").map { _ in gauge.leave() }
    }
    for _ in 0..<2 {
      let first = get()
      if isFixed { first.flatMap { get() }.whenComplete { _ in } } else { get().whenComplete { _ in } }
    }
    return context.atTheEnd { gauge.text }
  } async: { isFixed, context in
    let gauge = Gauge(context)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for index in 0..<4 {
        if isFixed, index >= 2 { try await group.next() }
        group.addTask {
          gauge.enter()
          _ = try await context.api.call("get", "page")
          gauge.leave()
        }
      }
      try await group.waitForAll()
    }
    return gauge.text
  }
}

/// How many requests are in flight, and how many were at most.
private struct Gauge: Sendable {
  private let state: SharedState<(now: Int, most: Int)>

  init(_ context: ProgramContext) {
    state = context.shared("in flight", (0, 0)) { "\($0.now)" }
  }

  func enter() {
    state.withValue {
      $0.now += 1
      $0.most = max($0.most, $0.now)
    }
  }

  func leave() {
    state.withValue { $0.now -= 1 }
  }

  var text: String { "at most \(state.value.most)" }
}
