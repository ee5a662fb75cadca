// The trace: what is recorded of each event, and how an event keeps its name from run to run.

import EventLoops
import Testing

@Suite("The trace")
struct TraceTests {
  @Test func `an event has a kind, a creation site, an instant of posting and a due instant`() throws {
    let loop = VirtualEventLoop()
    let line = #line as UInt
    loop.post("callback") { loop.schedule("timer", after: .milliseconds(20)) {} }
    loop.spawn("task") { try await loop.sleep(for: .milliseconds(5)) }
    let events = loop.run().trace.events
    #expect(events.map(\.kind) == [.callback, .task, .timer, .sleep])
    #expect(events.map(\.label) == ["callback", "task", "timer", "task"])
    #expect(events.map { $0.site?.line } == [line + 1, line + 2, line + 1, line + 2])
    #expect(events.allSatisfy { $0.site?.fileID.description == "\(#fileID)" })
    #expect(events.map(\.postedAt) == [.zero, .zero, .zero, .zero])
    #expect(events.map(\.due) == [.zero, .zero, .milliseconds(20), .milliseconds(5)])
  }

  @Test func `events are kept by sequence, and their order of running beside it`() {
    let loop = VirtualEventLoop()
    for delay in [30, 10, 20] { loop.schedule("\(delay)", after: .milliseconds(delay)) {} }
    let trace = loop.run().trace
    #expect(trace.events.map(\.sequence) == [0, 1, 2])
    #expect(trace.order == [1, 2, 0])
    #expect(trace.events.map(\.state) == [.ran(2), .ran(0), .ran(1)])
    #expect(trace.ranEvents.map(\.label) == ["10", "20", "30"])
  }

  @Test func `an event names the event that posted it`() {
    let loop = VirtualEventLoop()
    loop.post("a") {
      loop.post("b") { loop.post("d") {} }
      loop.schedule("c", after: .milliseconds(1)) {}
    }
    loop.spawn("e") { loop.spawn("f") {} }
    let trace = loop.run().trace
    let causes = trace.events.map { event in
      "\(event.label) from \(event.cause.map { trace.events[$0].label } ?? "outside")"
    }
    #expect(causes == ["a from outside", "e from outside", "b from a", "c from a", "f from e", "d from b"])
    #expect(trace.causes == [-1, -1, 0, 0, 1, 2])
    #expect(trace.causes == trace.events.map { $0.cause ?? -1 })
  }

