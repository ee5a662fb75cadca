// Lost error: of two loads the one that fails is passed over in silence.

import Callbacks
import Comparison
import EventLoops
import Promises

extension ClassicBug {
  /// The result looks whole and is not.
  static let lostError = ClassicBug(
    "lost-error", "one of two loads fails, and the result looks whole",
    under: .calls(["left": 10, "right": 10]).failing("right"), right: ["failed 503 \"Service Unavailable\""],
    meeting: BugSituation("one load fails and the other one does not") { run in
      !run.places(ofFailed: "right").isEmpty && !run.places(ofReplied: "left").isEmpty
    }
  ) { isFixed, context, completion in
    let replies = context.shared("replies", [Result<String, any Error>]()) { "\($0.count) of 2" }
    for side in ["left", "right"] {
      context.api.call(CallName(stringLiteral: side), side) { result in
        replies.withValue { $0.append(result) }
        guard replies.value.count == 2 else { return }
        if isFixed {
          completion(Result { try replies.value.map { try $0.get() }.joined(separator: "+") })
        } else {
          completion(.success(replies.value.compactMap { try? $0.get() }.joined(separator: "+")))
        }
      }
    }
    return Uncancellable()
  } future: { isFixed, context in
    let left = context.api.call("left", "left")
    let right = context.api.call("right", "right")
    return Future.all([left, isFixed ? right : right.recover { _ in "" }], on: context.loop)
      .map { $0.filter { !$0.isEmpty }.joined(separator: "+") }
  } async: { isFixed, context in
    async let left = context.api.call("left", "left")
    async let right = context.api.call("right", "right")
    guard isFixed else { return [try? await left, try? await right].compactMap(\.self).joined(separator: "+") }
    return try await left + "+" + right
  }
}
