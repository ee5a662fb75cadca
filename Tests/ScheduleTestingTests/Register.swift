// Programs of ordinary Swift that pass in the plain order and fail in another one.

/// An actor that keeps names in the order in which they come.
actor Register {
  private(set) var names = ""

  func add(_ name: String) { names += name }

  /// Lets two tasks register their names: in the plain order, `a` comes before `b`.
  static func race() async -> String {
    let register = Register()
    let tasks = ["a", "b"].map { name in Task { await register.add(name) } }
    for task in tasks { await task.value }
    return await register.names
  }
}

/// A gate at which one task waits until another one opens it.
actor Gate {
  private var waiter: UnsafeContinuation<Void, Never>?
  private var isOpen = false
  private let remembersOpening: Bool

  init(remembersOpening: Bool) { self.remembersOpening = remembersOpening }

  func open() {
    if remembersOpening { isOpen = true }
    waiter?.resume()
    waiter = nil
  }

  func pass() async {
    if isOpen { return }
    await withUnsafeContinuation { waiter = $0 }
  }

  /// Opens a gate while another task comes to it.
  static func meet(remembersOpening: Bool) async {
    let gate = Gate(remembersOpening: remembersOpening)
    let passing = Task { await gate.pass() }
    let opening = Task { await gate.open() }
    await opening.value
    await passing.value
  }
}
