// The parser of replay tokens under damaged tokens.

import Exploration

extension FuzzTarget {
  /// A token that is read is written as a text that is read as the same token.
  static let token = FuzzTarget(
    "token", "the parser of replay tokens",
    seeds: [
      "braid1.forgotten-await.callback.plan.mr52.cq7yv8eaj", "braid1.forgotten-await.async.plan.cfry.plain",
      "braid1.a.callback-named.gone.0000.cq7yv8eajk3f8c0a1d0_2_17", "braid1.a.b.plan.0000.p0_1_2_30",
      "braid1.a.b.plan.zzzz.d1_0",
    ],
    pieces: ["braid1", "plain", "c", "d", "p", "_", "0000", "zzzz", "c00000000"]
  ) { input in
    do {
      let token = try ReplayToken(String(decoding: input, as: UTF8.self))
      guard let again = try? ReplayToken(token.description), again == token else {
        return .broken("it is written as \(token), which is not read as the same")
      }
      return .read(as: String(token.description.suffix(8).filter(\.isLetter).prefix(1)))
    } catch {
      let message = "\(error)"
      return message.utf8.count <= 1_000
        ? .refused(for: message.kind) : .broken("a message of \(message.utf8.count) bytes")
    }
  }
}
