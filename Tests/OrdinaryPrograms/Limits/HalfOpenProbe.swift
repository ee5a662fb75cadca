// A circuit breaker that is half open lets more than one probe through.

extension OrdinaryProgram {
  /// The state changes when the probe answers and not when it is sent.
  package static let halfOpenProbe = OrdinaryProgram("half-open probe") { isFixed in
    let breaker = Breaker(isFixed: isFixed)
    async let first: Void = breaker.call()
    async let second: Void = breaker.call()
    _ = await (first, second)
    return await breaker.mostProbes > 1 ? "two probes were under way at once" : nil
  }
}

private actor Breaker {
  private enum State { case halfOpen, probing, closed }

  private let isFixed: Bool
  private var state = State.halfOpen
  private var probes = 0
  private(set) var mostProbes = 0

  init(isFixed: Bool) { self.isFixed = isFixed }

  func call() async {
    guard state == .halfOpen else { return }
    if isFixed { state = .probing }
    probes += 1
    mostProbes = max(mostProbes, probes)
    await Task.yield()
    probes -= 1
    state = .closed
  }
}
