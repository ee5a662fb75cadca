// Lesson 27, actors: one piece of code at a time, and other pieces at each await.

import EventLoops
import ScheduleTesting
import Testing

extension Lessons {
  @Suite("Lesson 27: Actors", .serialized, .enabled(if: captures))
  struct Lesson27Actors {
    // region overdrawn
    actor Account {
      private(set) var balance = 100

      func withdraw(_ amount: Int) async -> Bool {
        guard balance >= amount else { return false }
        await Self.askBank()
        balance -= amount
        return true
      }

      static func askBank() async { try? await Task.sleep(for: .milliseconds(10)) }
    }
    // endregion

    // region change-first
    actor CarefulAccount {
      private(set) var balance = 100

      func withdraw(_ amount: Int) async -> Bool {
        guard balance >= amount else { return false }
        balance -= amount  // in one piece with the check
        await Account.askBank()
        return true
      }
    }
    // endregion

    // region load-once
    actor Cache {
      private var loads: [String: Task<String, any Error>] = [:]
      private(set) var requests = 0

      func value(_ key: String) async throws -> String {
        if let load = loads[key] { return try await load.value }
        let load = Task { try await fetch(key) }
        loads[key] = load  // before the first await
        return try await load.value
      }

      private func fetch(_ key: String) async throws -> String {
        requests += 1
        try await Task.sleep(for: .milliseconds(10))
        return "value of \(key)"
      }
    }
    // endregion

    @Test("1. At an await inside an actor, another call of the same actor runs", .virtualTime)
    func reentrant() async {
      // region two-withdrawals
      let account = Account()
      async let first = account.withdraw(80)
      async let second = account.withdraw(80)
      let results = await (first, second)
      // endregion
      #expect(results == (true, true))
      #expect(await account.balance == -60)
    }

    @Test("2. A check and its change in one piece hold under every schedule", .everySchedule)
    func careful() async {
      let account = CarefulAccount()
      async let first = account.withdraw(80)
      async let second = account.withdraw(80)
      let results = await [first, second]
      #expect(results.count { $0 } == 1)
      #expect(await account.balance == 20)
    }

    @Test("3. A task stored before the await is shared by later callers", .everySchedule)
    func cache() async throws {
      let cache = Cache()
      async let first = cache.value("flag")
      async let second = cache.value("flag")
      #expect(try await [first, second] == ["value of flag", "value of flag"])
      #expect(await cache.requests == 1)
    }

    @Test("4. Between two awaits of an actor no other code of it runs", .everySchedule)
    func onePiece() async {
      actor Counter {
        var value = 0
        func add() { value += 1 }
      }
      let counter = Counter()
      await withTaskGroup { group in
        for _ in 0..<3 { group.addTask { await counter.add() } }
      }
      #expect(await counter.value == 3)
    }

    @Test("5. Two tasks that call an actor have no order; one task has")
    func order() async throws {
      actor Log {
        var lines: [String] = []
        func add(_ line: String) { lines.append(line) }
      }
      await #expect(throws: ScheduleFailure.self) {
        try await explore("two tasks") {
          let log = Log()
          let tasks = ["a", "b"].map { line in Task { await log.add(line) } }
          for task in tasks { await task.value }
          try #require(await log.lines == ["a", "b"])
        }
      }
      try await explore("one task") {
        let log = Log()
        for line in ["a", "b"] { await log.add(line) }
        try #require(await log.lines == ["a", "b"])
      }
    }

    @Test("6. Callbacks on one loop have the same window, between the call and its reply")
    func callbacks() {
      let loop = VirtualEventLoop()
      // region callback-window
      let balance = LoopConfined(100, on: loop)
      @Sendable func withdraw(_ amount: Int) {
        guard balance.value >= amount else { return }
        loop.schedule(after: .milliseconds(10)) { balance.value -= amount }  // the bank's reply
      }
      // endregion
      loop.post {
        withdraw(80)
        withdraw(80)
      }
      loop.run()
      #expect(balance.value == -60)
    }
  }
}
