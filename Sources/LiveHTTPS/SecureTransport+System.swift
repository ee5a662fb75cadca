// The system's transport for https.

public import LiveIO

extension SecureTransport {
  /// `URLSession`, which checks certificates as the system is set to.
  public static let system = SecureTransport { SystemHTTPClient(connections: $0, timeout: $1) }
}
