// The destinations of links and pictures in a block of prose, however they are written.

extension MarkdownInline {
  /// The destinations of links, pictures, link definitions and HTML attributes, in the order of their kinds.
  var destinations: [Span] {
    inlineDestinations + definitions.map(\.destination) + attributes
  }

  /// The link definitions, `[label]: destination`.
  var definitions: [(label: String, destination: Span)] {
    guard masked.hasBytes(of: "]:") else { return [] }
    return masked.matches(of: /(?:^|\n) {0,3}\[([^\]^][^\]]*)\]:[ \t]*(?:<([^>\n]*)>|([^\s<]\S*))/).map { match in
      (Self.label(match.1), span(match.2 ?? match.3 ?? "", at: match.1.startIndex))
    }
  }

  /// The labels that full references, `[text][label]` and `[label][]`, ask for.
  var references: [Span] {
    guard masked.hasBytes(of: "][") else { return [] }
    return masked.matches(of: /\[([^\[\]]*)\]\[([^\[\]]*)\]/).compactMap { match in
      let label = match.2.isEmpty ? match.1 : match.2
      guard !label.isEmpty, !label.hasPrefix("^"), !label.contains(Self.mask) else { return nil }
      return Span(text: Self.label(label), line: line(at: match.range.lowerBound))
    }
  }

  /// A label as it is compared: in small letters, with single spaces.
  private static func label(_ text: Substring) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ").lowercased()
  }

  /// The destinations of `[text](destination)` and `![text](destination "title")`.
  private var inlineDestinations: [Span] {
    var spans: [Span] = []
    var rest = masked[...].utf8
    while let close = rest.firstIndex(of: UInt8(ascii: "]")) {
      let before = masked.utf8[..<close].last
      rest = rest[masked.utf8.index(after: close)...]
      guard rest.first == UInt8(ascii: "("), let before, before != UInt8(ascii: "\\") else { continue }
      // A line may end behind the parenthesis, but not a second one.
      let inside = Substring(rest.dropFirst()).drop(while: Self.isBlank)
      let destination = inside.first == "\n" ? inside.dropFirst().drop(while: Self.isBlank) : inside
      spans.append(span(Self.destination(destination), at: close))
    }
    return spans
  }

  private static func isBlank(_ character: Character) -> Bool { character == " " || character == "\t" }

  /// The destination at the beginning of `text`: in angle brackets, or up to a space or the closing parenthesis.
  private static func destination(_ text: Substring) -> Substring {
    if let match = text.prefixMatch(of: /<([^>\n]*)>/) { return match.1 }
    var depth = 0
    return text.prefix { character in
      if character == "(" { depth += 1 }
      if character == ")" { depth -= 1 }
      return depth >= 0 && !character.isWhitespace
    }
  }

  /// The values of `href`, `src` and `srcset` in HTML tags.
  private var attributes: [Span] {
    guard masked.utf8.contains(UInt8(ascii: "<")) else { return [] }
    return masked.matches(of: /<[A-Za-z][^>]*>/).flatMap { tag in
      tag.0.matches(of: /\s(href|src|srcset)\s*=\s*(?:"([^"]*)"|'([^']*)')/.ignoresCase()).flatMap { match in
        let value = match.2 ?? match.3 ?? ""
        let values = match.1.lowercased() == "srcset" ? value.split(separator: ",") : [value]
        return values.map { span($0.split(whereSeparator: \.isWhitespace).first ?? "", at: tag.range.lowerBound) }
      }
    }
  }

  private func span(_ text: Substring, at index: String.Index) -> Span {
    let plain = text.utf8.contains(UInt8(ascii: "\\")) ? text.replacing(/\\([!-\/:-@\[-`{-~])/) { $0.1 } : text
    return Span(text: String(plain), line: line(at: index))
  }
}
