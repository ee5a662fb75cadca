// Lesson 10, downloads: how long many of them take, how a limit holds, what blocking costs, what is kept between requests.

import Callbacks
import Comparison
import EventLoops
import Exploration
import Pipelines
import Promises
import Testing

extension Lessons {
  @Suite("Lesson 10: Many at once, with a bound", .serialized)
  struct Lesson10Downloads {
    /// Twenty flags of 100 ms from a server that works on five requests at once.
    private static let twentyFlags = Plan(latency: .milliseconds(100) ... .milliseconds(100), capacity: 5)

    private static let improved = DownloadsImproved.program

    /// Runs every version of a program.
    private func runs(of program: ComparedProgram, under plan: Plan) -> [StyleRun] {
      program.versions.map { program.run($0, under: plan) }
    }

    /// How many requests were under way at once, at most.
    private func mostAtOnce(in run: StyleRun) -> Int {
      var (now, most) = (0, 0)
      for event in run.events {
        switch event.kind {
        case .sent: now += 1
        case .replied, .failed, .callCancelled: now -= 1
        default: break
        }
        most = max(most, now)
      }
      return most
    }

    @Test("1. One after another, twenty flags take twenty times as long as one; five at once, four times as long")
    func arithmetic() {
      // region arithmetic
      let sequential = Self.twentyFlags.with { $0.settings["mode"] = .word("sequential") }
      for run in runs(of: Downloads.program, under: sequential) {
        #expect(run.report.instant == .milliseconds(20 * 100))
      }
      for run in runs(of: Downloads.program, under: Self.twentyFlags) {
        #expect(run.report.instant == .milliseconds((20 + 5 - 1) / 5 * 100))
      }
      // endregion
    }

    @Test(
      "2. 600 requests are 75 times as fast at once if the server works on 75, not quite 67 times if it works on 74",
      arguments: [(capacity: 1, batches: 600), (67, 9), (74, 9), (75, 8), (600, 1)])
    func sixHundredRequests(capacity: Int, batches: Int64) {
      let plan = Self.twentyFlags.with {
        $0.settings["items"] = .number(600)
        $0.capacity = capacity
      }
      for run in runs(of: Downloads.program, under: plan) {
        #expect(run.report.instant == .milliseconds(batches * 100))
        #expect(run.outcomes == [.value(quoted("600 flags downloaded"))])
      }
    }

    @Test("3. 600 downloads with a limit of 100 take six times as long as one, in every style")
    func limit() {
      let plan = Self.twentyFlags.with {
        $0.settings = ["items": .number(600), "limit": .number(100), "output": .word("quiet")]
        $0.capacity = nil
      }
      for run in runs(of: Self.improved, under: plan) {
        #expect(run.report.instant == .milliseconds(6 * 100))
        #expect(run.outcomes == [.value("600 ok, 0 not found, 0 failed")])
        #expect(mostAtOnce(in: run) == 100)
        #expect(run.report.isClean)
      }
    }

    @Test("4. The first failure ends plain downloads; of the improved ones it costs one")
    func failure() {
      let plan = Self.twentyFlags.with {
        $0.calls["CN"] = CallBehaviour(taking: 10, .fails(APIError(status: 503, reason: "Busy")))
      }
      for run in runs(of: Downloads.program, under: plan) {
        #expect(run.outcomes == [.failed("503 \"Busy\"")])
        #expect(run.report.instant == .milliseconds(10))
      }
      for run in runs(of: Self.improved, under: plan) {
        #expect(run.outcomes == [.value("19 ok, 0 not found, 1 failed")])
        #expect(run.texts(with: "***") == ["*** Error for CN: 503 \"Busy\""])
      }
    }

    @Test("5. A permit that was granted to a cancelled waiter goes to the next in line")
    func permitOnItsWay() {
      let loop = VirtualEventLoop()
      let order = LoopConfined<[String]>([], on: loop)
      // region permit-on-its-way
      let turns = Semaphore(on: loop, permits: 1, "turns")
      _ = turns.acquire { _ in order.withValue { $0.append("first has it") } }
      let second = turns.acquire { _ in order.withValue { $0.append("second was called off") } }
      _ = turns.acquire { _ in order.withValue { $0.append("third has it") } }
      loop.schedule(after: .milliseconds(10)) {
        turns.release()  // the permit is on its way to the second …
        second.cancel()  // … which no longer wants it
      }
      // endregion
      let report = loop.run()
      #expect(order.value == ["first has it", "second was called off", "third has it"])
      #expect(turns.freePermits == 0)
      #expect(report.leftovers.map(\.label) == ["permit of turns"])
    }

