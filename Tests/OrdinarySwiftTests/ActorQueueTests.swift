// The calls that wait for an actor: each is an event of its own, and they keep their order.

import EventLoops
import Exploration
import Testing

@Suite("Calls that wait for an actor", .enabled(if: Captures.isAvailable))
struct ActorQueueTests {
  /// An actor that starts two tasks of its own in one call.
  private actor Starter {
    let log: WordLog
    init(_ log: WordLog) { self.log = log }

    func start() -> [Task<Void, Never>] {
      [Task { note("1") }, Task { note("2") }]
    }

    private func note(_ word: String) {
      assertIsolated()
      log.add(word)
    }
  }

  private static let everything = Effort(runs: 20_000, reversals: nil, seededRuns: 0, auditRuns: 0)

  @Test func `Another task runs between two calls that wait, and the calls keep their order`() {
    let subject = Subject("two waiting calls") {
      let log = WordLog()
      let starter = Starter(log)
      let other = Task { log.add("x") }
      for task in await starter.start() { await task.value }
      await other.value
      return log.text
    }
    let exploration = ScheduleExploration(of: subject, Self.everything)
    #expect(exploration.outcomes.outcomes == ["1 2 x", "1 x 2", "x 1 2"], "\(exploration)")
    #expect(exploration.extent == .everyOrder, "\(exploration.coverage)")
  }

  private actor Cell {
    private(set) var text = ""
    func add(_ word: String) { text += word }
  }

  @Test func `Calls of three tasks come in each order, and calls of two actors in one`() {
    let one = Subject("one actor", sharing: .notedState, capturing: .everything) { loop in
      let text = LoopConfined("", on: loop)
      loop.spawn("main") {
        let cell = Cell()
        await withDiscardingTaskGroup { group in
          for word in ["a", "b", "c"] { group.addTask { await cell.add(word) } }
        }
        text.value = await cell.text
      }
      return { _ in Verdict(text.value) }
    }
    let search = ScheduleExploration(of: one, Self.everything)
    #expect(search.outcomes.outcomes == ["abc", "acb", "bac", "bca", "cab", "cba"])
    #expect(search.extent == .everyClass && search.classes == 6, "\(search)")

    let two = Subject("three actors", sharing: .notedState, capturing: .everything) { loop in
      loop.spawn("main") {
        let cells = [Cell(), Cell(), Cell()]
        await withDiscardingTaskGroup { group in
          for cell in cells { group.addTask { await cell.add("x") } }
        }
      }
      return { _ in Verdict("") }
    }
    let searchOfTwo = ScheduleExploration(of: two, Self.everything)
    #expect(searchOfTwo.extent == .everyClass && searchOfTwo.classes == 1, "\(searchOfTwo)")
  }

  private actor Counter {
    private(set) var value = 0
    func slowAdd() async {
      let seen = value
      await Task.yield()
      value = seen + 1
    }
  }

  @Test func `Calls of an actor that suspends come in between each other`() {
    let subject = Subject("reentrant", sharing: .notedState, capturing: .everything) { loop in
      let text = LoopConfined("", on: loop)
      loop.spawn("main") {
        let counter = Counter()
        await withDiscardingTaskGroup { group in for _ in 0..<2 { group.addTask { await counter.slowAdd() } } }
        text.value = "\(await counter.value)"
      }
      return { _ in Verdict(text.value) }
    }
    let search = ScheduleExploration(of: subject, Self.everything)
    #expect(search.outcomes.outcomes == ["1", "2"])
    #expect(search.extent == .everyClass, "\(search)")
  }

  private actor Streamed {
    private var text = ""
    func read(_ words: AsyncStream<String>) async -> String {
      for await word in words {
        assertIsolated()
        text += word
      }
      return text
    }
    func wait(_ resume: @Sendable (CheckedContinuation<Void, Never>) -> Void) async {
      await withCheckedContinuation { resume($0) }
      assertIsolated()
      text += "."
    }
  }

  @Test func `Segments on an actor that the concurrency library continues are seen, too`() {
    let subject = Subject("a stream in an actor") {
      let streamed = Streamed()
      let (words, source) = AsyncStream.makeStream(of: String.self)
      let reader = Task { await streamed.read(words) }
      let waiter = Task { await streamed.wait { continuation in Task { continuation.resume() } } }
      let writer = Task {
        for word in ["a", "b"] { source.yield(word) }; source.finish()
      }
      _ = await (waiter.value, writer.value)
      return await reader.value
    }
    let exploration = ScheduleExploration(of: subject, Effort(runs: 3_000, reversals: nil, seededRuns: 0, auditRuns: 0))
    #expect(exploration.outcomes.outcomes.isEmpty == false && exploration.problems == [], "\(exploration)")
    #expect(exploration.outcomes.outcomes.allSatisfy { $0.contains("a") && $0.contains("b") }, "\(exploration)")
  }

  private actor Noted {
    private(set) var words: [String] = []
    let log: WordLog
    init(_ log: WordLog) { self.log = log }
    func add(_ word: String) {
      words.append(word)
      log.add(word)
    }
  }

  @Test func `An immediate task enters a free actor at once, and waits for one that others wait for`() {
    let subject = Subject("an immediate call") {
      let log = WordLog()
      let noted = Noted(log)
      let other = Task { await noted.add("a") }
      let creator = Task {
        let task = Task.immediate { await noted.add("i") }
        log.add("b")
        await task.value
      }
      _ = await (other.value, creator.value)
      return log.text
    }
    let exploration = ScheduleExploration(of: subject, Self.everything)
    #expect(exploration.outcomes.outcomes == ["a i b", "b a i", "i b a"], "\(exploration)")
    #expect(exploration.extent == .everyOrder, "\(exploration.coverage)")
  }

  @Test func `The call of an immediate task conflicts with the calls of others`() {
    let subject = Subject("an immediate call", sharing: .notedState, capturing: .everything) { loop in
      let text = LoopConfined("", on: loop)
      loop.spawn("main") {
        let cell = Cell()
        let other = Task { await cell.add("a") }
        let creator = Task { await Task.immediate { await cell.add("i") }.value }
        _ = await (other.value, creator.value)
        text.value = await cell.text
      }
      return { _ in Verdict(text.value) }
    }
    let search = ScheduleExploration(of: subject, Self.everything)
    #expect(search.outcomes.outcomes == ["ai", "ia"], "\(search)")
    #expect(search.extent == .everyClass && search.problems == [], "\(search)")
  }

  @Test func `Other tasks run after the call of an immediate task that waited, and before what follows the call`() {
    let subject = Subject("after an immediate call") {
      let log = WordLog()
      let noted = Noted(log)
      let immediate = Task.immediate {
        await Task.yield()
        await noted.add("i")
        log.add("after")
      }
      let other = Task { log.add("x") }
      _ = await (immediate.value, other.value)
      return log.text
    }
    let exploration = ScheduleExploration(of: subject, Self.everything)
    #expect(exploration.outcomes.outcomes == ["i after x", "i x after", "x i after"], "\(exploration)")
  }
}
