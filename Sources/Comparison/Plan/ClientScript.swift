// The script of a simulated client for one session: its messages and their instants, its pace of reading, its end.

/// The script of a client: its acts, one after another, and its pace as a reader.
package struct ClientScript: Sendable, Hashable {
  /// The acts of the client, in order. An act whose instant has come waits until the one before is done.
  package var acts: [Act]
  /// How fast the client reads; nil if it takes whatever comes at once.
  package var pace: Pace?

  /// A script; without acts the client only listens.
  package init(acts: [Act] = [], pace: Pace? = nil) {
    self.acts = acts
    self.pace = pace
  }

  /// Something that the client does.
  package struct Act: Sendable, Hashable {
    /// When, counted from the beginning of the session.
    package var after: Duration
    /// The action to perform.
    package var deed: Deed

    /// An act at a time.
    package init(_ deed: Deed, after: Duration) {
      self.deed = deed
      self.after = after
    }
  }

  /// The kinds of acts.
  package enum Deed: Sendable, Hashable {
    /// It sends bytes.
    case sends(Message)
    /// It sends no more and keeps reading: the session sees the end of the stream.
    case closes
    /// It is gone in both directions: nothing that is written reaches it.
    case leaves
  }

  /// Bytes that the client sends.
  package struct Message: Sendable, Hashable {
    /// The bytes.
    package var bytes: [UInt8]
    /// How many arrive together, 1 or more; nil for all.
    package var chunk: Int?
    /// How long after one chunk the next one arrives.
    package var interval: Duration

    /// Bytes, in one piece by default.
    package init(_ bytes: [UInt8], chunk: Int? = nil, interval: Duration = .zero) {
      self.bytes = bytes
      self.chunk = chunk
      self.interval = interval
    }
  }

  /// How fast a client reads.
  package struct Pace: Sendable, Hashable {
    /// How many bytes it takes at a time, 1 or more.
    package var bytes: Int
    /// How long after taking some it takes the next ones.
    package var interval: Duration

    /// A number of bytes at each interval.
    package init(_ bytes: Int, every interval: Duration) {
      self.bytes = bytes
      self.interval = interval
    }
  }
}
