// The parser of replay tokens under damaged tokens.

import Exploration

extension FuzzTarget {
  /// A token that is read is written as a text that is read as the same token. The checksum is left out: with it next
  /// to no damaged token would get as far as the parser.
  static let token = FuzzTarget(
    "token", "the parser of replay tokens",
    seeds: [
      "braid2.forgotten-await.callback.plan.mr520f.cq7yv8eaj", "braid2.forgotten-await.async.plan.cfry00.plain",
      "braid2.a.callback-named.gone.000000.cq7yv8eajk3f8c0a1d0_2_17", "braid2.a.b.plan.000000.p0_1_2_30",
      "braid2.a.b.plan.zzzzzz.d1_0", "braid2.a.b.plan.zzzzzz.lq7yv8eajk3f8c0a1d1",
    ],
    pieces: ["braid2", "plain", "c", "l", "d", "p", "_", "000000", "zzzzzz", "c00000000"]
  ) { input in
    do {
      let token = try ReplayToken(withoutChecksum: String(decoding: input, as: UTF8.self))
      guard let again = try? ReplayToken(token.description), again == token else {
        return .broken("it is written as \(token), which is not read as the same")
      }
      let text = token.description
      return .read(as: String(text.dropLast(5).suffix(8).filter(\.isLetter).prefix(1)), saying: text)
    } catch {
      let message = "\(error)"
      return message.utf8.count <= 1_000
        ? .refused(for: message) : .broken("a message of \(message.utf8.count) bytes")
    }
  }
}
