// When the report says that an order differs only by the number of turns.

import Callbacks
import Comparison
import EventLoops
import Testing

@Suite("The rule of an order")
struct OrderRuleTests {
  /// A program of two versions, each of which notes names in events that it posts.
  private static func rule(
    _ first: @escaping @Sendable (ProgramContext) -> Void, _ second: @escaping @Sendable (ProgramContext) -> Void
  ) -> [String?] {
    let program = ComparedProgram("notes")
      .callback(variant: "first") { (context, completion: @escaping Completion<Int>) in
        first(context)
        context.after(.milliseconds(1)) { completion(.success(0)) }
      }
      .callback(variant: "second") { (context, completion: @escaping Completion<Int>) in
        second(context)
        context.after(.milliseconds(1)) { completion(.success(0)) }
      }
    return program.compare().differences.filter { $0.aspect == .order }.map { $0.rule.map { "\($0)" } }
  }

  /// Posts an event that notes a name, after some events that do nothing else.
  private static func post(_ name: String, turns: Int = 1, _ context: ProgramContext) {
    context.loop.post("turn") {
      if turns == 1 { context.note(name) } else { post(name, turns: turns - 1, context) }
    }
  }

  @Test func `says that turns differ where the code posts in one order`() {
    let rules = Self.rule {
      Self.post("a", $0)
      Self.post("b", $0)
    } _: {
      Self.post("a", turns: 2, $0)
      Self.post("b", $0)
    }
    #expect(rules.count == 1)
    #expect(rules.first??.contains("in a later event") == true, "\(rules)")
  }

  /// The notes a, b… and c by the code a, c, b…; then c, a, b… by the code c, a, b…. Only a and c are posted in another order.
  @Test(arguments: [1, 6_000])
  func `says nothing of turns where notes far apart are posted in another order`(count: Int) {
    let rules = Self.rule {
      Self.post("a", $0)
      Self.post("c", turns: 2, $0)
      for _ in 0..<count { Self.post("b", $0) }
    } _: {
      Self.post("c", $0)
      Self.post("a", $0)
      for _ in 0..<count { Self.post("b", $0) }
    }
    #expect(rules == [nil])
  }

  @Test func `counts what an event notes before it posts as earlier`() {
    // Both post b from the event of a; the first notes a before the post, the second behind it.
    let rules = Self.rule { context in
      context.loop.post("a") {
        context.note("a")
        Self.post("b", context)
      }
    } _: { context in
      Self.post("b", context)
      Self.post("a", turns: 2, context)
    }
    #expect(rules == [nil])
  }
}
