// The formats in which a picture can be had.

/// A format of pictures.
public enum RenderingFormat: String, Sendable, CaseIterable {
  /// The timeline as text.
  case text
  /// The trace in JSON Lines, for programs.
  case jsonl
  /// A Mermaid sequence diagram, for Markdown.
  case mermaid
  /// A Chrome trace, for Perfetto.
  case chrome

  /// Writes a picture, piece by piece.
  ///
  /// - Parameters:
  ///   - picture: The picture.
  ///   - options: What can be chosen.
  ///   - sink: Takes the pieces of the document in order.
  public func write(_ picture: Picture, _ options: RenderingOptions = .init(), to sink: @escaping (String) -> Void)
    throws
  {
    switch self {
    case .text: TextPage(picture, options).lines.forEach { sink($0 + "\n") }
    case .jsonl:
      var writer = TraceWriter(to: sink)
      try writer.write(picture)
    case .mermaid: sink(MermaidSequence(picture).text)
    case .chrome: try ChromeTrace(picture).write(to: sink)
    }
  }
}

/// What can be chosen about a picture.
public struct RenderingOptions: Sendable {
  /// The width of text in columns.
  public var columns = 80
  /// Whether text does without characters beyond ASCII.
  public var isASCII = false

  /// The usual choices.
  public init() {}
}
