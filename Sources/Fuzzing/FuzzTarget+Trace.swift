// The reader of JSON Lines under damaged traces.

import Comparison
import Workbench

extension FuzzTarget {
  /// Records that are read are written as text that reads the same; an error is in a line that is there.
  static func trace(_ texts: [String]) -> FuzzTarget {
    FuzzTarget(
      "trace", "the reader of traces in JSON Lines", seeds: texts,
      pieces: [
        "null", "true", "{}", "[[[[", "{\"record\":\"end\",\"records\":1}\n", "\"record\":\"header\"", "\"version\":2",
        "\"records\":", "\"at\":", "-0", "1.5", "\\ud800", "\\u0000", ",", ":",
      ]
    ) { input in
      let text = String(decoding: input, as: UTF8.self)
      let lineCount = text.utf8.count { $0 == 10 } + 1
      var reader = TraceReader(text: text)
      var header: TraceRecord?
      var count = 0
      do throws(TraceReadError) {
        while let record = try reader.next() {
          count += 1
          header = header ?? record
          guard isKept(record, behind: header ?? record) else {
            return .broken("a record is not written as it was read: \(record)")
          }
          if count > lineCount { return .broken("more records than lines") }
        }
        return .read(as: "\(count) records")
      } catch {
        if !(1...lineCount).contains(error.line) { return .broken("no such line: \(error)") }
        if error.description.utf8.count > 2_000 { return .broken("an error of \(error.description.utf8.count) bytes") }
        return .refused(for: error.message.kind)
      }
    }
  }

  /// Whether a record is the same after it was written and read.
  private static func isKept(_ record: TraceRecord, behind header: TraceRecord) -> Bool {
    if record == header { return true }
    var text = ""
    var writer = TraceWriter { text += $0 }
    do {
      try writer.write(header)
      try writer.write(record)
      var reader = TraceReader(text: text)
      _ = try reader.next()
      if case .end = record { return true }
      return try reader.next() == record
    } catch {
      return false
    }
  }

  /// Short traces of scenarios: all that a trace can hold, in little text.
  static func traces(of scenarios: [String]) -> [String] {
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
