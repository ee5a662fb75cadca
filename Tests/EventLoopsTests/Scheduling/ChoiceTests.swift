// Choices: how each policy makes them, and how they replay a run.

import Testing

@testable import EventLoops

@Suite("Choices")
struct ChoiceTests {
  /// What three callbacks, three timers and two tasks log under a policy, and the report.
  private func play(
    _ policy: SchedulingPolicy, recording: VirtualEventLoop.Recording = .everything
  ) -> (lines: [String], report: Report) {
    let loop = VirtualEventLoop(policy: policy, recording: recording)
    let log = Log(on: loop)
    for number in 1...3 {
      loop.post("callback \(number)") {
        log.stamp("callback \(number)")
        loop.post("posted by \(number)") { log.stamp("posted by \(number)") }
      }
      loop.schedule("timer \(number)", after: .milliseconds(5)) { log.stamp("timer \(number)") }
    }
    for name in ["a", "b"] {
      loop.spawn(name) {
        let pick = loop.choose(.latency, among: 10)
        log.stamp("task \(name) waits \(pick)")
        try await loop.sleep(for: .milliseconds(pick))
        log.stamp("task \(name) continues")
      }
    }
    let report = loop.run()
    return (log.lines, report)
  }

  @Test(arguments: [VirtualEventLoop.Recording.nothing, .leftovers, .everything])
  func `first in first out is the choice of all zeros`(recording: VirtualEventLoop.Recording) {
    let byDefault = play(.fifo, recording: recording).lines
    #expect(byDefault == play(.script([]), recording: recording).lines)
    #expect(byDefault == play(.script(Array(repeating: 0, count: 100)), recording: recording).lines)
    #expect(play(.fifo).report.choices.allSatisfy { $0.picked == 0 })
  }

  @Test func `the same seed makes the same run, whatever is recorded`() {
    for seed in 0..<20 as Range<UInt64> {
      let first = play(.seeded(seed))
      let second = play(.seeded(seed))
      #expect(first.lines == second.lines)
      #expect(first.report.choices == second.report.choices)
      #expect(first.lines == play(.seeded(seed), recording: .nothing).lines)
    }
  }

  @Test func `different seeds reach every order of three ready events`() {
    let orders = (0..<100 as Range<UInt64>).map { seed in
      let loop = VirtualEventLoop(policy: .seeded(seed), recording: .nothing)
      let log = Log(on: loop)
      for name in ["a", "b", "c"] { loop.post { log.add(name) } }
      _ = loop.run()
      return log.lines.joined()
    }
    #expect(Set(orders) == ["abc", "acb", "bac", "bca", "cab", "cba"])
  }

  @Test func `timers that are due at one instant are among the ready events that a seed may swap`() {
    let firsts = (0..<50 as Range<UInt64>).map { seed in
      let loop = VirtualEventLoop(policy: .seeded(seed))
      let log = Log(on: loop)
      for name in ["a", "b"] { loop.schedule(after: .milliseconds(1)) { log.add(name) } }
      loop.schedule(after: .milliseconds(2)) { log.add("late") }
      _ = loop.run()
      #expect(log.lines.last == "late")
      return log.lines[0]
    }
    #expect(Set(firsts) == ["a", "b"])
  }

  @Test func `the recorded choices of a run replay it exactly`() {
    for seed in 0..<100 as Range<UInt64> {
      let original = play(.seeded(seed))
      let replay = play(.script(original.report.choices.map(\.picked)))
      #expect(replay.lines == original.lines)
      #expect(replay.report.choices == original.report.choices)
      #expect(replay.report.trace.events == original.report.trace.events)
      #expect(replay.report.trace.order == original.report.trace.order)
      #expect(replay.report.violations.isEmpty)
    }
  }

  @Test func `a script that is too short is continued with zeros`() {
    let original = play(.seeded(3)).report.choices.map(\.picked)
    let replay = play(.script(Array(original.prefix(4)))).report
    #expect(replay.choices.prefix(4).map(\.picked) == Array(original.prefix(4)))
    #expect(replay.choices.dropFirst(4).allSatisfy { $0.picked == 0 })
    #expect(replay.isClean)
  }

