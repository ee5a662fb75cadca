// A comparison as a Mermaid sequence diagram, which GitHub and many editors draw.

import Comparison
import EventLoops

/// Writes a sequence diagram: for each style a box with the program and the API, and a note for each instant.
///
/// A sequence diagram has no time axis; the notes say when, and how long nothing happened.
package struct MermaidSequence {
  private let picture: Picture
  private var timeline: Timeline { picture.timeline }

  /// A diagram of a picture.
  package init(_ picture: Picture) {
    self.picture = picture
  }

  /// The diagram, with a line feed at its end.
  package var text: String {
    var lines = ["sequenceDiagram", "  accTitle: \(Self.escaped(picture.title))", "  autonumber"]
    for (index, lane) in timeline.lanes.enumerated() {
      lines.append("  box \(Self.escaped(lane.label))")
      lines.append("    participant P\(index) as \(Self.escaped(lane.label))")
      lines.append("    participant A\(index) as API")
      lines.append("  end")
    }
    let rules = Dictionary(grouping: timeline.rules, by: \.row)
    var previous: StyleRun.When?
    for (index, row) in timeline.rows.enumerated() {
      lines += notes(at: index, isAfter: false)
      if row.when != previous { lines.append("  Note over \(span): \(Self.escaped(row.when.description))") }
      previous = row.when
      for lane in timeline.lanes.indices {
        guard let text = row.texts[lane] else { continue }
        let prefix = timeline.pipelines > 1 ? row.pipeline.map { "[\($0)] " } ?? "" : ""
        lines.append("  \(arrow(of: row.kind, lane)): \(Self.escaped(prefix + text))")
      }
      for rule in rules[index, default: []] {
        lines.append("  Note over \(span): differs: \(Self.escaped(rule.text))")
      }
      lines += notes(at: index, isAfter: true)
    }
    if timeline.rows.isEmpty { lines.append("  Note over \(span): nothing happens") }
    return lines.map { $0 + "\n" }.joined()
  }

  /// The notes of the scenario before or after a row.
  private func notes(at row: Int, isAfter: Bool) -> [String] {
    timeline.notes.filter { $0.row == row && $0.isAfter == isAfter }.map {
      "  Note over \(span): \(Self.escaped("» " + $0.text))"
    }
  }

  /// The first and the last participant.
  private var span: String { "P0,A\(max(0, timeline.lanes.count - 1))" }

  private func arrow(of kind: SemanticEvent.Kind?, _ lane: Int) -> String {
    switch kind {
    case .sent: "P\(lane)->>A\(lane)"
    case .replied: "A\(lane)-->>P\(lane)"
    case .failed: "A\(lane)--xP\(lane)"
    case .callCancelled: "P\(lane)-xA\(lane)"
    case .step, .stepThrew, .recovered: "P\(lane)->>P\(lane)"
    default: "Note over P\(lane)"
    }
  }

  /// A text in which nothing means anything to Mermaid: entity codes for its marks, and for the word that ends blocks.
  static func escaped(_ text: String) -> String {
    var escaped = ""
    for scalar in VisibleText.of(text).unicodeScalars {
      switch scalar {
      case "#", ";", "%", "<", ">", "{", "}": escaped += "#\(scalar.value);"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped.replacing(#/\b(?i:e)nd\b/#) { "#\($0.output.unicodeScalars.first?.value ?? 101);nd" }
  }
}
