// A failing schedule in a short line of text.

import EventLoops

/// A schedule as text: `braid1.permit-leak.async.plan.k3f8.c0a1bx7qz`.
///
/// The parts: the engine and its version; the program; the version of the program; what the world did besides the
/// plan, or `plan`; a hash of the program's plain run; and the schedule: `plain`, a `c` with two event codes for each
/// ordering, a `d` with the options of other choices, or a `p` with the picks of every choice.
public struct ReplayToken: Sendable, Hashable, CustomStringConvertible {
  /// The engine: tokens of another one name other events.
  public static let engine = "braid1"

  /// The program's name, and its version's, in the letters that tokens have.
  public let program: String
  /// The version of the program.
  public let version: String
  /// What is done to the program besides its plan; `plan` for nothing.
  public let disturbance: String
  /// A hash of the program's plain run.
  public let programHash: UInt32
  let schedule: Schedule

  enum Schedule: Sendable, Hashable {
    case constrained([OrderingConstraint], options: [Int])
    case picks([Int])
  }

  init(program: String, version: String, disturbance: String, programHash: UInt32, schedule: Schedule) {
    self.program = Self.slug(program)
    self.version = Self.slug(version)
    self.disturbance = disturbance
    self.programHash = programHash
    self.schedule = schedule
  }

  /// The most bytes of a token.
  static let longest = 10_000

  /// Reads a token.
  ///
  /// - Throws: `ReplayTokenError` that says which part is wrong.
  public init(_ text: String) throws {
    guard text.utf8.count <= Self.longest else {
      throw ReplayTokenError("a token has at most \(Self.longest) characters, this one has \(text.count)")
    }
    let parts = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 6 else {
      throw ReplayTokenError("a token has six parts between full stops, this one has \(parts.count)")
    }
    guard parts[0] == Self.engine else {
      throw ReplayTokenError("this is a token of the engine '\(parts[0].prefix(20))', and the engine is \(Self.engine)")
    }
    guard parts[4].utf8.count == 4, let hash = Base32.number(parts[4][...]) else {
      throw ReplayTokenError("the fifth part is a hash of four letters and digits, not '\(parts[4].prefix(20))'")
    }
    (program, version, disturbance, programHash) = (parts[1], parts[2], parts[3], hash)
    schedule = try Self.schedule(parts[5])
  }

  /// The token as text.
  public var description: String {
    let parts = [Self.engine, program, version, disturbance, Base32.text(programHash), payload]
    return parts.joined(separator: ".")
  }

  private var payload: String {
    switch schedule {
    case .constrained([], options: []): return "plain"
    case .constrained(let constraints, let options):
      let codes = constraints.map { Base32.text($0.first) + Base32.text($0.second) }
      return (codes.isEmpty ? "" : "c" + codes.joined())
        + (options.isEmpty ? "" : "d" + options.map(String.init).joined(separator: "_"))
    case .picks(let picks): return "p" + picks.map(String.init).joined(separator: "_")
    }
  }

  private static func schedule(_ text: String) throws -> Schedule {
    if text == "plain" { return .constrained([], options: []) }
    let refusal = ReplayTokenError("the last part is a schedule, as 'c' and eight letters and digits for each ordering")
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
    if rest.hasPrefix("c") {
      rest = rest.dropFirst()
      // The codes come in blocks of eight; a 'd' begins the options only at the end of a block.
      while rest.utf8.count >= 8, let first = Base32.number(rest.prefix(4)),
        let second = Base32.number(rest.dropFirst(4).prefix(4))
      {
        constraints.append(OrderingConstraint(first: first, second: second))
        rest = rest.dropFirst(8)
      }
      guard !constraints.isEmpty else { throw refusal }
    }
    if rest.isEmpty { return .constrained(constraints, options: []) }
    guard rest.hasPrefix("d") else { throw refusal }
    return .constrained(constraints, options: try numbers(rest.dropFirst()))
  }

  /// A name in the letters that tokens have.
  public static func slug(_ name: String) -> String {
    let letters = name.unicodeScalars.map { scalar in
      scalar.isASCII && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil)
        ? Character(scalar) : "-"
    }
    return String(letters).split(separator: "-").joined(separator: "-")
  }
}

/// A text that is no token, or one that does not fit.
public struct ReplayTokenError: Error, Sendable, CustomStringConvertible {
  /// What is wrong, in a sentence.
  public let description: String

  init(_ description: String) {
    self.description = description
  }
}

/// Twenty bits in four letters and digits, those that are not easily taken for one another.
enum Base32 {
  private static let letters = Array("0123456789abcefghjkmnpqrstuvwxyz".utf8)

  static func text(_ number: UInt32) -> String {
    String(decoding: (0..<4).map { letters[Int(number >> (15 - 5 * UInt32($0))) & 31] }, as: UTF8.self)
  }

  static func number(_ text: Substring) -> UInt32? {
    guard text.utf8.count == 4 else { return nil }
    var number: UInt32 = 0
    for byte in text.utf8 {
      guard let digit = letters.firstIndex(of: byte) else { return nil }
      number = number << 5 | UInt32(digit)
    }
    return number
  }
}
