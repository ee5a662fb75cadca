// What a reply means to a client: it is the answer, or it refers to another address.

/// How a request ends that has got a reply.
package enum HTTPOutcome: Sendable {
  /// The answer.
  case answer(HTTPClient.Answer)
  /// The address to which the server refers.
  case redirection(to: String)
}
