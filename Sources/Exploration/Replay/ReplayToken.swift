// A failing schedule in a short line of text.

import EventLoops

/// A schedule as text: `braid2.permit-leak.async.plan.k3f80c.c0a1bx7qz.e2n4`.
///
/// The parts: the engine and its version; the program; the version of the program; what the world did besides the
/// plan, or `plan`; a fingerprint of the run; the schedule; and a checksum of all that comes before it. The schedule is
/// `plain`; a `c` with two event codes of four letters for each ordering, or an `l` with two of eight; a `d` with the
/// options of other choices; or a `p` with the picks of every choice.
public struct ReplayToken: Sendable, Hashable, CustomStringConvertible {
  /// The engine: tokens of another one name other events.
  package static let engine = "braid2"

  /// The program's name, and its version's, in the letters that tokens have.
  package let program: String
  /// The version of the program.
  package let version: String
  /// What is done to the program besides its plan; `plan` for nothing.
  package let disturbance: String
  /// A hash of all that happened in the run: of its events, of what became of shared state, and of the verdict. Source
  /// lines are not in it.
  package let fingerprint: UInt32
  let schedule: Schedule

  enum Schedule: Sendable, Hashable {
    case constrained([OrderingConstraint], options: [Int])
    case picks([Int])
  }

  /// The token of a run of a subject under a schedule.
  init(of subject: Subject, _ schedule: Schedule, _ trial: SubjectRun) {
    program = Self.slug(subject.name)
    version = Self.slug(subject.version)
    disturbance = subject.disturbance?.code ?? "plan"
    fingerprint = trial.fingerprint
    self.schedule = schedule
  }

  /// The most bytes of a token.
  static let longest = 10_000

  /// Reads a token.
  ///
  /// Blanks, line breaks and invisible characters in it are passed over, and so is the case of its letters where the
  /// checksum fits with small ones.
  ///
  /// - Throws: `ReplayTokenError` that says which part is wrong.
  public init(_ text: String) throws {
    guard text.utf8.count <= Self.longest else {
      throw ReplayTokenError("a token has at most \(Self.longest) characters, this one has \(text.count)")
    }
    let readings = Self.readings(of: text).map { $0.split(separator: ".", omittingEmptySubsequences: false) }
    let named = readings.filter { $0[0] == Self.engine }
    guard let parts = named.first(where: Self.hasChecksum) ?? named.first else {
      throw ReplayTokenError(
        "this is a token of the engine '\(readings[0][0].prefix(20))', and the engine is \(Self.engine)")
    }
    guard parts.count == 7 else {
      throw ReplayTokenError("a token has seven parts between full stops, this one has \(parts.count)")
    }
    guard Self.hasChecksum(parts) else {
      throw ReplayTokenError("the last part, a checksum, does not fit the others: a letter is wrong or missing")
    }
    try self.init(parts)
  }

  /// What a text that was copied by hand may mean: itself without blanks; the same in small letters; and the same but
  /// for the names of the program and its version, which may have capital letters of their own.
  private static func readings(of text: String) -> [String] {
    let shown = text.unicodeScalars.filter {
      !$0.properties.isWhitespace && ![.format, .control].contains($0.properties.generalCategory)
    }
    let plain = String(String.UnicodeScalarView(shown))
    let parts = plain.split(separator: ".", omittingEmptySubsequences: false)
    let lowered = parts.enumerated().map { 1...2 ~= $0 ? String($1) : $1.lowercased() }
    return [plain, plain.lowercased(), lowered.joined(separator: ".")]
  }

  /// Whether the last of a token's parts is the checksum of the others.
  private static func hasChecksum(_ parts: [Substring]) -> Bool {
    parts.count == 7 && parts[6] == checksum(of: parts.dropLast().joined(separator: ".")[...])
  }

  /// Reads a token that lacks its checksum.
  package init(withoutChecksum text: String) throws {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 6 else { throw ReplayTokenError("there are six parts before the checksum") }
    try self.init(parts)
  }

