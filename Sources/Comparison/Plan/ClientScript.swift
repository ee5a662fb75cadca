// What a simulated client does during one session: what it sends and when, how fast it reads, and how it ends.

/// The script of a client: its acts, one after another, and its pace as a reader.
public struct ClientScript: Sendable, Hashable {
  /// What the client does, in order. An act whose instant has come waits until the one before is done.
  public var acts: [Act]
  /// How fast the client reads; nil if it takes whatever comes at once.
  public var pace: Pace?

  /// A script; without acts the client only listens.
  public init(acts: [Act] = [], pace: Pace? = nil) {
    self.acts = acts
    self.pace = pace
  }

  /// Something that the client does.
  public struct Act: Sendable, Hashable {
    /// When, counted from the beginning of the session.
    public var after: Duration
    /// What.
    public var deed: Deed

    /// An act at a time.
    public init(_ deed: Deed, after: Duration) {
      self.deed = deed
      self.after = after
    }
  }

  /// What a client can do.
  public enum Deed: Sendable, Hashable {
    /// It sends bytes.
    case sends(Message)
    /// It sends no more and keeps reading: the session sees the end of the stream.
    case closes
    /// It is gone in both directions: nothing that is written reaches it.
    case leaves
  }

  /// Bytes that the client sends.
  public struct Message: Sendable, Hashable {
    /// The bytes.
    public var bytes: [UInt8]
    /// How many arrive together, 1 or more; nil for all.
    public var chunk: Int?
    /// How long after one chunk the next one arrives.
    public var interval: Duration

    /// Bytes, in one piece by default.
    public init(_ bytes: [UInt8], chunk: Int? = nil, interval: Duration = .zero) {
      self.bytes = bytes
      self.chunk = chunk
      self.interval = interval
    }
  }

  /// How fast a client reads.
  public struct Pace: Sendable, Hashable {
    /// How many bytes it takes at a time, 1 or more.
    public var bytes: Int
    /// How long after taking some it takes the next ones.
    public var interval: Duration

    /// A number of bytes at each interval.
    public init(_ bytes: Int, every interval: Duration) {
      self.bytes = bytes
      self.interval = interval
    }
  }
}
