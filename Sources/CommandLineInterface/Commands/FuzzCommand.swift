// `braid fuzz`: damaged input for everything that reads what others wrote, and random programs for the schedule search.

import Foundation
import Fuzzing
import Workbench

/// Fuzzes.
enum FuzzCommand {
  static let runs = OptionDescription(
    name: "runs", value: ("N", .number(1...1_000_000_000_000)),
    summary: "try N inputs for each target, or programs: 100,000 unless given")
  static let seed = OptionDescription(
    name: "seed", value: ("N", .number(0...UInt64.max)), summary: "damage the inputs by this seed: 1 unless given")
  static let keep = OptionDescription(
    name: "keep", value: ("file", .path),
    summary: "write each input to this file before it is tried, so that one that ends the process is there")
  static let replay = OptionDescription(
    name: "replay", value: ("file", .path), excludes: [("runs", "one input is tried"), ("seed", "one input is tried")],
    summary: "try the input in this file")

  static let description = CommandDescription(
    name: "fuzz",
    summary: "Try parsers and the search with damaged or random input",
    details: [
      """
      Inputs are made from good ones, by a seed, and from those that gave a result of a new kind. An input is a \
      finding if it is not read as it must be. An input that crashes the process, or that never ends, is in the file \
      of '--keep'; the same seed gives the same inputs.
      """,
      """
      The input of 'schedules' is the seed of a small random program of tasks, groups, cancellations, timers, futures, \
      streams and actors. The program is run under every list of choices, and the outcomes are compared with those of \
      the reduced search. A program of which the search loses an outcome that it claims to have met is a finding; it is \
      shown as the smallest program of that kind. Where the search makes no claim, the program is counted apart.
      """,
      FuzzCatalog.targets(scenarios: []).map { "\($0.name): \($0.summary)." }.joined(separator: " "),
    ],
    examples: [
      .init(line: "braid fuzz", purpose: "all targets, for some minutes"),
      .init(line: "braid fuzz trace --runs 100000000 --keep input", purpose: "one target, for hours"),
      .init(line: "braid fuzz trace --replay input", purpose: "one input again"),
      .init(line: "braid fuzz schedules --runs 1000000", purpose: "the schedule search against a million programs"),
    ],
    arguments: [
      ArgumentDescription(
        name: "target", summary: "what to try; everything unless given", kind: .choice(FuzzCatalog.names), count: .any)
    ],
    options: [runs, seed, keep, replay]
  ) { invocation in
    let files = (try? ScenarioSearch.files(meantBy: [])) ?? []
    let scenarios = files.compactMap { try? $0.scenario().source.text }
    let targets = FuzzCatalog.targets(scenarios: scenarios).filter {
      invocation.arguments.isEmpty || invocation.arguments.contains($0.name)
    }
    if let file = invocation.line.value(of: replay) { return try retry(file, on: targets, for: invocation) }
    var code = ExitCode.success
    for target in targets where try !fuzz(target, for: invocation) { code = .expectationFailed }
    return code
  }

  /// Tries one target; returns whether nothing was found.
  private static func fuzz(_ target: FuzzTarget, for invocation: Invocation) throws -> Bool {
    let seed = invocation.line.number(of: seed) ?? 1
    let total = Int(clamping: invocation.line.number(of: runs) ?? 100_000)
    let kept = try invocation.filePath(of: keep)
    let progress = ProgressLine(on: invocation.console.errors, columns: invocation.console.columns)
    var fuzzer = Fuzzer(target, seed: seed)
    while fuzzer.account.runs < total {
      progress.show("\(target.name)  \(fuzzer.account.runs) of \(total)")
      let finding = try fuzzer.run(min(500, total - fuzzer.account.runs)) { input in
        if let kept { try OutputTarget.replace(kept, with: input) }
      }
      guard let finding else { continue }
      progress.end()
      let file = kept ?? "finding-\(target.name)-\(seed)-\(finding.run)"
      try OutputTarget.replace(file, with: finding.input)
      invocation.output.write(
        """
        \(target.name): input \(finding.run) of seed \(seed) is a finding
          \(text(of: finding.message))
          the input is in \(file.visible); again: braid fuzz \(target.name) --replay \(file.visible)

        """)
      return false
    }
    progress.end()
    let (account, words) = (fuzzer.account, target.words)
    invocation.output.writeLine(
      "\(target.name): \(account.runs) \(words.inputs) of seed \(seed), \(account.read) \(words.read), "
        + "\(account.refused) \(words.refused), "
        + "\(account.kinds) kinds of results, the slowest in \(Int(account.slowest / .milliseconds(1))) ms; no finding")
    return true
  }

  /// A message as it is shown: line by line.
  private static func text(of message: String) -> String {
    message.split(separator: "\n").map { String($0).visible }.joined(separator: "\n  ")
  }

  private static func retry(_ file: String, on targets: [FuzzTarget], for invocation: Invocation) throws -> ExitCode {
    guard let data = FileManager.default.contents(atPath: file) else {
      throw CommandFailure(code: .notFound, message: "there is no file \(file.quoted)")
    }
    var code = ExitCode.success
    for target in targets {
      switch target.verdict(on: Array(data)) {
      case .read(let kind): invocation.output.writeLine("\(target.name): read: \(kind.visible)")
      case .refused(let reason): invocation.output.writeLine("\(target.name): refused: \(reason.visible)")
      case .broken(let message):
        invocation.output.writeLine("\(target.name): finding: \(text(of: message))")
        code = .expectationFailed
      }
    }
    return code
  }
}
