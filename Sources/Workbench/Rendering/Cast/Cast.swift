// The step player in a terminal as an asciicast, version 3.

import EventLoops
import Foundation

/// Writes an asciicast that goes through all steps, with a marker at each.
///
/// A step is shown for a second; where virtual time passes, longer, in proportion to that time.
package struct Cast {
  private let picture: Picture
  private let title: String
  private let screen: StepScreen
  private static let columns = 100
  private static let rows = 32
  /// How long a step is shown, and how much longer the one before the longest time between two instants, in ms.
  private static let reading: Int64 = 1_000
  private static let longest: Int64 = 2_000

  /// The asciicast of a picture.
  ///
  /// - Parameters:
  ///   - picture: The picture.
  ///   - sources: Where the sources are that the player shows.
  ///   - isASCII: Whether to do without characters beyond ASCII.
  package init(_ picture: Picture, sources: SourceShelf = SourceShelf(), isASCII: Bool = false) {
    self.picture = picture
    title = isASCII ? picture.title.withoutDecoration : picture.title
    screen = StepScreen(picture, sources: sources, isASCII: isASCII)
  }

  /// Writes the asciicast, an event a line: two for each step, between the header and the end.
  ///
  /// - Complexity: O(n log n) in the number of steps.
  package func write(to sink: (String) -> Void) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    func json(_ value: some Encodable) throws -> String { String(decoding: try encoder.encode(value), as: UTF8.self) }
    sink(try json(Header(title: title)) + "\n")
    let gaps = self.gaps
    let longest = max(1, gaps.max() ?? 1)
    for step in 0...screen.stepCount {
      // Of the gap only the proportion counts; a double holds it well enough, and the result is whole.
      let wait = step == 0 ? 0 : Self.reading + Int64(Double(gaps[step - 1]) / Double(longest) * Double(Self.longest))
      let time = "\(wait / 1_000).\(String(1_000 + wait % 1_000).dropFirst())"
      sink("[\(time),\"o\",\(try json(text(of: step)))]\n")
      sink("[0.000,\"m\",\(try json("step \(step)"))]\n")
    }
    sink("[3.000,\"o\",\"\"]\n")
  }

  /// The virtual time before each row since the row before, in nanoseconds.
  private var gaps: [Int64] {
    let instants = picture.timeline.rows.map(\.nanoseconds)
    return instants.indices.map { index in
      guard index > 0, let now = instants[index], let before = instants[index - 1] else { return 0 }
      return now - before
    }
  }

  private func text(of step: Int) -> String {
    let lines = screen.lines(step: step, columns: Self.columns, rows: Self.rows).map { line in
      switch line.role {
      case .plain: line.text
      case .emphasis: "\u{1B}[1m\(line.text)\u{1B}[0m"
      case .faint: "\u{1B}[2m\(line.text)\u{1B}[0m"
      case .current: "\u{1B}[7m\(line.text)\u{1B}[0m"
      }
    }
    return "\u{1B}[H\u{1B}[2J" + lines.joined(separator: "\r\n")
  }

  private struct Header: Encodable {
    let version = 3
    let term = Terminal()
    let title: String

    struct Terminal: Encodable {
      let cols = Cast.columns
      let rows = Cast.rows
    }
  }
}
