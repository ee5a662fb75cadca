// A reply that was already on its way is shown on a closed screen.

extension OrdinaryProgram {
  /// The screen cancels its load when it closes; the load does not look once more before it shows.
  package static let deliveryAfterCancel = OrdinaryProgram("delivery after cancel") { isFixed in
    let screen = await Screen(isFixed: isFixed)
    await screen.open()
    let user = Task { await screen.close() }
    await user.value
    await screen.load?.value
    return await screen.wasShownClosed ? "a reply is shown on a closed screen" : nil
  }
}

@MainActor
private final class Screen {
  private(set) var wasShownClosed = false
  private(set) var load: Task<Void, Never>?
  private let isFixed: Bool
  private var isOpen = false

  init(isFixed: Bool) { self.isFixed = isFixed }

  func open() {
    isOpen = true
    load = Task {
      let reply = await fetch()
      if isFixed, Task.isCancelled { return }
      show(reply)
    }
  }

  func close() {
    isOpen = false
    load?.cancel()
  }

  private func show(_ reply: String) { if !isOpen { wasShownClosed = true } }

  private nonisolated func fetch() async -> String {
    await Task.yield()
    return "reply"
  }
}
