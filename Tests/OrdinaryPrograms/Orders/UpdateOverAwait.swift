// A balance is read, something is awaited, and the balance is written.

extension OrdinaryProgram {
  /// Another deposit comes in while an actor's method is suspended.
  package static let updateOverAwait = OrdinaryProgram("read-modify-write over await") { isFixed in
    let account = Account(isFixed: isFixed)
    let deposits = [1, 2].map { amount in Task { await account.deposit(amount) } }
    for deposit in deposits { await deposit.value }
    return await account.balance == 3 ? nil : "a deposit is lost"
  }
}

private actor Account {
  private(set) var balance = 0
  private let isFixed: Bool

  init(isFixed: Bool) { self.isFixed = isFixed }

  func deposit(_ amount: Int) async {
    if isFixed {
      await audit()
      balance += amount
    } else {
      let seen = balance
      await audit()
      balance = seen + amount
    }
  }

  private nonisolated func audit() async { await Task.yield() }
}