    @Test("6. What is given back twice is no extra permit")
    func releasedTwice() {
      let loop = VirtualEventLoop()
      let turns = Semaphore(on: loop, permits: 1, "turns")
      _ = turns.acquire { _ in
        turns.release()
        turns.release()
      }
      let report = loop.run()
      #expect(turns.freePermits == 1)
      #expect(report.violations.map(\.kind) == [.releasedTooOften])
    }

    @Test("7. Saving on the loop makes timers late, and saving off it does not")
    func blocking() {
      let plan = Plan(
        calls: [
          "BR": CallBehaviour(taking: 10, .returns("image")), "CN": CallBehaviour(taking: 20, .returns("image")),
        ]).with(settings: [
          "codes": .text("BR CN"), "saving": .word("loop"), "save-time": .duration(.milliseconds(30)),
        ])
      for run in runs(of: Self.improved, under: plan) {
        #expect(run.report.blocking.duration == .milliseconds(60))
        #expect(run.report.blocking.longestLateness == .milliseconds(20))
        #expect(run.report.instant == .milliseconds(70))
      }
      for run in runs(of: Self.improved, under: plan.with { $0.settings["saving"] = .word("thread") }) {
        #expect(run.report.blocking.duration == .zero)
        #expect(run.report.blocking.longestLateness == .zero)
        #expect(run.report.instant == .milliseconds(50))
      }
    }

    @Test("8. A download counts when its file is saved, and an error of the disk is an error of that download")
    func savingIsAwaited() {
      let plan = Self.twentyFlags.with {
        $0.settings = ["saving": .word("thread"), "save-time": .duration(.milliseconds(5)), "room": .number(18)]
      }
      for run in runs(of: Self.improved, under: plan) {
        #expect(run.outcomes == [.value("18 ok, 0 not found, 2 failed")])
        #expect(run.texts(with: "*** Error").count == 2)
      }
    }

    @Test("9. Between its two requests a download holds no permit, so that all images come before the first country")
    func twoTurns() {
      let plan = Plan(
        latency: .milliseconds(10) ... .milliseconds(10)
      ).with(settings: ["codes": .text("BR CN US"), "limit": .number(1)])
      for run in runs(of: SeveralRequests.program, under: plan) {
        let sent = run.events.compactMap { if case .sent(let call, _) = $0.kind { call } else { nil } }
        #expect(sent == ["BR", "CN", "US", "BR metadata", "CN metadata", "US metadata"])
        #expect(run.report.instant == .milliseconds(60))
      }
    }

    /// An image that tells when it goes.
    private final class Image: Sendable {
      private let loop: VirtualEventLoop
      private let gone: LoopConfined<Instant?>

      init(on loop: VirtualEventLoop, gone: LoopConfined<Instant?>) {
        self.loop = loop
        self.gone = gone
      }

      deinit { gone.value = loop.now }
    }

    /// An image after 10 ms, then, when a thread is free, the name of its country after 10 ms more.
    private func twoRequests(
      _ style: Style, _ threads: VirtualThreads, image: @escaping @Sendable () -> Image,
      use: @escaping @Sendable (Image, String) -> Void
    ) -> any Cancellable {
      let length = Duration.milliseconds(10)
      switch style {
      case .callback:
        let scope = CancellationScope(on: threads.loop)
        scope.add(
          threads.run("image", taking: length, image) { result in
            guard case .success(let image) = result else { return }
            scope.add(
              threads.run("country", taking: length, { "Brazil" }) { result in
                if case .success(let country) = result { use(image, country) }
              })
          })
        return scope
      case .future:
        return threads.run("image", taking: length, image)
          .flatMap { image in threads.run("country", taking: length) { "Brazil" }.map { (image, $0) } }
          .map { image, country in use(image, country) }
      case .async:
        return threads.loop.spawn("requests") {
          let image = try await threads.run("image", taking: length, image)
          let country = try await threads.run("country", taking: length) { "Brazil" }
          use(image, country)
        }
      }
    }

    @Test("10. In every style the image lives until its download is over, and no longer", arguments: Style.allCases)
    func keptAlive(style: Style) {
      for (cancellation, end) in [(nil, 50), (35, 35)] as [(Int64?, Int64)] {
        let loop = VirtualEventLoop()
        let threads = VirtualThreads(1, on: loop)
        let gone = LoopConfined<Instant?>(nil, on: loop)
        let uses = LoopConfined<[String]>([], on: loop)
        let work = twoRequests(style, threads) {
          Image(on: loop, gone: gone)
        } use: { _, country in
          uses.withValue { $0.append(country) }
        }
        // Another job has the thread between the two requests.
        loop.post { _ = threads.run("other", taking: .milliseconds(30), {}) { _ in } }
        if let cancellation { loop.schedule(after: .milliseconds(cancellation)) { work.cancel() } }
        _ = loop.run()
        #expect(gone.value == .milliseconds(end))
        #expect(uses.value == (cancellation == nil ? ["Brazil"] : []))
      }
    }
  }
}