  private init(_ parts: [Substring]) throws {
    guard parts[4].utf8.count == Self.fingerprintLetters, let hash = Base32.number(parts[4]) else {
      throw ReplayTokenError("the fifth part is a hash of six letters and digits, not '\(parts[4].prefix(20))'")
    }
    // A token is read without its blanks, so a name with a blank would come back as another one.
    guard parts[1...3].allSatisfy({ $0.utf8.allSatisfy { (0x21...0x7E).contains($0) } }) else {
      throw ReplayTokenError("the names in a token consist of printable ASCII characters without blanks")
    }
    (program, version, disturbance) = (String(parts[1]), String(parts[2]), String(parts[3]))
    fingerprint = UInt32(truncatingIfNeeded: hash)
    schedule = try Self.schedule(String(parts[5]))
  }

  private static let fingerprintLetters = 6

  /// The token as text.
  public var description: String {
    let hash = Base32.text(UInt64(fingerprint), letters: Self.fingerprintLetters)
    let text = [Self.engine, program, version, disturbance, hash, payload].joined(separator: ".")
    return "\(text).\(Self.checksum(of: text[...]))"
  }

  /// A polynomial of the text's bytes modulo the largest prime of twenty bits, in four letters and digits.
  ///
  /// It changes with every single byte, and when two neighbours change places; any other text fits in one case of a
  /// million.
  static func checksum(of text: Substring) -> String {
    Base32.text(text.utf8.reduce(0) { ($0 * 257 + UInt64($1)) % 1_048_573 }, letters: 4)
  }

  private var payload: String {
    switch schedule {
    case .constrained([], options: []): return "plain"
    case .constrained(let constraints, let options):
      let codes = constraints.map { $0.first.text + $0.second.text }.joined()
      let mark = constraints.first?.first.letters == EventCode.long ? "l" : "c"
      return (codes.isEmpty ? "" : mark + codes)
        + (options.isEmpty ? "" : "d" + options.map(String.init).joined(separator: "_"))
    case .picks(let picks): return "p" + picks.map(String.init).joined(separator: "_")
    }
  }

  private static func schedule(_ text: String) throws -> Schedule {
    if text == "plain" { return .constrained([], options: []) }
    let refusal = ReplayTokenError(
      "the sixth part is a schedule, as 'c' and eight letters and digits for each ordering")
    func numbers(_ text: Substring) throws -> [Int] {
      try text.split(separator: "_", omittingEmptySubsequences: false).map {
        guard let number = Int($0), number >= 0 else { throw refusal }
        return number
      }
    }
    if text == "p" { return .picks([]) }
    if text.hasPrefix("p") { return .picks(try numbers(text.dropFirst())) }
    var rest = text[...]
    var constraints: [OrderingConstraint] = []
    if rest.hasPrefix("c") || rest.hasPrefix("l") {
      let letters = rest.hasPrefix("l") ? EventCode.long : EventCode.short
      rest = rest.dropFirst()
      // The codes come in pairs; a 'd' begins the options only at the end of a pair.
      while rest.utf8.count >= 2 * letters, let first = EventCode(rest.prefix(letters)),
        let second = EventCode(rest.dropFirst(letters).prefix(letters))
      {
        constraints.append(OrderingConstraint(first: first, second: second))
        rest = rest.dropFirst(2 * letters)
      }
      guard !constraints.isEmpty else { throw refusal }
    }
    if rest.isEmpty { return .constrained(constraints, options: []) }
    guard rest.hasPrefix("d") else { throw refusal }
    return .constrained(constraints, options: try numbers(rest.dropFirst()))
  }

  /// A name in the letters that tokens have.
  package static func slug(_ name: String) -> String {
    let letters = name.unicodeScalars.map { scalar in
      scalar.isASCII && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil)
        ? Character(scalar) : "-"
    }
    return String(letters).split(separator: "-").joined(separator: "-")
  }
}
