// The system's list of sockets to watch, and what it says of them.

/// A descriptor that the system makes readable when one of the sockets on its list has become ready.
struct PollDescriptor: Sendable {
  let number: Int32

  /// The state of one socket according to the system.
  struct Notice {
    /// The number under which the socket was added.
    var id: UInt64
    var readiness: Readiness
  }
}

/// The operations for which a socket is ready.
struct Readiness: OptionSet, Sendable {
  let rawValue: UInt8

  /// There are bytes, or the end of them.
  static let readable = Readiness(rawValue: 1)
  /// The system takes bytes.
  static let writable = Readiness(rawValue: 2)
  /// The peer has ended its writing, or the connection is broken. No further notice follows.
  static let ended = Readiness(rawValue: 4)
  /// The connection is broken: the other side takes nothing any more.
  static let broken = Readiness(rawValue: 8)
}
