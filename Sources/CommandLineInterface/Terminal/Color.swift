// Whether a stream is written in colour, and the few things that colour says.

/// The values of `--color`.
enum ColorMode: String, CaseIterable {
  case auto
  case always
  case never

  /// Whether a stream gets colour: the option decides; else `NO_COLOR`, then `FORCE_COLOR` or `CLICOLOR_FORCE`, then
  /// whether the stream is a terminal that is not `dumb`.
  func allowsColor(environment: [String: String], isTerminal: Bool) -> Bool {
    switch self {
    case .always: return true
    case .never: return false
    case .auto: break
    }
    func isSet(_ name: String) -> Bool { !(environment[name] ?? "").isEmpty }
    func isForced(_ name: String) -> Bool { isSet(name) && environment[name] != "0" }

    if isSet("NO_COLOR") { return false }
    if isForced("FORCE_COLOR") || isForced("CLICOLOR_FORCE") { return true }
    return isTerminal && environment["TERM"] != "dumb"
  }
}

/// The role of a piece of text, which colour shows; the words must show it too.
enum Tone: Sendable {
  /// A heading, or the thing that the sentence is about.
  case emphasis
  /// Something that went wrong.
  case error
  /// Something that is as it should be.
  case good
  /// Something in which the styles differ.
  case difference
  /// Something that may be passed over.
  case faint
}

/// Paints text for one stream, or leaves it as it is where the stream has no colour.
struct Palette: Sendable {
  let hasColor: Bool

  /// The text in the colour of `tone`, ended so that what follows is plain again.
  func paint(_ text: String, _ tone: Tone) -> String {
    guard hasColor, !text.isEmpty else { return text }
    return "\u{1B}[\(tone.code)m\(text)\u{1B}[0m"
  }
}

extension Tone {
  /// The parameter of the terminal's "select graphic rendition" sequence; the eight basic colours only, which every
  /// terminal theme keeps readable.
  fileprivate var code: String {
    switch self {
    case .emphasis: "1"
    case .error: "1;31"
    case .good: "32"
    case .difference: "33"
    case .faint: "2"
    }
  }
}
