// A block of Dispatch that a loop keeps until it runs.

import DispatchCalls

/// A copy of a block, as Dispatch keeps it: released with this object.
final class DispatchBlock {
  let pointer: UnsafeMutableRawPointer?

  init(copying block: UnsafeMutableRawPointer?) {
    pointer = DispatchCapture.originals?.copyBlock(block) ?? nil
  }

  deinit {
    DispatchCapture.originals?.releaseBlock(pointer)
  }

  /// Calls the block.
  func run() {
    if let pointer { DispatchCallsRun(pointer) }
  }
}

extension DispatchBlock {
  /// Calls a block that its caller keeps.
  static func run(_ block: UnsafeMutableRawPointer) {
    DispatchCallsRun(block)
  }

  /// Calls a block of `dispatch_apply` that its caller keeps.
  static func run(_ block: UnsafeMutableRawPointer?, iteration: Int) {
    if let block { DispatchCallsRunIteration(block, iteration) }
  }
}