  @Test(arguments: LoopSetup.all.filter { $0.policy == .script([]) }, [3, -1, .max])
  func `a pick that does not exist is recorded, and the default taken`(setup: LoopSetup, pick: Int) {
    let loop = VirtualEventLoop(policy: .script([1, pick, 1]), recording: setup.recording)
    let log = Log(on: loop)
    for name in ["a", "b", "c", "d"] { loop.post { log.add(name) } }
    let report = loop.run()
    #expect(log.lines == ["b", "a", "d", "c"])
    #expect(
      report.violations.map(\.description) == [
        "the script does not fit the run at 0ms: pick 2 is option \(pick) of the choice 'next', which has 3; 0 was taken"
      ])
    #expect(!report.isClean)
  }

  @Test(arguments: LoopSetup.all)
  func `where there is one option there is no choice`(setup: LoopSetup) {
    let loop = setup.makeLoop()
    let log = Log(on: loop)
    loop.post { log.add("\(loop.choose(.latency, among: 1)) \(loop.choose(.latency, among: 0))") }
    #expect(loop.run().choices.isEmpty)
    #expect(log.lines == ["0 0"])
  }

  @Test func `a choice is recorded with its kind and its options`() {
    let loop = VirtualEventLoop(policy: .script([4]))
    let log = Log(on: loop)
    loop.post { log.add("\(loop.choose(.latency, among: 7)) \(loop.choose(ChoiceKind("coin"), among: 2))") }
    #expect(
      loop.run().choices == [
        Choice(kind: .latency, options: 7, picked: 4), Choice(kind: ChoiceKind("coin"), options: 2, picked: 0),
      ])
    #expect(log.lines == ["4 0"])
    #expect(ChoiceKind("coin") == ChoiceKind("coin") && ChoiceKind.next != .latency)
    #expect("\(ChoiceKind.latency)" == "latency")
  }

  @Test(arguments: [VirtualEventLoop.Recording.nothing, .leftovers])
  func `choices are recorded with everything only`(recording: VirtualEventLoop.Recording) {
    #expect(play(.seeded(1), recording: recording).report.choices.isEmpty)
  }

  @Test(arguments: [VirtualEventLoop.Recording.nothing, .leftovers, .everything])
  func `the task-affine policy keeps the segments of one task together`(recording: VirtualEventLoop.Recording) {
    func lines(_ policy: SchedulingPolicy) -> String {
      let loop = VirtualEventLoop(policy: policy, recording: recording)
      let log = Log(on: loop)
      for name in ["a", "b"] {
        loop.spawn {
          for _ in 1...3 {
            log.add(name)
            await Task.yield()
          }
        }
        loop.post { log.add(name.uppercased()) }
      }
      _ = loop.run()
      return log.lines.joined()
    }
    #expect(lines(.fifo) == "aAbBabab")
    #expect(lines(.taskAffine) == "aaaAbbbB")
  }

  @Test func `the task-affine policy keeps a task together that goes through an actor`() {
    func lines(_ policy: SchedulingPolicy) -> String {
      let loop = VirtualEventLoop(policy: policy)
      let log = Log(on: loop)
      for name in ["a", "b"] {
        loop.spawn {
          let account = LegalProgram.Account()
          for _ in 1...3 {
            log.add(name)
            await account.deposit(1)
          }
        }
      }
      _ = loop.run()
      return log.lines.joined()
    }
    #expect(lines(.fifo) == "ababab")
    #expect(lines(.taskAffine) == "aaabbb")
  }

  @Test func `a keyed choice follows from seed and key, whatever is chosen in between`() {
    func picks(seed: UInt64, noise: Int) -> [Int] {
      let loop = VirtualEventLoop(policy: .seeded(seed))
      return ["call 1", "call 2", "call 3"].map { key in
        for _ in 0..<noise { _ = loop.choose(.latency, among: 5) }
        return loop.choose(.latency, among: 1_000, for: key)
      }
    }
    #expect(picks(seed: 5, noise: 0) == picks(seed: 5, noise: 3))
    #expect(picks(seed: 5, noise: 0) != picks(seed: 6, noise: 0))
    #expect(Set(picks(seed: 5, noise: 0)).count == 3)
  }

  @Test func `a choice can be made while the loop is idle`() {
    let loop = VirtualEventLoop(policy: .script([2]))
    #expect(loop.choose(.latency, among: 3) == 2)
    #expect(loop.report().choices.count == 1)
  }
}
