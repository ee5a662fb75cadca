// Whether the caller runs on the main queue, where the main actor's own executor runs its code.

@preconcurrency import Dispatch

/// The queue of the main actor's own executor. On Linux, it need not run on the process's first thread.
enum MainQueue {
  private static let key: DispatchSpecificKey<Bool> = {
    let key = DispatchSpecificKey<Bool>()
    DispatchQueue.main.setSpecific(key: key, value: true)
    return key
  }()

  /// Whether the caller runs on it.
  static var isCurrent: Bool { DispatchQueue.getSpecific(key: key) ?? false }
}