  @Test func `a path shows the chain of posting events`() {
    let loop = VirtualEventLoop()
    loop.post("first") {
      loop.post("its first post") { loop.post("and on") {} }
      loop.post("its second post") { loop.post("next in that chain") {} }
      loop.post("its third post") {}
    }
    loop.post("second") {}
    let trace = loop.run().trace
    let paths = Dictionary(uniqueKeysWithValues: trace.events.map { ($0.label, trace.path(of: $0.sequence)) })
    #expect(
      paths == [
        "first": "0.0", "its first post": "0.1", "and on": "0.2", "its second post": "0.0/1.0",
        "next in that chain": "0.0/1.1", "its third post": "0.0/2.0", "second": "1.0",
      ])
  }

  @Test func `the descent of an event may be a hundred thousand forks deep`() {
    let loop = VirtualEventLoop()
    @Sendable func fork(_ depth: Int) {
      loop.post("leaf") {}
      if depth > 1 { loop.post("fork") { fork(depth - 1) } }
    }
    loop.post("root") { fork(100_000) }
    let trace = loop.run().trace
    #expect(trace.path(of: trace.events.count - 1).utf8.count == 4 * 100_000 - 1)
  }

  /// Three chains of events that have nothing to do with one another, run under a policy.
  private func independentChains(_ policy: SchedulingPolicy) -> (names: Set<String>, count: Int, order: [Int]) {
    let loop = VirtualEventLoop(policy: policy)
    for name in ["a", "b", "c"] {
      loop.post("\(name) callback") {
        loop.post("\(name) one") {}
        loop.post("\(name) two") { loop.schedule("\(name) timer", after: .milliseconds(1)) {} }
      }
      loop.spawn("\(name) task") {
        try await loop.sleep(for: .milliseconds(1))
        async let child: Void = loop.sleep(for: .milliseconds(1))
        await Task.yield()
        loop.post("\(name) from the task") {}
        try await child
      }
    }
    let trace = loop.run().trace
    let names = trace.events.map { "\(trace.path(of: $0.sequence)) \($0.label) \($0.kind)" }
    return (Set(names), names.count, trace.order)
  }

  @Test func `swapping independent ready events renames none of them`() {
    let plain = independentChains(.fifo)
    #expect(plain.names.count == plain.count)
    var orders: Set<[Int]> = [plain.order]
    let seeded = (0..<40 as Range<UInt64>).map { SchedulingPolicy.seeded($0) }
    for policy in seeded + [.taskAffine, .script([1]), .script([2, 1, 1]), .script([5, 4])] {
      let swapped = independentChains(policy)
      #expect(swapped.names == plain.names)
      orders.insert(swapped.order)
    }
    #expect(orders.count > 40)
  }

  @Test func `cancelled events and events that have not run are distinguished`() {
    let loop = VirtualEventLoop()
    let timer = loop.schedule("timer", after: .milliseconds(2)) {}
    let sleeper = loop.spawn("sleeper") { try await loop.sleep(for: .milliseconds(2)) }
    let early = loop.spawn("early") { try await loop.sleep(for: .milliseconds(2)) }
    early.cancel()
    loop.schedule("late", after: .seconds(1)) {}
    loop.schedule("canceller", after: .milliseconds(1)) {
      timer.cancel()
      sleeper.cancel()
    }
    let events = loop.advance(by: .milliseconds(10)).trace.events
    let states = events.map { "\($0.label) \($0.kind): \($0.state)" }
    #expect(
      states == [
        "timer timer: cancelled", "sleeper task: ran(0)", "early task: ran(1)", "late timer: waiting",
        "canceller timer: ran(2)", "sleeper sleep: cancelled", "early sleep: cancelled", "sleeper task: ran(3)",
      ])
  }

  @Test func `children are named after the task that started them`() throws {
    let loop = VirtualEventLoop()
    try loop.run("parent") {
      await withTaskGroup(of: Void.self) { group in
        group.addTask { await withTaskGroup(of: Void.self) { $0.addTask {} } }
      }
    }
    let labels = loop.report().trace.events.map(\.label)
    #expect(labels.contains("parent child"))
    #expect(labels.contains("parent child child"))
    #expect(Set(labels).subtracting(["parent", "parent child", "parent child child"]).isEmpty)
  }

  @Test func `children that a task starts inside an actor are its children all the same`() throws {
    actor Hall {
      func open() async {
        async let child: Void = {}()
        await child
      }
    }
    let loop = VirtualEventLoop()
    try loop.run("guest") { await Hall().open() }
    #expect(loop.report().trace.events.map(\.label).contains("guest child"))
    #expect(!loop.report().trace.events.map(\.label).contains("task"))
  }

  @Test(arguments: [VirtualEventLoop.Recording.nothing, .leftovers])
  func `a loop that does not record everything keeps no trace and asks for no labels`(
    recording: VirtualEventLoop.Recording
  ) {
    let loop = VirtualEventLoop(recording: recording)
    let asked = LoopConfined(0, on: loop)
    func label() -> String {
      asked.value += 1
      return "label"
    }
    loop.post(label()) {}
    loop.schedule(label(), after: .seconds(1)) {}
    let trace = loop.run().trace
    #expect(trace.events.isEmpty && trace.order.isEmpty)
    #expect(asked.value == 0)
  }

  @Test func `a thousand runs of one program leave one trace`() {
    func run() -> (Trace, String) {
      let loop = VirtualEventLoop(policy: .seeded(11))
      let log = Log(on: loop)
      for program in LegalProgram.all { loop.spawn(program.name) { try await program.body(loop, log) } }
      let report = loop.run()
      return (report.trace, report.description)
    }
    let (first, text) = run()
    for _ in 1..<1_000 {
      let (trace, again) = run()
      // Compared without #expect, which would keep both sides of every comparison.
      if trace.events == first.events && trace.order == first.order && again == text { continue }
      let place = zip(first.events, trace.events).first { $0 != $1 }
      Issue.record("a run differs: \(again), first at \(String(describing: place))")
      return
    }
    #expect(first.events.count > 100)
  }
}
