// The scenario parser and the runner under damaged scenario files.

import Comparison
import Workbench

extension FuzzTarget {
  /// The programs that take little work whatever a scenario says.
  private static let small: Set<String> = [
    "three-stages", "recovery", "lost-error", "lost-error-fixed", "assumed-order",
  ]

  private static let pieces = [
    "#", "expect", "\nexpect async\n", "\n  ", "call 1 takes ", "1ms", "..", "twice", "every", "fails 503 ", "cancel ",
    "on reply 2", "repeat ", "timeout ", "seed ", "latency ", "client sends ", "\\u{1F600}", "\\u{", "h", "us",
    "program downloads\n", "program character-finder\n", "start never", "\u{7F}", " of pipeline 2 ",
    " then returns \"x\"",
    "\nexpect partial\n", "\nexpect unordered future\n", "\nnote at 1ms \"x\"\n", "racing ", "start 2 at ",
    "timeout 2 1ms",
    "program lost-error-fixed\n",
  ]

  /// Whatever the text, reading it ends in a scenario or in an error with places inside the file.
  static func scenario(_ texts: [String]) -> FuzzTarget {
    FuzzTarget("scenario", "the parser of scenario files", seeds: texts, pieces: pieces) { input in
      let text = String(decoding: input, as: UTF8.self)
      do throws(ScenarioError) {
        let scenario = try Scenario(ScenarioSource(text: text, path: "f"))
        return .read(as: "\(scenario.program), \(scenario.expectations.count) blocks")
      } catch {
        return verdict(on: error, of: text)
      }
    }
  }

  /// A damaged scenario that can be read can also be run, and its events can be written as expectations and read back.
  static func run(_ texts: [String]) -> FuzzTarget {
    FuzzTarget("run", "running scenarios, and writing their expectations", seeds: texts, pieces: pieces) { input in
      let text = String(decoding: input, as: UTF8.self)
      do throws(ScenarioError) {
        let scenario = try Scenario(ScenarioSource(text: text, path: "f"))
        // A scenario may ask for much work, and what it asks for is no finding.
        guard scenario.plan.pipelines <= 3, Self.small.contains(scenario.program) else {
          return .read(as: "large")
        }
        let result = ScenarioRunner.run(scenario)
        let recorded = try scenario.text(expecting: result.comparison.runs)
        let again = ScenarioRunner.run(try Scenario(ScenarioSource(text: recorded, path: "f")))
        guard again.passed else {
          return .broken("the written expectations are not what happens: \(again.mismatches[0])")
        }
        let aspects = result.comparison.differences.map(\.aspect.rawValue)
        return .read(
          as: aspects.joined(),
          saying: aspects.isEmpty ? "the styles agree" : "the styles differ in \(aspects.joined(separator: ", "))")
      } catch {
        if error.kind == .unrecordable { return .refused(for: "unrecordable") }
        return verdict(on: error, of: text)
      }
    }
  }

  private static func verdict(on error: ScenarioError, of text: String) -> FuzzVerdict {
    // Lines end in a line feed; the last one may be without.
    let lineCount = text.utf8.count { $0 == 10 } + 1
    for diagnostic in error.diagnostics {
      if let line = diagnostic.line, !(1...lineCount).contains(line) { return .broken("no such line: \(diagnostic)") }
      if diagnostic.column < 1 { return .broken("no such column: \(diagnostic)") }
      if diagnostic.message.isEmpty || diagnostic.message.utf8.count > 2_000 {
        return .broken("a message of \(diagnostic.message.utf8.count) bytes")
      }
    }
    guard (1...20).contains(error.diagnostics.count) else { return .broken("\(error.diagnostics.count) mistakes") }
    let isShown = !error.description.unicodeScalars.contains { $0 == "\u{7F}" || $0 == "\u{1B}" || $0 == "\u{202E}" }
    return isShown ? .refused(for: error.diagnostics[0].message) : .broken("a message that a terminal would obey")
  }
}
