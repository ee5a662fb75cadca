// `braid spinner --live`: the spinner in real time, in each of the styles and on a thread of its own.

import Comparison
import Dispatch
import EventLoops
import Foundation
import LiveIO
import Pipelines
import Workbench

extension SpinnerCommand {
  /// Turns the spinner for real, and leaves the terminal as it was, also after Ctrl-C.
  static func runLive(_ invocation: Invocation) throws -> ExitCode {
    if invocation.line.value(of: pace) != nil {
      throw CommandFailure.usage(
        "'\(pace.long)' has no meaning with '\(live.long)'", help: ["leave one of them out"], of: description)
    }
    let plan = try plan(for: invocation)
    let message = (invocation.line.value(of: message) ?? Spinner.usualMessage).visible
    let outcome =
      invocation.line.value(of: style) == thread
      ? turnOnThread(plan, message, invocation) : try turnOnLoop(plan, message, invocation)
    guard let outcome else { return .interrupted }
    return tell(outcome, to: invocation)
  }

  /// The very program that runs on virtual time; nil if the user has interrupted it.
  private static func turnOnLoop(_ plan: Plan, _ message: String, _ invocation: Invocation) throws -> Outcome? {
    let run = LiveRun("spinner")
    let display = SpinnerDisplay(invocation.console)
    let (relay, number) = (run.relay, LoopConfined(0, on: run.loop))
    let started = Spinner.program.start(version(for: invocation), under: plan, on: run.loop) { event in
      let shot = number.withValue { Spinner.shot(of: event, message: message, number: &$0) }
      if let shot { relay.send(display.text(of: shot.picture)) }
    }
    let (report, isInterrupted) = run.run(writingTo: invocation.output) { started.cancel() }
    return isInterrupted ? nil : started.run(report: report).outcomes.first ?? nil
  }

  /// The thread of example 18-1; nil if the user has interrupted it.
  private static func turnOnThread(_ plan: Plan, _ message: String, _ invocation: Invocation) -> Outcome? {
    let (relay, display) = (TextRelay(), SpinnerDisplay(invocation.console))
    let interrupted = StopSignal()
    let interruptions = Interruptions { _ in interrupted.set() }
    let call = plan.calls["slow"] ?? CallBehaviour(answer: .never)
    DispatchQueue.global().async {
      Spinner.onThread(message: message, draw: { relay.send(display.text(of: $0)) }) {
        interrupted.wait(for: call.latency.lowerBound)
      }
      relay.end()
    }
    relay.forward(to: invocation.output)
    interruptions.end()
    if interrupted.isSet { return nil }
    if case .fails(let error) = call.answer { return .failed("\(error)") }
    return .value(quoted(answer))
  }
}

/// How pictures follow one another on a stream: in place on a terminal, a line each elsewhere.
private struct SpinnerDisplay: Sendable {
  private let isTerminal: Bool
  private let room: Int

  init(_ console: Console) {
    isTerminal = console.output.isTerminal
    // Room for a `^C` behind the picture, and for the last column.
    room = max(console.columns - 3, 1)
  }

  /// The text that shows a picture, or nothing for nil.
  func text(of picture: String?) -> String {
    guard isTerminal else { return (picture ?? "erased") + "\n" }
    // The line is cleared rather than overwritten: a terminal has written `^C` behind the picture.
    return "\r\u{1B}[2K" + String((picture ?? "").prefix(room))
  }
}
