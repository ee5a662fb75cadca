// How a cost grows with a size: the measured points of some lines.

/// A cost at several sizes, one line for each thing that is compared.
package struct GrowthCurve: Sendable {
  /// The name, which is that of its file without the ending.
  package let name: String
  /// What is shown, in a few words.
  package let title: String
  /// What the sizes count.
  package let sizes: String
  /// The lines.
  package let lines: [Line]

  /// The points of one thing.
  package struct Line: Sendable {
    /// The name of the thing.
    package let name: String
    /// The points, the sizes ascending.
    package let points: [(size: Int, value: Double)]

    /// A line through some points.
    package init(_ name: String, _ points: [(size: Int, value: Double)]) {
      (self.name, self.points) = (name, points)
    }
  }

  /// A curve of some lines.
  package init(_ name: String, title: String, sizes: String, lines: [Line]) {
    (self.name, self.title, self.sizes, self.lines) = (name, title, sizes, lines)
  }
}
