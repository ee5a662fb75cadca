// Two thousand random programs on every kind of loop, against the plainest loop that keeps the rules.

import EventLoops
import Testing

@Suite("Against the model")
struct ModelTests {
  /// A virtual loop that runs a random program.
  private struct Player: Sendable {
    struct State: Sendable {
      var script: ModelScript
      var posts = 0
      var timers: [ScheduledTimer] = []
      var tasks: [Task<Void, any Error>] = []
    }

    let loop: VirtualEventLoop
    let state: LoopConfined<State>

    init(seed: UInt64, setup: LoopSetup) {
      loop = setup.makeLoop()
      state = LoopConfined(State(script: ModelScript(seed: seed)), on: loop)
    }

    func play(commands count: Int) -> Report {
      for _ in 0..<count {
        act()
        let (command, duration) = state.withValue { $0.script.nextCommand() }
        switch command {
        case .step: note("step: \(loop.step())")
        case .advance: _ = loop.advance(by: duration)
        case .runUntil: _ = loop.run(until: loop.now.advanced(by: duration))
        case .run: _ = loop.run()
        }
        noteState("\(command)")
      }
      let report = loop.run()
      noteState("end")
      return report
    }

    private func note(_ line: String) {
      state.withValue { $0.script.note(line) }
    }

    private func noteState(_ command: String) {
      let isIdle = loop.report().ending == .quiescent
      note("\(command): \(loop.now.nanoseconds)ns, \(loop.eventCount) events, \(isIdle ? "idle" : "more to do")")
    }

    private func event(_ name: String) {
      note("\(loop.now.nanoseconds / 1_000_000)ms \(name)")
      act()
    }

    private func act() {
      for action in state.withValue({ $0.script.nextActions() }) {
        switch action {
        case .post:
          let number = state.withValue { state in
            state.posts += 1
            return state.posts
          }
          loop.post { event("post \(number)") }
        case .schedule(let delay):
          let number = state.value.timers.count
          let timer = loop.schedule(after: delay) { event("timer \(number)") }
          state.withValue { $0.timers.append(timer) }
        case .cancelTimer(let number):
          let timers = state.value.timers
          note("cancel timer \(number): \(number < timers.count && timers[number].cancel())")
        case .spawn(let length):
          let number = state.value.tasks.count
          let task = loop.spawn { await live(number, sleeping: length) }
          state.withValue { $0.tasks.append(task) }
        case .cancelTask(let number):
          let tasks = state.value.tasks
          if number < tasks.count { tasks[number].cancel() }
        case .block(let duration):
          loop.block(for: duration)
        }
      }
    }

    private func live(_ number: Int, sleeping length: Duration) async {
      event("task \(number) starts")
      do {
        try await loop.sleep(for: length)
      } catch {
        return note("\(loop.now.nanoseconds / 1_000_000)ms task \(number) cancelled")
      }
      event("task \(number) continues")
    }
  }

  /// Each program runs on the fast path and on the one that records everything, every tenth also on the others.
  @Test(arguments: 0..<8)
  func `a loop does what the model does`(eighth: Int) {
    for seed in UInt64(eighth * 250)..<UInt64(eighth * 250 + 250) {
      let model = ModelLoop(seed: seed)
      model.play(commands: 6)
      let setups = seed % 10 == 0 ? LoopSetup.inOrder : LoopSetup.fifo.filter { $0.recording != .leftovers }
      for setup in setups where !agrees(with: model, seed: seed, setup: setup) { return }
    }
  }

  private func agrees(with model: ModelLoop, seed: UInt64, setup: LoopSetup) -> Bool {
    let expected = model.script.log
    let player = Player(seed: seed, setup: setup)
    let report = player.play(commands: 6)
    let found = player.state.value.script.log
    #expect(report.blocking.duration == model.blocked, "seed \(seed), \(setup.testDescription)")
    #expect(report.blocking.longestLateness == model.longestLateness, "seed \(seed), \(setup.testDescription)")
    if expected == found && report.isClean { return true }
    let place = zip(expected, found).enumerated().first { $1.0 != $1.1 }?.offset ?? min(expected.count, found.count)
    Issue.record(
      """
      seed \(seed), \(setup.testDescription): the logs part at line \(place + 1)
      after    \(expected.prefix(place).suffix(5).joined(separator: "\n         "))
      expected \(place < expected.count ? expected[place] : "the end")
      found    \(place < found.count ? found[place] : "the end")
      \(report)
      """)
    return false
  }

  /// The plain policy notes no choice, so its choices are derived from the rest of the log; those of a script are noted.
  @Test func `the choices of a plain run are those of a script of zeros`() {
    var told = 0
    for seed in 0..<500 as Range<UInt64> {
      let plain = Player(seed: seed, setup: LoopSetup(recording: .everything, policy: .fifo)).play(commands: 6)
      let noted = Player(seed: seed, setup: LoopSetup(recording: .everything, policy: .script([]))).play(commands: 6)
      told += plain.choices.count
      if plain.choices == noted.choices && plain.trace.events == noted.trace.events { continue }
      let place = zip(plain.choices, noted.choices).enumerated().first { $1.0 != $1.1 }
      Issue.record("seed \(seed): told and noted choices part at \(String(describing: place))")
      return
    }
    #expect(told > 1_000)
  }

  @Test func `the random programs are worth running`() {
    let logs = (0..<100 as Range<UInt64>).map { seed in
      let model = ModelLoop(seed: seed)
      model.play(commands: 6)
      return model.script.log
    }
    func count(_ part: String) -> Int { logs.joined().filter { $0.contains(part) }.count }
    #expect(Set(logs).count == 100)
    #expect(count("post") > 300)
    #expect(count("ms timer") > 300)
    #expect(count("cancel timer") > 100 && count(": true") > 50)
    #expect(count("continues") > 100)
    #expect(count("cancelled") > 20)
    #expect(count("more to do") > 50)
  }
}
