// A scenario while it is being read.

import Comparison

/// The contents of the statements that were read so far.
struct ScenarioDraft {
  var title: String?
  var program: ComparedProgram?
  var guide: String?
  var teaches: String?
  var plan = Plan()
  /// What is said of each call, once a call.
  var calls: [(key: CallKey, answers: [Answer])] = []
  var latency: ClosedRange<Duration>?
  var blocks: [ExpectationBlock] = []
  var notes: [ScenarioNote] = []
  /// The line that is being read, counted from 1.
  var line = 0
  /// The names in the statements, which are checked when all of them are read.
  private(set) var mentions: [Mention] = []
  /// Where the number of pipelines is given.
  var repetition: Place?
  /// The line of each statement that may occur only once, by its identity.
  private var firstLines: [String: Int] = [:]

  /// A call, of all pipelines or of one.
  struct CallKey {
    var call: String
    var pipeline: Int?

    /// The call as a statement names it.
    var text: String { pipeline.map { "\(call) of pipeline \($0)" } ?? call }
  }

  /// The answer to one attempt, which may yet take its latency from the `latency` statement.
  struct Answer {
    var latency: ClosedRange<Duration>?
    var answer: CallBehaviour.Answer
    var deliveries = 1
    var isSynchronous = false
  }

  /// A line and a column.
  struct Place {
    var line: Int
    var column: Int
  }

  /// A place at which something of the program is named.
  struct Mention {
    var part: Part
    var place: Place
    /// The use of a pipeline, for the end of a sentence; empty where that is plain.
    var purpose: String
  }

  /// The things that a statement can name.
  enum Part: Hashable {
    /// One of the pipelines.
    case pipeline(Int)
    /// A call.
    case call(String)
    /// A step.
    case step(Int)
    /// A call whose failure is replaced.
    case recovery(String)
    /// The request of the first call.
    case request
    /// Calls, whatever their names.
    case anyCall
    /// The session with the client.
    case session
    /// A range of latencies of which only the lower end can be chosen; no part of the program.
    case narrowRange(String)
  }

  /// Checks that no earlier line has this identity.
  mutating func claim(_ identity: String, column: Int) throws(LineFault) {
    if let first = firstLines[identity] {
      throw LineFault(
        column: column,
        message: "'\(VisibleText.clipped(identity))' occurs twice; the first is on line \(first)",
        help: "keep one of them")
    }
    firstLines[identity] = line
  }

  /// Whether a line has this identity, even if it could not be read.
  func hasClaimed(_ identity: String) -> Bool { firstLines[identity] != nil }

  /// Remembers that this line names a part of the program.
  ///
  /// - Parameters:
  ///   - part: The part.
  ///   - column: Where it is named.
  ///   - purpose: The use of a pipeline, for the end of a sentence; empty where that is plain.
  mutating func mention(_ part: Part, column: Int = 1, _ purpose: String = "") {
    mentions.append(Mention(part: part, place: Place(line: line, column: column), purpose: purpose))
  }

  /// Begins a block of expected events on this line.
  mutating func openBlock(_ styles: [Style], _ kind: ExpectationKind) {
    blocks.append(ExpectationBlock(styles: styles, kind: kind, events: [], firstLine: line, lastLine: line))
  }

  /// Adds an expected event, on this line, to the block that was opened last.
  mutating func expect(_ event: StyleRun.Line) {
    guard !blocks.isEmpty else { return }
    blocks[blocks.count - 1].events.append(ExpectedEvent(event: event, line: line))
    blocks[blocks.count - 1].lastLine = line
  }

  /// The plan, with the common latency filled in.
  var finishedPlan: Plan {
    var finished = plan
    finished.latency = latency ?? plan.latency
    for (key, answers) in calls {
      var behaviours = answers.map(behaviour)
      guard !behaviours.isEmpty else { continue }
      var first = behaviours.removeFirst()
      first.later = behaviours
      if let pipeline = key.pipeline {
        finished.pipelineCalls[PipelineCall(key.call, pipeline: pipeline)] = first
      } else {
        finished.calls[key.call] = first
      }
    }
    return finished
  }

  private func behaviour(of answer: Answer) -> CallBehaviour {
    CallBehaviour(
      latency: answer.latency ?? (answer.isSynchronous ? nil : latency) ?? .zero ... .zero, answer: answer.answer,
      deliveries: answer.deliveries, isSynchronous: answer.isSynchronous)
  }
}
