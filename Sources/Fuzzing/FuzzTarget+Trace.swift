// The reader of JSON Lines under damaged traces.

import Comparison
import Workbench

extension FuzzTarget {
  /// Records that are read are written as text that reads the same; an error is in a line that is there.
  static func trace(of scenarios: [String]) -> FuzzTarget {
    FuzzTarget(
      "trace", "the reader of traces in JSON Lines", seeds: traces(of: scenarios),
      pieces: [
        "null", "true", "{}", "[[[[", "{\"record\":\"end\",\"records\":1}\n", "\"record\":\"header\"", "\"version\":2",
        "\"records\":", "\"at\":", "-0", "1.5", "\\ud800", "\\u0000", ",", ":",
      ]
    ) { input in
      let text = String(decoding: input, as: UTF8.self)
      let lineCount = text.utf8.count { $0 == 10 } + 1
      var reader = TraceReader(text: text)
      var records: [TraceRecord] = []
      let verdict: FuzzVerdict
      do throws(TraceReadError) {
        while let record = try reader.next() {
          records.append(record)
          if records.count > lineCount { return .broken("more records than lines") }
        }
        verdict = .read(as: "\(records.count) records")
      } catch {
        if !(1...lineCount).contains(error.line) { return .broken("no such line: \(error)") }
        if error.description.utf8.count > 2_000 { return .broken("an error of \(error.description.utf8.count) bytes") }
        verdict = .refused(for: error.message)
      }
      guard let changed = firstChange(in: records) else { return verdict }
      return .broken("a record is not written as it was read: \(changed)")
    }
  }

  /// The first record that is not the same after it was written and read.
  private static func firstChange(in records: [TraceRecord]) -> TraceRecord? {
    var text = ""
    var writer = TraceWriter { text += $0 }
    for record in records where (try? writer.write(record)) == nil { return record }
    var reader = TraceReader(text: text)
    return records.first { record in
      let again = try? reader.next()
      // The end has the number of all records, also of those that were passed over, and that the writer does not know.
      if case .end = record { return false }
      return again != record
    }
  }

  /// Short traces of scenarios: all that a trace can hold, in little text.
  private static func traces(of scenarios: [String]) -> [String] {
    scenarios.compactMap { text in
      guard let scenario = try? Scenario(ScenarioSource(text: text, path: "f")), scenario.plan.pipelines == 1,
        scenario.program == "three-stages"
      else { return nil }
      var trace = ""
      let picture = Picture(of: ScenarioRunner.run(scenario, styles: [.callback]))
      try? RenderingFormat.jsonl.write(picture) { trace += $0 }
      return trace.utf8.count <= 12_000 ? trace : nil
    }
  }
}
