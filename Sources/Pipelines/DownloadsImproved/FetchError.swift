// A download that failed: which one it was, and why.

/// A download that failed, with the error that made it fail.
///
/// Where results are taken in the order in which they come, an error has to say itself whose it is.
package struct FetchError: Error, Sendable, CustomStringConvertible {
  /// The code of the flag.
  package let code: String
  /// The cause of the failed download.
  package let underlying: any Error

  /// `BR: 503 "Service Unavailable"`.
  package var description: String { "\(code): \(underlying)" }
}
