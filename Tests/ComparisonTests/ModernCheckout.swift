// The rewrite of the function with async/await.

import Comparison

// region modern-checkout
/// Reserves the goods, charges the card, and gives the goods back if the charge fails.
@Sendable
func modernCheckout(_ context: ProgramContext) async throws -> String {
  let reservation = try await context.api.call("reserve", "2 books")
  do {
    return try await context.api.call("charge", reservation)
  } catch {
    _ = try? await context.api.call("release", reservation)
    throw error
  }
}
// endregion
