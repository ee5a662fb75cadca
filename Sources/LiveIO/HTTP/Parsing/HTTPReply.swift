// A reply of a server, read by a client.

/// A reply to a request.
package struct HTTPReply: Sendable, Hashable {
  /// The status.
  package let status: Int
  /// The header fields, in their order; names in lower case.
  package let headers: [HTTPRequest.Field]
  /// The body, without its framing if it came in chunks.
  package var body: [UInt8] = []

  /// The first value of a header field.
  ///
  /// - Parameter name: In lower case.
  package func header(_ name: String) -> String? {
    headers.first { $0.name == name }?.value
  }
}
