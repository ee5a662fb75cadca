// Lesson 23, schedules: one program, one time, and more than one order of what is due together.

import EventLoops
import Testing

extension Lessons {
  @Suite("Lesson 23: Schedules", .serialized)
  struct Lesson23Schedules {
    // region deposit-and-statement
    /// A deposit arrives after 5 ms; a statement is drawn up after `pause`. What does it say?
    static func statement(after pause: Duration, under policy: SchedulingPolicy) -> Int? {
      let loop = VirtualEventLoop(policy: policy)
      let (account, statement) = (LoopConfined(0, on: loop), LoopConfined<Int?>(nil, on: loop))
      loop.schedule("deposit", after: .milliseconds(5)) { account.value += 10 }
      loop.schedule("statement", after: pause) { statement.value = account.value }
      _ = loop.run()
      return statement.value
    }
    // endregion

    @Test("1. The plain schedule gives one answer, a thousand times")
    func plain() {
      let answers = Set((1...1_000).map { _ in Self.statement(after: .milliseconds(5), under: .fifo) })
      #expect(answers == [10])
    }

    @Test("2. Another order of what is due together gives another answer")
    func seeded() {
      // region other-orders
      let answers = Set((1...100).map { Self.statement(after: .milliseconds(5), under: .seeded($0)) })
      #expect(answers == [0, 10])
      // endregion
    }

    @Test("3. What is due at different instants has one order, whatever the schedule")
    func apart() {
      let answers = Set((1...100).map { Self.statement(after: .milliseconds(6), under: .seeded($0)) })
      #expect(answers == [10])
    }

    @Test("4. The choices of a run are a script that plays it again")
    func script() {
      let loop = VirtualEventLoop(policy: .seeded(7))
      let order = LoopConfined<[String]>([], on: loop)
      for name in ["a", "b", "c"] { loop.post(name) { order.withValue { $0.append(name) } } }
      // region played-again
      let picks = loop.run().choices.map(\.picked)
      let again = VirtualEventLoop(policy: .script(picks))
      // endregion
      let sameOrder = LoopConfined<[String]>([], on: again)
      for name in ["a", "b", "c"] { again.post(name) { sameOrder.withValue { $0.append(name) } } }
      #expect(again.run().isClean)
      #expect(order.value == sameOrder.value)
      #expect(order.value != ["a", "b", "c"], "a seed that changes nothing would prove nothing")
    }
  }
}
