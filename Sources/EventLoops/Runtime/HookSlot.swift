// A place of the runtime's in which one tool of the process may put its hook.

import Synchronization

/// A pointer to a hook, and what this tool has put there.
///
/// The runtime reads the pointer without synchronisation, so it is written as the runtime's own tests do it: rarely, and
/// by one store.
final class HookSlot: Sendable {
  /// What a slot holds.
  enum State {
    /// Nothing.
    case empty
    /// The hook of this tool.
    case own
    /// The hook of another tool.
    case other
  }

  /// Where the pointer is.
  nonisolated(unsafe) let address: UnsafeMutableRawPointer
  /// The hook of this tool, or 0 before it was put there.
  private let own = Atomic<UInt>(0)

  init(_ address: UnsafeMutableRawPointer) {
    self.address = address
  }

  /// What the slot holds now.
  var state: State {
    switch address.load(as: UInt.self) {
    case 0: .empty
    case own.load(ordering: .relaxed): .own
    default: .other
    }
  }

  /// Takes what the slot holds for the hook of this tool.
  func keepAsOwn() {
    own.store(address.load(as: UInt.self), ordering: .relaxed)
  }
}
