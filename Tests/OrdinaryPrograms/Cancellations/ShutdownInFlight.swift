// A service closes its store while a request that it has accepted is under way.

extension OrdinaryProgram {
  /// Shutting down refuses new requests, and waits for the accepted ones only in the fixed version.
  package static let shutdownInFlight = OrdinaryProgram("shutdown in flight") { isFixed in
    let service = Service()
    let request = Task { await service.handle() }
    let shutdown = Task {
      await service.refuse()
      if isFixed { await service.drain() }
      await service.close()
    }
    _ = await (request.value, shutdown.value)
    return await service.wroteAfterClose ? "a request wrote to the closed store" : nil
  }
}

private actor Service {
  private(set) var wroteAfterClose = false
  private var isAccepting = true
  private var isOpen = true
  private var active = 0
  private var drained: CheckedContinuation<Void, Never>?

  func handle() async {
    guard isAccepting else { return }
    active += 1
    await Task.yield()
    if !isOpen { wroteAfterClose = true }
    active -= 1
    if active == 0 { drained.take()?.resume() }
  }

  func refuse() { isAccepting = false }
  func close() { isOpen = false }

  func drain() async {
    if active > 0 { await withCheckedContinuation { drained = $0 } }
  }
}
