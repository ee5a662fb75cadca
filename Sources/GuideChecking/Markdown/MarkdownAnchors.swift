// The anchors of the headings of one file, of which no two are the same.

/// Gives out the anchors of headings, in the order of the headings.
package struct MarkdownAnchors {
  private var taken: [String: Int] = [:]

  /// No anchor is taken yet.
  package init() {}

  /// The anchor of the next heading; where it is taken, the first free one of `-1`, `-2` ….
  ///
  /// - Parameter heading: The heading as it is written, without its marks.
  package mutating func next(_ heading: String) -> String {
    let anchor = MarkdownHeading.slug(heading)
    var free = anchor
    while taken[free] != nil {
      taken[anchor, default: 0] += 1
      free = "\(anchor)-\(taken[anchor, default: 0])"
    }
    taken[free] = 0
    return free
  }
}
