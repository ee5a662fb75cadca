// A picture as plain text: title, timeline, legend, what is left behind.

import Comparison
import EventLoops

/// The page that `braid show` prints, in parts.
package struct TextPage {
  /// The title, and the point of it below.
  package let heading: [String]
  /// The timeline.
  package let drawing: [String]
  /// The legend of the marks.
  package let legend: [String]
  /// Sections with a heading each, in order: what is folded, differences that have no place, what is left behind, the loop's
  /// events.
  package let sections: [(heading: String, lines: [String])]

  /// Whether some rows are folded.
  package let hasFolds: Bool

  /// A page of a picture.
  package init(_ picture: Picture, _ options: RenderingOptions) {
    let folds = options.unfolding == nil ? .none : TimelineFolds(of: picture.timeline)
    let timeline = TextTimeline(
      picture.timeline, columns: options.columns, isASCII: options.isASCII, folds: folds)
    hasFolds = !folds.stretches.isEmpty
    func page(_ lines: [String]) -> [String] {
      options.isASCII ? lines.map(\.withoutDecoration) : lines
    }
    heading = page(
      [picture.title, picture.teaches ?? ""].flatMap { VisibleText.of($0).wrapped(to: options.columns) }
    ).filter { !$0.isEmpty }
    drawing = page(timeline.lines)
    legend = timeline.legend(columns: options.columns)
    let runs = picture.comparison.runs
    let counts = runs.map { "\($0.label) \($0.report.eventCount)" }.joined(separator: ", ")
    let unfolding = "\(folds.rowCount) of \(picture.timeline.rows.count) rows. \(options.unfolding ?? "")"
    sections = [
      ("folded", hasFolds ? [unfolding] : []),
      ("differences", timeline.unplacedDifferences),
      ("left behind", runs.flatMap(Self.remains)),
      ("blocked", runs.compactMap(Self.blocking)),
      ("events of the loop", [counts]),
    ].filter { !$1.isEmpty }.map { heading, sentences in
      (heading + ":", page(sentences.flatMap { Self.paragraph($0, options.columns) }))
    }
  }

  /// All of it, an empty line between the parts.
  package var lines: [String] {
    let parts = [heading, drawing, legend] + sections.map { [$0.heading] + $0.lines }
    return Array(parts.joined(separator: [""]))
  }

  private static func paragraph(_ sentence: String, _ columns: Int) -> [String] {
    sentence.wrapped(to: columns - 4).enumerated().map { ($0 == 0 ? "  " : "    ") + $1 }
  }

  /// The leftovers and violations of a run.
  private static func remains(of run: StyleRun) -> [String] {
    let report = run.report
    let texts =
      report.leftovers.map(\.description) + report.violations.map(\.description) + report.escapes.map(\.description)
    return texts.map { "\(run.label): \($0)" }
  }

  /// How long a run's loop was blocked, if it was.
  private static func blocking(of run: StyleRun) -> String? {
    let blocking = run.report.blocking
    return blocking.duration > .zero ? "\(run.label): \(blocking)" : nil
  }
}
