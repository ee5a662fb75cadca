// Why a text could not be written.

/// Why a text could not be written.
public enum WriteFailure: Error, Sendable, Hashable {
  /// The reader has gone away, as `head` does when it has seen enough; not a failure of the command.
  case readerGone
  /// The system refused, for this reason.
  case refused(String)
}
