// The error of a failed socket operation.

import Foundation

/// A failed socket operation: what was tried, and the system's reason.
public struct SocketError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The operation: `listen on 127.0.0.1:80`.
  public let operation: String
  /// The system's error number.
  public let code: Int32
  private let reason: String

  init(_ operation: String, code: Int32 = errno) {
    self.operation = operation
    self.code = code
    reason = String(cString: strerror(code))
  }

  init(_ operation: String, reason: String) {
    self.operation = operation
    code = 0
    self.reason = reason
  }

  /// `cannot listen on 127.0.0.1:80: Permission denied`.
  public var description: String { "cannot \(operation): \(reason)" }
}
