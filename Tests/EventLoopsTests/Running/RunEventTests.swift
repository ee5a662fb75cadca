// Running a body as an event of a loop: what it starts is the loop's, also for a test on the main actor.

import EventLoops
import Testing

@Suite("Running a body as an event")
struct RunEventTests {
  @MainActor
  private final class Model {
    private(set) var results: [String] = []
    private var search: Task<Void, Never>?

    func queryChanged(_ text: String) {
      search?.cancel()
      search = Task {
        do { try await Task.sleep(for: .milliseconds(300)) } catch { return }
        MainActor.assertIsolated()
        results.append("results for \(text)")
      }
    }
  }

  @MainActor
  @Test func `a test on the main actor drives a model whose tasks are the loop's`() throws {
    let loop = VirtualEventLoop(capturing: .everything)
    guard loop.capturing == .everything else { return }
    let model = Model()
    try loop.runEvent {
      MainActor.assertIsolated()
      model.queryChanged("s")
    }
    loop.advance(by: .milliseconds(200))
    try loop.runEvent { model.queryChanged("sw") }
    #expect(loop.advance(by: .milliseconds(299)).ending == .paused)
    #expect(model.results.isEmpty)
    let report = loop.advance(by: .milliseconds(2))
    #expect(model.results == ["results for sw"])
    #expect(report.isClean, "\(report)")
  }

  @MainActor
  @Test func `a test on the main actor that starts its model outside the loop's events is reported`() {
    let loop = VirtualEventLoop(name: "main", capturing: .everything)
    guard loop.capturing == .everything else { return }
    let model = Model()
    model.queryChanged("sw")
    let report = loop.advance(by: .milliseconds(301))
    #expect(report.escapes.map(\.kind) == [.nothingCaptured])
    #expect(
      report.escapes.first?.description == """
        'main' captures what its events start, and has had no event: what was started outside of its events, as by a test \
        on the main actor, is not the loop's; start it in loop.runEvent { … } or loop.run { … }
        """)
  }

  @Test func `only the body is isolated to the main actor, not the events after it`() async {
    guard VirtualEventLoop(capturing: .everything).capturing == .everything else { return }
    await #expect(processExitsWith: .failure) {
      await MainActor.run {
        let loop = VirtualEventLoop(capturing: .everything)
        try? loop.runEvent {}
        loop.post { MainActor.preconditionIsolated() }
        _ = loop.run()
      }
    }
  }

  @MainActor
  @Test func `the body may assume the main actor's isolation`() throws {
    let loop = VirtualEventLoop(capturing: .everything)
    let assume: @Sendable () -> Bool = { MainActor.assumeIsolated { true } }
    #expect(try loop.runEvent { assume() })
  }

  @Test func `what is posted after the body is not put down to it`() throws {
    let loop = VirtualEventLoop()
    try loop.runEvent("tap") { loop.post("by the body") {} }
    loop.post("after it") {}
    let events = loop.run().trace.events
    #expect(events.first { $0.label == "by the body" }?.cause == events.first { $0.label == "tap" }?.sequence)
    #expect(events.first { $0.label == "after it" }?.cause == nil)
  }

  @Test(arguments: LoopSetup.all)
  func `the body runs at once, at the loop's instant, and its value or error is the caller's`(setup: LoopSetup) throws {
    struct Failure: Error {}
    let loop = setup.makeLoop()
    let log = Log(on: loop)
    loop.post { log.add("posted before") }
    loop.advance(by: .zero)
    let value = try loop.runEvent("tap") {
      log.add("body \(loop.isCurrent)")
      loop.post { log.add("posted by the body") }
      return 42
    }
    #expect(value == 42)
    #expect(throws: Failure.self) { try loop.runEvent { throw Failure() } }
    #expect(log.lines == ["posted before", "body true"])
    let report = loop.run()
    #expect(report.isClean)
    #expect(log.lines.last == "posted by the body")
    if setup.recording == .everything {
      #expect(report.trace.ranEvents.map(\.label).contains("tap"))
    }
  }

  @Test(arguments: LoopSetup.all)
  func `it is refused in an event, and while another thread runs the loop`(setup: LoopSetup) {
    let loop = setup.makeLoop("main")
    let log = Log(on: loop)
    let refusals = Handover<[String]>()
    let attempt: @Sendable () -> Void = {
      do { try loop.runEvent { log.add("ran") } } catch {
        let ending = (error as? RunError).map { "\($0.report.ending)" } ?? "\(error)"
        refusals.put((refusals.take() ?? []) + [ending])
      }
    }
    loop.post(attempt)
    loop.post { onAnotherThread(attempt) }
    #expect(loop.run().isClean)
    #expect(refusals.take()?.sorted() == [#"nested(inner: "main", outer: "main")"#, "occupied"])
    #expect(log.lines.isEmpty)
  }
}
