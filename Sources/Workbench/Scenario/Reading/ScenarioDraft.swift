// A scenario while it is being read.

import Comparison

/// What the statements read so far have said.
struct ScenarioDraft {
  /// The programs that there are.
  let programs: [ComparedProgram]
  var title: String?
  var program: ComparedProgram?
  var guide: String?
  var teaches: String?
  var plan = Plan()
  var calls: [CallKey: [Answer]] = [:]
  var latency: ClosedRange<Duration>?
  var blocks: [ExpectationBlock] = []
  var notes: [ScenarioNote] = []
  /// The line that is being read, counted from 1.
  var line = 0
  /// The pipelines that are named, to be checked against how many there are.
  private(set) var mentions: [Mention] = []
  /// The line of each statement that may occur only once, by its identity.
  private var firstLines: [String: Int] = [:]

  /// A call, of all pipelines or of one.
  struct CallKey: Hashable {
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

  /// A place at which a pipeline is named.
  struct Mention {
    var pipeline: Int
    /// What is done to the pipeline, for the end of a sentence; empty where that is plain.
    var purpose: String
    var line: Int
    var column: Int
  }

  init(programs: [ComparedProgram]) {
    self.programs = programs
  }

  /// Checks that no earlier line has this identity.
  mutating func claim(_ identity: String, column: Int) throws(LineFault) {
    if let first = firstLines[identity] {
      throw LineFault(
        column: column,
        message: "'\(VisibleText.clipped(identity))' stands here for the second time; the first is on line \(first)",
        help: "keep one of them")
    }
    firstLines[identity] = line
  }

  /// Whether a line has this identity, even if it could not be read.
  func hasClaimed(_ identity: String) -> Bool { firstLines[identity] != nil }

  /// Remembers that this line names a pipeline.
  mutating func mention(pipeline: Int, column: Int, _ purpose: String = "") {
    mentions.append(Mention(pipeline: pipeline, purpose: purpose, line: line, column: column))
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
