// Lesson 16, the spinner: an animation that runs beside a slow function until it is stopped.

import Comparison
import EventLoops
import Exploration
import Promises
import Testing

@testable import Pipelines

extension Lessons {
  @Suite("Lesson 16: The spinner", .serialized)
  struct Lesson16Spinner {
    /// A slow function of three seconds, or of another time, that comes to 42.
    private static func plan(
      taking milliseconds: Int = 3_000, _ answer: CallBehaviour.Answer = .returns("42")
    ) -> Plan {
      Plan(request: "?", calls: ["slow": CallBehaviour(taking: milliseconds, answer)])
    }

    private static let versions = Spinner.program.versions

    private static func run(_ version: ComparedProgram.Version, under plan: Plan) -> StyleRun {
      Spinner.program.run(version, under: plan)
    }

    private static func frames(_ run: StyleRun) -> [Instant] {
      run.events.filter { "\($0.kind)".hasPrefix("frame") }.map(\.instant)
    }

    @Test("1. Thirty frames in three seconds, the first at once, in every style", arguments: versions)
    func thirty(version: ComparedProgram.Version) {
      let run = Self.run(version, under: Self.plan())
      #expect(Self.frames(run) == (0..<30).map { .milliseconds($0 * 100) })
      #expect(run.text.suffix(3) == [#"3s slow replied "42""#, "3s erased", #"3s finished "42""#])
      #expect(run.report.isClean)
    }

    @Test("2. To start a spinner draws nothing: the slow function is sent before the first frame", arguments: versions)
    func started(version: ComparedProgram.Version) throws {
      let run = Self.run(version, under: Self.plan())
      let (sent, frame) = (try #require(run.first("slow sent")), try #require(run.first("frame")))
      #expect(sent.instant == frame.instant)
      #expect(sent.turn < frame.turn)
    }

    @Test("3. At a tie what was asked for first comes first: the answer, and no frame with it", arguments: versions)
    func tie(version: ComparedProgram.Version) {
      #expect(Self.frames(Self.run(version, under: Self.plan(taking: 100))).count == 1)
      #expect(Self.frames(Self.run(version, under: Self.plan(taking: 101))).count == 2)
    }

    @Test("4. A woken task continues in the event of its timer: without an event in between, it draws frame 31")
    func withoutTurn() throws {
      // region spinner-without-a-turn
      let hasty = ComparedProgram("hasty spinner").async { context in
        let spinner = context.loop.spawn("spinner") {
          let screen = SpinnerScreen(context: context)
          for number in 0... {
            screen.draw(number)
            try await context.loop.sleep(for: context[Spinner.frame])
          }
        }
        let answer = try await context.api.call("slow", context.request)
        spinner.cancel()
        return answer
      }
      // endregion
      let run = hasty.run(try #require(hasty.versions.first), under: Self.plan())
      #expect(Self.frames(run).count == 31)
      #expect(Self.frames(run).last == .milliseconds(3_000))
    }

    @Test("5. If the slow function fails, the spinner is stopped and erased first", arguments: versions)
    func stopped(version: ComparedProgram.Version) {
      let run = Self.run(version, under: Self.plan(taking: 250, .fails(APIError(status: 503, reason: "Busy"))))
      #expect(run.text.suffix(2) == ["250ms erased", #"250ms finished failed 503 "Busy""#])
      #expect(Self.frames(run).count == 3)
      #expect(run.report.isClean)
    }

    @Test("6. A spinner is stopped within its frame, not at the end of it", arguments: versions)
    func withinFrame(version: ComparedProgram.Version) {
      let plan = Self.plan(taking: 150).with { $0.settings["frame"] = .duration(.seconds(60)) }
      #expect(Self.run(version, under: plan).report.instant == .milliseconds(150))
    }

    @Test("7. One that is stopped before its first event draws nothing, and is erased", arguments: versions)
    func beforeFirstEvent(version: ComparedProgram.Version) {
      let run = Self.run(version, under: Self.plan().with { $0.calls["slow"]?.isSynchronous = true })
      #expect(run.text.dropFirst(2) == ["0ms erased", #"0ms finished "42""#])
    }

    @Test("8. A body that is cancelled before its first event runs all the same; in asyncio it would not")
    func bodyRuns() throws {
      let version = try #require(Self.versions.first { $0.style == .async })
      let run = Self.run(version, under: Self.plan().cancelled(.beforeStart))
      #expect(run.text == ["0ms cancel requested", "0ms slow not sent", "0ms erased", "0ms finished cancelled"])
    }

    @Test("9. A spinner that has swallowed its cancellation has not failed: its task simply returns")
    func swallowed() throws {
      let loop = VirtualEventLoop()
      let journal = Journal(on: loop)
      let context = ProgramContext(on: loop, plan: Plan(), journal: journal)
      let isCancelled = try loop.run {
        let spinner = loop.spawn("spinner") { await Spinner.spin(context) }
        try await loop.sleep(for: .milliseconds(150))
        spinner.cancel()
        try await spinner.value
        return spinner.isCancelled
      }
      #expect(isCancelled)
      #expect(journal.events.map { "\($0.instant) \($0.kind)" }.last == "150ms erased")
    }

    @Test("10. A supervisor that does not await the end may have its answer before the spinner is erased")
    func notAwaited() throws {
      let careless = ComparedProgram("careless").async { context in
        let spinner = context.loop.spawn("spinner") { await Spinner.spin(context) }
        let answer = try await context.api.call("slow", context.request)
        spinner.cancel()
        return answer
      }
      let run = careless.run(try #require(careless.versions.first), under: Self.plan(taking: 50))
      #expect(run.text.suffix(2) == [#"50ms finished "42""#, "50ms erased"])
    }

    @Test("11. Cancelled at any moment, the whole stops the spinner, and nothing is left over")
    func sweep() {
      let sweep = CancellationSweep(of: Spinner.program, under: Self.plan(taking: 250))
      #expect(sweep.findings.isEmpty, "\(sweep.findings)")
      // Seven events, before and after each, and once before the start, in three versions.
      #expect(sweep.runs.count == 3 * 15)
      for cancelled in sweep.runs {
        #expect(cancelled.run.texts(with: "erased").count == 1, "\(cancelled.run.label), \(cancelled.position)")
      }
      for boundary in sweep.boundaries {
        for difference in boundary.comparison.differences {
          #expect(difference.rule != nil, "\(boundary.position): \(difference.sentence)")
        }
      }
    }

    @Test("12. Cancelled at the very answer, callbacks and futures drop it; a task that was resumed delivers it")
    func atTheAnswer() {
      for version in Self.versions {
        let run = Self.run(version, under: Self.plan(taking: 250).cancelled(.onReply(call: "slow")))
        #expect(run.outcomes == [version.style == .async ? .value(#""42""#) : .cancelled], "\(version.label)")
        #expect(run.texts(with: "erased").count == 1, "\(version.label)")
        #expect(run.report.isClean, "\(version.label)")
      }
    }

    @Test("13. A hundred spinners turn on one thread, and stop as one", arguments: versions)
    func hundred(version: ComparedProgram.Version) {
      let run = Self.run(version, under: Self.plan().with { $0.pipelines = 100 })
      #expect(Self.frames(run).count == 3_000)
      #expect(run.report.instant == .milliseconds(3_000))
      #expect(run.report.isClean)
    }
  }
}
