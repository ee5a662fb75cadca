// A growth curve as SVG: sizes by powers of ten, the cost from zero.

/// Draws a growth curve. The same points give the same bytes.
package struct GrowthChart {
  private let curve: GrowthCurve
  private let top: Double
  private let step: Double
  private let sizes: [Int]

  private static let (left, right, above, below) = (70, 590, 50, 330)
  private static let (width, height) = (720, 390)
  private static let dashes = ["none", "8 4", "2 4", "10 3 2 3"]

  /// A chart of a curve.
  package init(_ curve: GrowthCurve) {
    self.curve = curve
    sizes = Array(Set(curve.lines.flatMap(\.points).map(\.size))).sorted()
    let largest = curve.lines.flatMap(\.points).map(\.value).max() ?? 0
    step = Self.step(upTo: largest)
    top = max(step, (largest / step).rounded(.up) * step)
  }

  /// The distance of the horizontal lines, of which there are six at most: 1, 2 or 5 with zeros.
  private static func step(upTo largest: Double) -> Double {
    var power = 1e-3
    while power * 50 < largest { power *= 10 }
    return [1, 2, 5, 10].map { $0 * power }.first { largest <= $0 * 5 } ?? power
  }

  /// The document.
  package var text: String {
    let lines =
      [
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 \(Self.width) \(Self.height)\" role=\"img\">",
        "<title>\(curve.title)</title>", Self.style,
        "<rect class=\"paper\" width=\"\(Self.width)\" height=\"\(Self.height)\"/>",
        "<text class=\"title\" x=\"\(Self.left)\" y=\"28\">\(curve.title)</text>",
      ] + rules + columns + curve.lines.indices.flatMap(drawing) + labels + ["</svg>"]
    return lines.joined(separator: "\n") + "\n"
  }

  /// The horizontal lines with their values.
  private var rules: [String] {
    (0...Int((top / step).rounded())).flatMap { number in
      let value = Double(number) * step
      let height = y(value)
      return [
        "<path class=\"rule\" d=\"M\(Self.left) \(height)H\(Self.right)\"/>",
        "<text class=\"value\" x=\"\(Self.left - 8)\" y=\"\(height + 4)\">\(Self.shown(value))</text>",
      ]
    }
  }

  /// The sizes below the lines, and what they count.
  private var columns: [String] {
    sizes.map { "<text class=\"size\" x=\"\(x($0))\" y=\"\(Self.below + 22)\">\(Self.shown(Double($0)))</text>" }
      + [
        "<text class=\"size\" x=\"\((Self.left + Self.right) / 2)\" y=\"\(Self.below + 46)\">\(curve.sizes)</text>"
      ]
  }

  private func drawing(of index: Int) -> [String] {
    let places = curve.lines[index].points.map { (x($0.size), y($0.value)) }
    let line = places.map { "\($0) \($1)" }.joined(separator: "L")
    let dash = Self.dashes[index % Self.dashes.count]
    return ["<path class=\"line c\(index % 4)\" stroke-dasharray=\"\(dash)\" d=\"M\(line)\"/>"]
      + places.map { "<circle class=\"point c\(index % 4)\" cx=\"\($0)\" cy=\"\($1)\" r=\"3\"/>" }
  }

  /// The names of the lines at their ends, not above each other.
  private var labels: [String] {
    var lowest = Int.min
    return curve.lines.indices.filter { !curve.lines[$0].points.isEmpty }
      .map { (index: $0, height: y(curve.lines[$0].points.last?.value ?? 0)) }.sorted { $0.height < $1.height }
      .map { index, height in
        lowest = max(height, lowest == .min ? height : lowest + 18)
        return "<text class=\"name\" x=\"\(Self.right + 12)\" y=\"\(lowest + 4)\">\(curve.lines[index].name)</text>"
      }
  }

  private func x(_ size: Int) -> Int {
    // Sizes are ten times each other, so their places are evenly spaced.
    let index = sizes.firstIndex(of: size) ?? 0
    return Self.left + (sizes.count > 1 ? index * (Self.right - Self.left) / (sizes.count - 1) : 0)
  }

  private func y(_ value: Double) -> Int {
    Self.below - Int((value / top * Double(Self.below - Self.above)).rounded())
  }

  /// A number with a comma after each three digits, or with one decimal below ten.
  private static func shown(_ value: Double) -> String {
    if value < 10, value != value.rounded() { return "\((value * 1_000).rounded() / 1_000)" }
    var digits = String(Int(value.rounded()))
    var end = digits.index(digits.endIndex, offsetBy: -3, limitedBy: digits.startIndex)
    while let place = end, place > digits.startIndex {
      digits.insert(",", at: place)
      end = digits.index(place, offsetBy: -3, limitedBy: digits.startIndex)
    }
    return digits
  }

  private static let style = """
    <style>
    text { font: 13px ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace; fill: #1f2328; }
    .paper { fill: #ffffff; }
    .title { font-weight: bold; font-size: 17px; }
    .value { text-anchor: end; fill: #59636e; }
    .size { text-anchor: middle; fill: #59636e; }
    .rule { stroke: #d1d9e0; }
    .line { fill: none; stroke-width: 2; }
    .line.c0 { stroke: #0969da; } .line.c1 { stroke: #bc4c00; } .line.c2 { stroke: #8250df; } .line.c3 { stroke: #1a7f37; }
    .point.c0 { fill: #0969da; } .point.c1 { fill: #bc4c00; } .point.c2 { fill: #8250df; } .point.c3 { fill: #1a7f37; }
    @media (prefers-color-scheme: dark) {
      text { fill: #e6edf3; }
      .paper { fill: #0d1117; }
      .value, .size { fill: #9ba5b0; }
      .rule { stroke: #30363d; }
      .line.c0 { stroke: #4493f8; } .line.c1 { stroke: #db6d28; } .line.c2 { stroke: #ab7df8; } .line.c3 { stroke: #3fb950; }
      .point.c0 { fill: #4493f8; } .point.c1 { fill: #db6d28; } .point.c2 { fill: #ab7df8; } .point.c3 { fill: #3fb950; }
    }
    </style>
    """
}
