// A change of a scenario that a picture of it suggests: a reply at another instant, another cancellation, another program.

package import Comparison
package import EventLoops

/// One change of a scenario's text. A picture has no state of its own: what is moved in it is moved in the text.
package enum ScenarioEdit: Sendable, Hashable {
  /// The answer to a call takes another time.
  case takes(CallPlace, Duration)
  /// A call is answered in another way; a failure is `503 "Service Unavailable"` unless an error is given.
  case behaves(CallPlace, Manner, APIError? = nil)
  /// A cancellation is placed at an instant, or removed if there is no instant.
  case cancel(CancelPlace, at: Instant?)
  /// A time limit is set, or removed if there is none.
  ///
  /// A limit without a pipeline holds for all of them.
  case timeout(pipeline: Int?, Duration?)
  /// Another number of pipelines, and how long after the one before each starts.
  case pipelines(Int, every: Duration)
  /// Another program runs. The settings of the old one go, because only it has them.
  case program(String)
  /// A setting of the program, as a scenario writes its value; nil for the default.
  case setting(String, String?)
  /// Another seed, or none.
  case seed(UInt64?)

  /// One answer of the simulated API.
  package struct CallPlace: Sendable, Hashable {
    /// The call's name.
    package var call: String
    /// The pipeline that sends the call, counted from 1.
    package var pipeline: Int
    /// Which time the pipeline sends the call, counted from 1.
    package var attempt: Int
    /// Whether the change is for this pipeline alone.
    package var isAlone: Bool

    /// The answer to one attempt of a call.
    ///
    /// - Parameters:
    ///   - call: The call's name.
    ///   - pipeline: The pipeline that sends the call, counted from 1.
    ///   - attempt: Which time the pipeline sends it, counted from 1.
    ///   - isAlone: Whether the change is for this pipeline alone.
    package init(_ call: String, pipeline: Int = 1, attempt: Int = 1, isAlone: Bool = false) {
      self.call = call
      self.pipeline = pipeline
      self.attempt = attempt
      self.isAlone = isAlone
    }
  }

  /// A cancellation: the one of a line, or a new one.
  package struct CancelPlace: Sendable, Hashable {
    /// The line of the statement, counted from 1; nil for a further cancellation.
    package var line: Int?
    /// The pipeline that is cancelled, counted from 1. A cancellation that is there keeps its own.
    package var pipeline: Int
    /// Whether it is one event among those that are due at its instant.
    package var isRacing: Bool

    /// A cancellation.
    ///
    /// - Parameters:
    ///   - line: The line of the statement, counted from 1; nil for a further cancellation.
    ///   - pipeline: The pipeline that a further cancellation is for.
    ///   - isRacing: Whether a further cancellation is one event among those that are due at its instant.
    package init(line: Int? = nil, pipeline: Int = 1, isRacing: Bool = false) {
      self.line = line
      self.pipeline = pipeline
      self.isRacing = isRacing
    }
  }

  /// How a call is answered.
  package enum Manner: String, Decodable, Sendable, Hashable, CaseIterable {
    /// It succeeds, once, in a later event.
    case answers
    /// It fails.
    case fails
    /// It is never answered.
    case never
    /// It is answered twice.
    case twice
    /// It is answered before it returns to its caller.
    case atOnce
    /// It fails before it returns to its caller.
    case failsAtOnce
  }
}
