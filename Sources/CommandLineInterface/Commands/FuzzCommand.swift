// `braid fuzz`: damaged input for everything that reads what others wrote, and random programs for the schedule search.

import Comparison
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
    name: "replay", value: ("file", .path),
    excludes: [
      ("runs", "one input is tried"), ("seed", "one input is tried"), ("keep", "the input is in a file"),
      ("json", "one input has no counts"),
    ],
    summary: "try the input in this file")
  static let json = OptionDescription.json

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
      shown as the smallest program of that kind. Where the search makes no claim, the program is counted apart. The \
      programs of 'ordinary' use nothing of a loop: tasks of all kinds, the main actor, actors, streams and locks.
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
        name: "target", summary: "what to try; everything unless given", kind: .word(FuzzCatalog.names), count: .any)
    ],
    options: [runs, seed, keep, replay, json]
  ) { invocation in
    let files = (try? ScenarioSearch.files(meantBy: [])) ?? []
    let scenarios = files.compactMap { try? $0.scenario().source.text }
    let targets = FuzzCatalog.targets(scenarios: scenarios).filter {
      invocation.arguments.isEmpty || invocation.arguments.contains($0.name)
    }
    if let file = invocation.line.value(of: replay) { return try retry(file, on: targets, for: invocation) }
    let interruptible = invocation.console.beginSearching()
    defer { interruptible.end() }
    var entries: [FuzzDocument.TargetEntry] = []
    for target in targets {
      let entry = try fuzz(target, for: invocation, until: interruptible.isInterrupted)
      entries.append(entry)
      if !invocation.line.has(json) { invocation.output.write(text(of: entry, target, for: invocation)) }
      if interruptible.isInterrupted() { break }
    }
    let (isClean, isInterrupted) = (entries.allSatisfy { $0.finding == nil }, interruptible.isInterrupted())
    if invocation.line.has(json) {
      let document = FuzzDocument(
        seed: seedNumber(of: invocation), clean: isClean && !isInterrupted, interrupted: isInterrupted, targets: entries
      )
      invocation.output.write(try document.text())
    }
    if isInterrupted {
      let left = targets.dropFirst(entries.count).map(\.name)
      let further = left.isEmpty ? "" : ", and nothing of \(left.formattedList)"
      invocation.console.errors.writeLine("interrupted: only the inputs above were tried\(further)")
      return .interrupted
    }
    return isClean ? .success : .expectationFailed
  }

  private static func seedNumber(of invocation: Invocation) -> UInt64 { invocation.line.number(of: seed) ?? 1 }

  /// How many inputs are tried before the user may interrupt.
  private static let portion = 50

  /// Tries one target; keeps the input of a finding in a file.
  private static func fuzz(
    _ target: FuzzTarget, for invocation: Invocation, until isInterrupted: () -> Bool
  ) throws -> FuzzDocument.TargetEntry {
    let seed = seedNumber(of: invocation)
    let total = Int(clamping: invocation.line.number(of: runs) ?? 100_000)
    let kept = try invocation.filePath(of: keep)
    let progress = ProgressLine(for: invocation)
    defer { progress.end() }
    var fuzzer = Fuzzer(target, seed: seed)
    var found: FuzzDocument.FindingEntry?
    while fuzzer.account.runs < total, found == nil, !isInterrupted() {
      progress.show("\(target.name)  \(fuzzer.account.runs) of \(total)")
      let finding = try fuzzer.run(min(portion, total - fuzzer.account.runs)) { input in
        if let kept { try OutputTarget.replace(kept, with: input) }
      }
      guard let finding else { continue }
      let file = kept ?? "finding-\(target.name)-\(seed)-\(finding.run)"
      try OutputTarget.replace(file, with: finding.input)
      found = .init(input: finding.run, message: finding.message, file: file)
    }
    let account = fuzzer.account
    return .init(
      name: target.name, tried: account.runs, inputs: total, read: account.read, refused: account.refused,
      kinds: account.kinds, finding: found, slowestMilliseconds: Int(account.slowest / .milliseconds(1)))
  }

  /// The result of one target, for a person.
  private static func text(
    of entry: FuzzDocument.TargetEntry, _ target: FuzzTarget, for invocation: Invocation
  ) -> String {
    let seed = seedNumber(of: invocation)
    if let finding = entry.finding {
      return """
        \(target.name): input \(finding.input) of seed \(seed) is a finding
          \(text(of: finding.message))
          the input is in \(finding.file.visible); again: braid fuzz \(target.name) --replay \(finding.file.visible)

        """
    }
    let words = target.words
    let part = entry.tried < entry.inputs ? " of \(entry.inputs)" : ""
    return "\(target.name): \(entry.tried)\(part) \(words.inputs) of seed \(seed), \(entry.read) \(words.read), "
      + "\(entry.refused) \(words.refused), \(entry.kinds) kinds of results, "
      + "the slowest in \(entry.slowestMilliseconds) ms; no finding\n"
  }

  /// A message as it is shown: line by line.
  private static func text(of message: String) -> String {
    message.split(separator: "\n").map { String($0).visible }.joined(separator: "\n  ")
  }

  /// The most bytes of an input that is tried again.
  private static let largestInput = 64 << 20

  private static func retry(_ file: String, on targets: [FuzzTarget], for invocation: Invocation) throws -> ExitCode {
    let data: Data
    do {
      data = try BoundedFile.bytes(atPath: file, limit: largestInput)
    } catch {
      throw CommandFailure(code: error == .tooLarge ? .malformedScenario : .notFound, error, file: file)
    }
    var code = ExitCode.success
    for target in targets {
      switch target.verdict(on: Array(data)) {
      case .read(let kind, let sentence):
        invocation.output.writeLine("\(target.name): read: \((sentence ?? kind).visible)")
      case .refused(let reason): invocation.output.writeLine("\(target.name): refused: \(reason.visible)")
      case .broken(let message):
        invocation.output.writeLine("\(target.name): finding: \(text(of: message))")
        code = .expectationFailed
      }
    }
    return code
  }
}
