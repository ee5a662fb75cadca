// How a sequence differs from its diagram, in words and as two diagrams that are aligned.

/// A difference between a sequence and its diagram, or a mistake in a diagram.
public struct DiagramDifference: Error, Sendable, CustomStringConvertible {
  /// What differs, and the diagrams of what was expected and of what came.
  public let description: String
  /// The diagram that is not met.
  let text: DiagramText
  /// Where in it the first difference is, in characters.
  let place: Int

  init(of text: DiagramText, at place: Int, _ description: String) {
    (self.text, self.place, self.description) = (text, place, description)
  }

  /// Compares what came with a diagram; nil if there is no difference.
  init?(
    of text: DiagramText, inputs: [String], _ script: DiagramScript, _ outputs: [DiagramRun.Output],
    _ afterEnd: [DiagramRun.Output], _ symbols: DiagramSymbols
  ) {
    typealias Event = DiagramScript.Event
    let length = max(script.columns.count, (outputs.map(\.column).max() ?? -1) + 1)
    var actual = [[Event]](repeating: [], count: length)
    var early: [Event] = []
    for output in outputs {
      if output.column < 0 { early.append(output.event) } else { actual[output.column].append(output.event) }
    }
    var first: (column: Int, words: String)?
    if let event = early.first { first = (0, "\(event.words()) before the first column") }
    var columns: [(expected: String, actual: String)] = []
    for (index, found) in actual.enumerated() {
      let column = index < script.columns.count ? script.columns[index] : nil
      let differs = Self.difference(column?.events ?? [], found, isUnordered: column?.isUnordered == true)
      if first == nil, let differs { first = (index, "\(differs) in column \(index)") }
      columns.append((column?.written(symbols) ?? "", DiagramScript.Column(events: found, place: 0).written(symbols)))
    }
    if first == nil, let event = afterEnd.first {
      first = (max(script.columns.count - 1, 0), "after its end the sequence has \(event.event.words())")
    }
    guard let first else { return nil }
    var (expectedLine, actualLine, mark) = ("", "", "")
    for (index, column) in columns.enumerated() {
      let width = max(column.expected.count, column.actual.count)
      expectedLine += column.expected.padded(to: width)
      actualLine += column.actual.padded(to: width)
      mark += (index == first.column ? "^" : "").padded(to: width)
    }
    let lines =
      [first.words] + inputs.enumerated().map { "  input \($0):  \($1)" }
      + ["  expected: \(expectedLine)", "  actual:   \(actualLine)", "            \(mark)"]
    self.text = text
    place = first.column < script.columns.count ? script.columns[first.column].place : text.text.count
    description = lines.map { $0.trimmingEnd() }.joined(separator: "\n")
  }

  /// The first difference of one column, in words.
  private static func difference(
    _ expected: [DiagramScript.Event], _ actual: [DiagramScript.Event], isUnordered: Bool
  ) -> String? {
    var left = expected
    var unexpected: [DiagramScript.Event] = []
    if isUnordered {
      for event in actual {
        if let index = left.firstIndex(of: event) { left.remove(at: index) } else { unexpected.append(event) }
      }
    } else {
      let equal = zip(expected, actual).prefix { $0 == $1 }.count
      left = Array(expected.dropFirst(equal))
      unexpected = Array(actual.dropFirst(equal))
    }
    switch (left.first, unexpected.first) {
    case (nil, nil): return nil
    case (let event?, nil): return "expected \(event.words())"
    case (nil, let event?): return "unexpected \(event.words())"
    case (let event?, let other?): return "expected \(event.words()) and got \(other.words())"
    }
  }
}

extension DiagramScript.Column {
  /// The column in the characters of diagrams.
  fileprivate func written(_ symbols: DiagramSymbols) -> String {
    var parts: [String] = cancels ? ["\(symbols.cancellation)"] : []
    for place in 0...events.count {
      parts += pauses.filter { $0 == place }.map { _ in "\(symbols.pause)" }
      guard place < events.count else { continue }
      switch events[place] {
      case .value(let value): parts.append(symbols.written(value))
      case .finish: parts.append("\(symbols.finish)")
      case .failure: parts.append("\(symbols.failure)")
      }
    }
    if parts.isEmpty { return "\(symbols.step)" }
    if parts.count == 1, !isUnordered { return parts[0] }
    let ends = isUnordered ? symbols.unordered : symbols.group
    return "\(ends.0)\(parts.joined())\(ends.1)"
  }
}

extension String {
  fileprivate func padded(to width: Int) -> String { self + String(repeating: " ", count: max(width - count, 0)) }

  fileprivate func trimmingEnd() -> String {
    var text = self
    while text.last == " " { text.removeLast() }
    return text
  }
}
