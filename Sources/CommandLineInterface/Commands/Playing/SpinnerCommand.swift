// `braid spinner`: runs the spinner program on virtual time and plays its frames to a person.

import Comparison
import EventLoops
import Pipelines
import Workbench

/// Plays the spinner.
enum SpinnerCommand {
  static let style = OptionDescription(
    name: "style", letter: "s", value: ("style", .word(Style.allCases.map(\.rawValue) + [thread])),
    summary: "run it in this style; async unless given; 'thread', a thread of its own, needs '--live'")
  static let live = OptionDescription(name: "live", summary: "run it in real time, on a loop that runs for real")
  /// The style that only real time has.
  static let thread = "thread"
  static let pace = OptionDescription(
    name: "pace", letter: "p", value: ("pace", .offering(["1x", "2x", "0"], .text)),
    summary: "play it at real time (1x), faster (2x) or at once (0)")
  static let time = OptionDescription(
    name: "for", value: ("duration", .text), summary: "how long the slow function takes; 3s unless given")
  static let message = OptionDescription(
    name: "message", letter: "m", value: ("text", .text), summary: "the text beside the turning bar")
  static let fail = OptionDescription(name: "fail", summary: "let the slow function fail")

  /// The longest time for which the slow function may work.
  private static let longest = Duration.seconds(3_600)
  static let answer = "42"

  static let description = CommandDescription(
    name: "spinner",
    summary: "Turn a spinner while a slow function works",
    details: [
      """
      The program runs on virtual time, which takes no time at all; then its frames are played: in place and at real \
      time on a terminal, as a line each and at once elsewhere. It ends with the answer, or with exit code 1 and the \
      reason why there is none.
      """
    ],
    examples: [
      .init(line: "braid spinner", purpose: "three seconds of thinking"),
      .init(line: "braid spinner --style callback --for 500ms --pace 0", purpose: "another style, at once"),
      .init(line: "braid spinner --fail", purpose: "the slow function fails"),
      .init(line: "braid spinner --live --style thread", purpose: "for real, on a thread of its own"),
    ],
    options: [style, live, pace, time, message, fail]
  ) { invocation in
    invocation.line.has(live) ? try runLive(invocation) : try play(invocation)
  }

  /// Plays what the program does on virtual time.
  private static func play(_ invocation: Invocation) throws -> ExitCode {
    if invocation.line.value(of: style) == thread {
      throw CommandFailure.usage("a thread has no virtual time", help: ["add '--live'"], of: description)
    }
    let pace = try paceToPlayAt(invocation)
    let run = try run(for: invocation)
    let player = SpinnerPlayer(invocation.console, at: pace)
    let message = invocation.line.value(of: message) ?? Spinner.usualMessage
    guard player.play(Spinner.film(of: run, message: message.visible)) else { return .interrupted }
    return tell(run.outcomes.first ?? nil, to: invocation)
  }

  private static func run(for invocation: Invocation) throws -> StyleRun {
    Spinner.program.run(version(for: invocation), under: try plan(for: invocation))
  }

  /// The behaviour of the slow function.
  static func plan(for invocation: Invocation) throws -> Plan {
    let line = invocation.line
    let duration = try duration(given: line.value(of: time) ?? "3s")
    var plan = Plan(request: "the question")
    plan.calls["slow"] = CallBehaviour(
      latency: duration...duration,
      answer: line.has(fail) ? .fails(APIError(status: 503, reason: "Service Unavailable")) : .returns(answer))
    return plan
  }

  /// The version of the program that is asked for.
  static func version(for invocation: Invocation) -> ComparedProgram.Version {
    let style = invocation.line.value(of: style).flatMap(Style.init(rawValue:)) ?? .async
    guard let version = Spinner.program.versions.first(where: { $0.style == style }) else {
      preconditionFailure("the spinner has no version in the style \(style)")
    }
    return version
  }

  static func duration(given text: String) throws -> Duration {
    do throws(DurationFault) {
      return try Duration(literal: text, upTo: longest)
    } catch {
      throw CommandFailure.usage(
        "'\(time.long)': \(error.message)", help: error.help.map { [$0] } ?? [], of: description)
    }
  }

  private static func paceToPlayAt(_ invocation: Invocation) throws -> Pace {
    guard let text = invocation.line.value(of: pace) else { return invocation.output.isTerminal ? .real : .none }
    guard let chosen = Pace(text) else {
      throw CommandFailure.usage(
        "\(text.quoted) is not a value of '\(pace.long)'", help: ["write \(Pace.form)"], of: description)
    }
    return chosen
  }

  static func tell(_ outcome: Outcome?, to invocation: Invocation) -> ExitCode {
    guard case .failed(let reason) = outcome else {
      invocation.output.writeLine("Answer: \(answer)")
      invocation.suggestNext("braid show thirty-frames")
      return .success
    }
    invocation.output.writeLine(invocation.palette.paint("No answer:", .error) + " the slow function failed: \(reason)")
    return .expectationFailed
  }
}
