// A cancellation that a plan requests, and the moment of the request.

public import EventLoops

/// A cancellation to be requested during a run.
public struct Cancellation: Sendable, Hashable {
  /// Which pipeline is cancelled, counted from 1.
  public var pipeline: Int
  /// When the cancellation is requested.
  public var moment: Moment

  /// A cancellation of one pipeline at a moment.
  public init(pipeline: Int = 1, at moment: Moment) {
    self.pipeline = pipeline
    self.moment = moment
  }

  /// When a cancellation is requested.
  public enum Moment: Sendable, Hashable {
    /// After the pipeline was started, before the loop has run any other event.
    case beforeStart
    /// At an instant, after the events that are already due then.
    case at(Instant)
    /// At an instant, or when the pipeline starts if that is later, as one event among those that are due then: the
    /// schedule decides what comes before it.
    case racing(at: Instant)
    /// As soon as the named call has been sent.
    case onSent(call: String)
    /// When the reply to the named call has arrived and before the program sees it.
    case onReply(call: String)
    /// When the pipeline has finished.
    case afterFinish
    /// Just before or just after the n-th semantic event of the run, counted from 0: the sweep's moments.
    case event(Int, Side)
  }

  /// The side of an event on which something is done.
  public enum Side: Sendable, Hashable {
    /// Immediately before the event.
    case before
    /// Immediately after the event.
    case after
  }
}
