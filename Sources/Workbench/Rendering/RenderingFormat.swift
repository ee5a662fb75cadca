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
  /// A static picture, for slides and web pages.
  case svg
  /// A page with a player, in one file.
  case html
  /// An asciicast of the step player, for asciinema.
  case cast

  /// Writes a picture, piece by piece.
  ///
  /// - Parameters:
  ///   - picture: The picture.
  ///   - options: The options.
  ///   - sink: Takes the pieces of the document in order.
  public func write(_ picture: Picture, _ options: RenderingOptions = .init(), to sink: @escaping (String) -> Void)
    throws
  {
    switch self {
    case .text: TextPage(picture, options).lines.forEach { sink($0 + "\n") }
    case .jsonl:
      var writer = TraceWriter(to: sink)
      try writer.write(picture)
    case .mermaid:
      let text = MermaidSequence(picture).text
      sink(options.isASCII ? text.withoutDecoration : text)
    case .chrome: try ChromeTrace(picture).write(to: sink)
    case .svg: sink(SVGDrawing(picture, frame: options.frame, isWide: options.isWide).text)
    case .cast: try Cast(picture, sources: options.sources, isASCII: options.isASCII).write(to: sink)
    case .html: sink(try HTMLPage(picture, options).text())
    }
  }
}
