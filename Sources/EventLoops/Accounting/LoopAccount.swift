// The public handle to what a loop keeps an account of.

/// The account that a loop keeps of what was promised on it: promises, completions, tasks, permits.
///
/// The loops of this package keep one, and their reports name what was left over. A loop of another package has none.
public struct LoopAccount: Sendable {
  /// What keeps the account; nil if nothing does.
  let keeper: (any LoopBookkeeping)?

  private init(_ keeper: (any LoopBookkeeping)?) {
    self.keeper = keeper
  }

  /// The account that `keeper` keeps.
  package init(of keeper: any LoopBookkeeping) {
    self.init(keeper)
  }

  /// No account.
  public static let none = LoopAccount(nil)
}
