// Tokens that were copied by hand: what is forgiven, and that every slip is found.

import Comparison
import EventLoops
import Testing

@testable import Exploration

@Suite struct `A copied token` {
  /// Tokens with every kind of schedule, and names in capital letters.
  private static let texts = [
    "braid2.a.b.plan.000000.plain", "braid2.called-twice.callback.plan.wk7tcb.plain",
    "braid2.permit-leak.async.plan.k3f80c.c0a1bx7qz",
    "braid2.forgotten-await.callback.plan.mr520f.cq7yv8eajk3f8c0a1d0_2_17",
    "braid2.a.callback-named.gone.zzzzzz.p0_1_2_30", "braid2.a.b.plan.zzzzzz.lq7yv8eajk3f8c0a1d1",
    "braid2.MyProgram.callback-Named.cancel-1-at-10ms.0a1b2c.plain",
  ].map { "\($0).\(ReplayToken.checksum(of: $0[...]))" }

  /// A token in small letters but for the names in it.
  private static func lowered(_ text: String) -> String {
    text.split(separator: ".", omittingEmptySubsequences: false).enumerated()
      .map { 1...2 ~= $0 ? String($1) : $1.lowercased() }.joined(separator: ".")
  }

  /// Whether a text is refused, or is the token as which it should be read.
  private static func isRead(_ text: String, as token: ReplayToken?) -> Bool { (try? ReplayToken(text)) == token }

  @Test(arguments: texts)
  func `is read with blanks, line breaks and capital letters in it`(text: String) throws {
    let token = try ReplayToken(text)
    #expect(token.description == text)
    for place in 0...text.count {
      for blank in [" ", "\n", "\r\n", "\t", "\u{A0}", "\u{200B}", "\n    "] {
        #expect(Self.isRead("\(text.prefix(place))\(blank)\(text.dropFirst(place))", as: token), "\(place)")
      }
    }
    let parts = text.split(separator: ".")
    let capitals = parts.enumerated().map { 1...2 ~= $0 ? String($1) : $1.uppercased() }.joined(separator: ".")
    #expect(Self.isRead(capitals, as: token))
    if text == text.lowercased() { #expect(Self.isRead(text.uppercased(), as: token)) }
  }

  @Test(arguments: texts)
  func `is refused with any letter replaced, missing, added or in another place`(text: String) throws {
    let token = try ReplayToken(text)
    let letters = Array(text)
    let others = Array("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ._-+é")
    func expect(_ slip: [Character]) {
      let slip = String(slip)
      // The case of letters is forgiven, but in names that have capital ones.
      let isForgiven = Self.lowered(slip) == text || slip.lowercased() == text
      if !Self.isRead(slip, as: isForgiven ? token : nil) { Issue.record("\(slip) is read as \(text)") }
    }
    for place in letters.indices {
      var missing = letters
      missing.remove(at: place)
      expect(missing)
      for other in others {
        var replaced = letters
        replaced[place] = other
        expect(replaced)
        var added = letters
        added.insert(other, at: place)
        expect(added)
      }
      for second in letters.indices where second > place {
        var swapped = letters
        swapped.swapAt(place, second)
        expect(swapped)
      }
    }
  }

  @Test(arguments: [("braid1.a.b.plan.0000.plain", "engine 'braid1'"), ("BRAID1.a", "engine 'BRAID1'")])
  func `of an older engine is refused by name`(text: String, reason: String) {
    #expect { try ReplayToken(text) } throws: { "\($0)".contains(reason) && "\($0)".contains("engine is braid2") }
  }
}
