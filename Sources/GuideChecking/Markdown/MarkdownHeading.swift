// The headings of a Markdown file and the anchors that GitHub gives them.

/// Headings and their anchors.
package enum MarkdownHeading {
  /// The anchors that a link can name: those of the headings, and `id` or `name` of HTML tags.
  static func anchors(of document: MarkdownDocument) -> Set<String> {
    var anchors = MarkdownAnchors()
    let found = headings(of: document).map { anchors.next($0) }
    let explicit = document.prose.filter { $0.lines.contains { $0.contains("<") } }.flatMap { block in
      MarkdownInline(block).masked
        .matches(of: /<[A-Za-z][^>]*?\s(?:id|name)\s*=\s*["']([^"']+)["']/).map { String($0.1) }
    }
    return Set(found).union(explicit)
  }

  /// The anchor of a heading: in small letters, without punctuation, with hyphens for spaces.
  static func slug(_ heading: String) -> String {
    plain(heading).lowercased().unicodeScalars.reduce(into: "") { slug, scalar in
      switch scalar.properties.generalCategory {
      case _ where scalar == " ": slug.append("-")
      case _ where scalar == "-": slug.append("-")
      case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
        .nonspacingMark, .spacingMark, .enclosingMark, .decimalNumber, .letterNumber, .connectorPunctuation:
        slug.unicodeScalars.append(scalar)
      default: break
      }
    }
  }

  /// The text of the heading that `line` is, if it begins with one to six `#`.
  package static func atx(_ line: String) -> String? {
    let rest = line.drop { $0 == " " }
    let level = rest.prefix { $0 == "#" }.count
    let text = rest.dropFirst(level)
    guard line.count - rest.count <= 3, 1...6 ~= level, text.first.map({ $0 == " " || $0 == "\t" }) ?? true else {
      return nil
    }
    let trimmed = String(text).trimmed
    let closing = trimmed.reversed().prefix { $0 == "#" }.count
    let open = trimmed.dropLast(closing)
    return open.last.map { $0 == " " || $0 == "\t" } ?? true ? String(open).trimmed : trimmed
  }

  /// The texts of all headings, in order; `===` or `---` below a single line make it one, too.
  private static func headings(of document: MarkdownDocument) -> [String] {
    document.prose.flatMap { block in
      block.lines.indices.compactMap { index -> String? in
        if let heading = atx(block.lines[index]) { return heading }
        guard index == 1, block.lines[1].wholeMatch(of: /\ {0,3}(=+|-+)\s*/) != nil,
          !MarkdownDocument.beginsBlock(block.lines[0])
        else { return nil }
        return block.lines[0].trimmed
      }
    }
  }

  /// The heading as it is read: code without its marks, links without their targets, no pictures, no tags.
  private static func plain(_ heading: String) -> String {
    let inline = MarkdownInline(lines: [heading], firstLine: 1)
    var codes = inline.codeSpans.map(\.text).makeIterator()
    return unmarked(inline.masked).map { $0 == MarkdownInline.mask ? codes.next() ?? "" : String($0) }
      .joined().trimmed
  }

  private static func unmarked(_ text: String) -> String {
    var text = text
    if text.contains("[") {
      text.replace(/!\[[^\]]*\]\([^)]*\)/, with: "")
      text.replace(/\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])/) { $0.1 }
    }
    if text.contains("<") { text.replace(/<\/?[A-Za-z][^>]*>/, with: "") }
    if text.contains("_") {
      text.replace(/(?<lead>^|[^\w])_{1,3}(?<word>[^_]+)_{1,3}(?=$|[^\w])/) { $0.lead + $0.word }
    }
    return text
  }
}

extension String {
  /// The text without spaces and tabs at its ends.
  package var trimmed: String {
    var rest = drop { $0 == " " || $0 == "\t" }
    while let last = rest.last, last == " " || last == "\t" { rest.removeLast() }
    return String(rest)
  }
}
