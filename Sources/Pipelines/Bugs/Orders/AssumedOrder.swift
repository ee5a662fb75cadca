// Assumed order: the first to be started is taken for the first to finish.

import Callbacks
import Comparison
import EventLoops
import Promises

private let otherWay = "the second part comes first"

extension ClassicBug {
  /// Nothing but habit puts the parts in order.
  static let assumedOrder = ClassicBug(
    "assumed-order", "parts are put together in the order in which they come",
    under: .calls(["part": 10]), right: ["\"12\""], meeting: BugSituation(otherWay)
  ) { isFixed, context, completion in
    let parts = context.shared("parts", [(Int, String)]()) { $0.map(\.1).joined() }
    for part in 1...2 {
      context.api.call("part", "\(part)") { _ in
        parts.withValue { $0.append((part, "\(part)")) }
        if parts.value.count == 2 { completion(.success(joined(parts.value, isFixed, context))) }
      }
    }
    return Uncancellable()
  } future: { isFixed, context in
    let parts = context.shared("parts", [(Int, String)]()) { $0.map(\.1).joined() }
    let calls = (1...2).map { part in
      context.api.call("part", "\(part)").map { _ in parts.withValue { $0.append((part, "\(part)")) } }
    }
    return Future.all(calls, on: context.loop).map { _ in joined(parts.value, isFixed, context) }
  } async: { isFixed, context in
    try await withThrowingTaskGroup(of: (Int, String).self) { group in
      for part in 1...2 {
        group.addTask {
          _ = try await context.api.call("part", "\(part)")
          return (part, "\(part)")
        }
      }
      var parts: [(Int, String)] = []
      for try await part in group { parts.append(part) }
      return joined(parts, isFixed, context)
    }
  }
}

/// The parts in a row: by number, or as they came.
private func joined(_ parts: [(Int, String)], _ isFixed: Bool, _ context: ProgramContext) -> String {
  if parts.first?.0 == 2 { context.reached(otherWay) }
  return (isFixed ? parts.sorted { $0.0 < $1.0 } : parts).map(\.1).joined()
}
