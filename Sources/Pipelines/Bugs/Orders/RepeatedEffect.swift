// Repeated effect: the server did its work, the answer said otherwise, and the retry does the work again.

import Callbacks
import Comparison
import EventLoops
import Promises

extension ClassicBug {
  /// An error says that no answer came, not that nothing was done; a key lets the server know a repetition.
  static let repeatedEffect = ClassicBug(
    "repeated-effect", "a charge that took effect is reported as failed, and the retry charges again",
    under: .calls(["charge 1": 10, "charge 2": 10]).failing("charge 1"), right: ["\"charged 1\""],
    meeting: BugSituation("the charge is sent again") { !$0.places(ofSent: "charge 2").isEmpty }
  ) { isFixed, context, completion in
    let ledger = ChargeLedger(context)
    ledger.charge(isFixed ? "order" : "first")
    context.api.call("charge 1", "charge") { result in
      guard case .failure = result else { return }
      ledger.charge(isFixed ? "order" : "second")
      context.api.call("charge 2", "charge") { result in completion(result.map { _ in ledger.text }) }
    }
    return Uncancellable()
  } future: { isFixed, context in
    let ledger = ChargeLedger(context)
    ledger.charge(isFixed ? "order" : "first")
    return context.api.call("charge 1", "charge")
      .flatMapError { _ in
        ledger.charge(isFixed ? "order" : "second")
        return context.api.call("charge 2", "charge")
      }
      .map { _ in ledger.text }
  } async: { isFixed, context in
    let ledger = ChargeLedger(context)
    ledger.charge(isFixed ? "order" : "first")
    do {
      _ = try await context.api.call("charge 1", "charge")
    } catch {
      ledger.charge(isFixed ? "order" : "second")
      _ = try await context.api.call("charge 2", "charge")
    }
    return ledger.text
  }
}

/// The charges of the server, by idempotency key.
private struct ChargeLedger: Sendable {
  private let keys: SharedState<[String]>

  init(_ context: ProgramContext) {
    keys = context.shared("charged under", []) { $0.joined(separator: ", ") }
  }

  /// Charges, unless it was done under this key already.
  func charge(_ key: String) {
    keys.withValue { if !$0.contains(key) { $0.append(key) } }
  }

  var text: String { "charged \(keys.value.count)" }
}
