// A request of the Hypertext Transfer Protocol, read.

import Foundation

/// A request, as far as a small server needs it.
public struct HTTPRequest: Sendable, Hashable {
  /// The method: `GET` or `HEAD` where a handler sees it, and `POST` on a server that takes it.
  public let method: String
  /// The path, with percent escapes decoded; `*` if an `OPTIONS` request asks for the server as a whole.
  public let path: String
  /// The fields of the query, in their order, decoded.
  public let query: [Field]
  /// The header fields, in their order; names in lower case. The authority of an absolute target replaces `host`.
  public let headers: [Field]
  /// The body, without its framing if it came in chunks.
  public var body: [UInt8] = []
  /// Whether the connection stays open after the answer.
  package let keepsAlive: Bool

  /// A name and its value.
  public struct Field: Sendable, Hashable {
    /// The name.
    public let name: String
    /// The value.
    public let value: String

    /// A field.
    ///
    /// - Parameters:
    ///   - name: The name.
    ///   - value: The value.
    package init(name: String, value: String) {
      self.name = name
      self.value = value
    }
  }

  /// The first value of a query field.
  public func query(_ name: String) -> String? {
    query.first { $0.name == name }?.value
  }

  /// The first value of a header field.
  ///
  /// - Parameter name: In lower case.
  public func header(_ name: String) -> String? {
    headers.first { $0.name == name }?.value
  }
}
