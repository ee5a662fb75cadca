// `braid replay`: the schedule of a token, run again.

import Comparison
import Exploration
import Workbench

/// Replays tokens.
enum ReplayCommand {
  static let description = CommandDescription(
    name: "replay",
    summary: "Run the schedule of a token again",
    details: [
      """
      A token names its program, what was done to it, and the orderings of its schedule. The replay is exact if each \
      event of the run is as it was when the token was made. If the program has changed since, the orderings that still \
      apply are kept, and the output says which they are. Blanks and line breaks within a token do no harm.
      """
    ],
    examples: [
      .init(line: "braid replay braid2.called-twice.callback.plan.wk7tcb.plain.6w4h", purpose: "a bug's plain schedule")
    ],
    arguments: [
      ArgumentDescription(
        name: "token", summary: "a token of 'braid explore' or 'braid sweep', in one piece or several", kind: .text,
        count: .several)
    ],
    options: [.json]
  ) { invocation in
    let token: ReplayToken
    // A token that was broken over lines, and is not in quotes, comes in several words.
    let written = invocation.arguments.joined()
    do {
      token = try ReplayToken(written)
    } catch let error as ReplayTokenError {
      throw CommandFailure.usage(
        "\(written.quoted) is no token: \("\(error)".visible)",
        help: ["copy the whole token after 'braid replay' on a failure's page"], of: invocation.line.command)
    }
    let target = try ExplorationTarget(token.program)
    let results = ProgressLine(for: invocation).results(of: [token], showing: { "looking for the schedule" }) { token in
      Result { Replay(token, on: try subject(of: token, target)) }
    }
    let replay = try results[0].get()
    if invocation.line.has(.json) {
      invocation.output.write(try ReplayDocument(replay, token).text())
    } else {
      invocation.output.write(text(of: replay, token, for: invocation))
    }
    return replay.verdict.findings.isEmpty ? .success : .expectationFailed
  }

  private static func subject(of token: ReplayToken, _ target: ExplorationTarget) throws -> Subject {
    let version = target.program.versions.first { ReplayToken.slug($0.label) == token.version }
    guard let version else {
      throw CommandFailure(
        code: .notFound, message: "'\(token.program.visible)' has no version '\(token.version.visible)'",
        help: ["it has \(target.program.versions.map(\.label).joined(separator: ", "))"])
    }
    if token.disturbance == "plan" {
      return Subject(target.program, version, named: target.name, under: target.plan, oracles: target.oracles)
    }
    var all = DisturbanceSweep.Kind.allCases.flatMap {
      DisturbanceSweep.disturbances($0, of: target.program, version, under: target.plan, inPairs: true)
    }
    if token.disturbance.hasPrefix("times-"), let policy = TimePolicy(String(token.disturbance.dropFirst(6))) {
      all += [policy.disturbance(of: target.program, under: target.plan)].compactMap(\.self)
    }
    guard let disturbance = all.first(where: { $0.code == token.disturbance }) else {
      throw CommandFailure(
        code: .notFound,
        message: "nothing that can be done to '\(token.program.visible)' is called '\(token.disturbance.visible)'",
        help: ["the program has changed; sweep it again"])
    }
    return Subject(
      target.program, version, named: target.name, under: target.plan, disturbedBy: disturbance,
      oracles: target.oracles)
  }

  private static func text(of replay: Replay, _ token: ReplayToken, for invocation: Invocation) -> String {
    let palette = invocation.palette
    let mark = invocation.isASCII ? "x" : "✗"
    var lines = [palette.paint("\(token.program) \(token.version)", .emphasis), "  \(replay.fidelity)"]
    lines += replay.orderings.enumerated().map { "  \($0 + 1)  \($1.text)" + note(on: $1, replay) }
    lines.append("  outcome: \(replay.verdict.outcome)")
    lines += replay.verdict.findings.map { palette.paint("  \(mark) \($0)", .error) }
    lines += FailurePage(for: invocation).text(of: replay.table, pipelines: replay.run?.pipelines ?? 1)
    let legend = ReportLegend(
      hasFailures: !replay.verdict.findings.isEmpty, tables: [replay.table], isASCII: invocation.isASCII)
    let explained = legend.lines(for: invocation)
    lines += explained.isEmpty ? [] : [""] + explained
    return lines.map { $0 + "\n" }.joined()
  }

  /// Whether an ordering of a changed program still applies.
  private static func note(on ordering: Replay.Ordering, _ replay: Replay) -> String {
    if !ordering.isKept { return " (no longer)" }
    return replay.isExact || ordering.isCertain ? "" : " (perhaps other events)"
  }
}
