// A worked migration: a completion-handler function as one finds it, and two rewrites of it, one of them too quick.

import Callbacks
import Comparison
import EventLoops

/// Moves an amount between two accounts of a bank that answers calls.
enum Transfer {
  // region migration-legacy
  /// As it was: withdraw, then deposit; if the deposit fails, the amount is put back.
  @Sendable
  static func legacy(_ bank: ProgramContext, _ completion: @escaping Completion<String>) -> any Cancellable {
    bank.api.call("withdraw", "10") { result in
      guard case .success = result else { return completion(result) }
      bank.api.call("deposit", "10") { result in
        guard case .failure(let error) = result else { return completion(result) }
        bank.api.call("put back", "10") { _ in completion(.failure(error)) }
      }
    }
  }
  // endregion

  // region migration-rewrite
  /// The rewrite: the same, with the amount put back in the `catch`, out of reach of a cancellation.
  @Sendable
  static func rewrite(_ bank: ProgramContext) async throws -> String {
    _ = try await bank.api.call("withdraw", "10")
    return try await bank.loop.spawn("deposit") {
      do {
        return try await bank.api.call("deposit", "10")
      } catch {
        _ = try await bank.api.call("put back", "10")
        throw error
      }
    }.value
  }
  // endregion

  /// A rewrite that looks as good: but a cancelled task sends no more calls, so nothing is put back.
  @Sendable
  static func hasty(_ bank: ProgramContext) async throws -> String {
    _ = try await bank.api.call("withdraw", "10")
    do {
      return try await bank.api.call("deposit", "10")
    } catch {
      _ = try await bank.api.call("put back", "10")
      throw error
    }
  }

  /// What the bank does while the transfer is cancelled just as the withdrawal is answered.
  static var cancelledOnTheWay: Plan {
    Plan(
      calls: [
        "withdraw": CallBehaviour(latency: .milliseconds(10) ... .milliseconds(10), answer: .returns("10")),
        "deposit": CallBehaviour(latency: .milliseconds(10) ... .milliseconds(10), answer: .returns("done")),
      ],
      cancellations: [Cancellation(at: .racing(at: .zero.advanced(by: .milliseconds(10))))])
  }
}
