// The attempt that ran out of time takes effect beside its retry.

extension OrdinaryProgram {
  /// The caller stops waiting for the first order at its time limit and does not cancel it.
  package static let timeoutRetry = OrdinaryProgram("timeout and retry") { isFixed in
    let shop = Shop()
    let first = Task {
      try await Task.sleep(for: .milliseconds(10))
      try Task.checkCancellation()
      await shop.order()
    }
    try await Task.sleep(for: .milliseconds(10))
    if await shop.orders == 0 {
      if isFixed {
        first.cancel()
        _ = await first.result
      }
      if await shop.orders == 0 { await shop.order() }
    }
    _ = await first.result
    return await shop.orders == 1 ? nil : "the order was placed twice"
  }
}

private actor Shop {
  private(set) var orders = 0
  func order() { orders += 1 }
}
