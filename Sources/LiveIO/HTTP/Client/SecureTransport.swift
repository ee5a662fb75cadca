// What gets the things at https URLs for a client, since LiveIO links nothing that encrypts.

/// The transport of an `HTTPClient` for `https` URLs.
///
/// Loading the libraries of a transport takes longer than everything else at the start of a small program, so that
/// `LiveIO` has none. The module `LiveHTTPS` has the system's.
public struct SecureTransport: Sendable {
  /// Makes the client that gets what is at the URLs.
  ///
  /// Its parameters are how many connections to one host there may be, and how long a server may say nothing.
  package let client: @Sendable (_ connections: Int, _ timeout: Duration) -> any SystemTransfers

  /// A transport whose clients are made by a function.
  package init(client: @escaping @Sendable (_ connections: Int, _ timeout: Duration) -> any SystemTransfers) {
    self.client = client
  }
}
