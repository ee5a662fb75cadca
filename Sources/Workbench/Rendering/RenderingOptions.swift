// The options of a picture.

/// The options of a picture.
public struct RenderingOptions: Sendable {
  /// The width of text in columns.
  public var columns = 80
  /// Whether text does without characters beyond ASCII.
  public var isASCII = false
  /// How many steps a picture shows; nil for all.
  public var frame: Int?
  /// Whether a picture fills a slide of 16:9.
  public var isWide = false
  /// Where the sources are that a player shows beside the lanes.
  package var sources = SourceShelf()
  /// How to see the rows that text folds, as a sentence; nil to fold none.
  package var unfolding: String?
  /// The address of the page that lists all scenarios, if there is one.
  public var index: String?

  /// The usual choices.
  public init() {}
}
