// Lesson 12, cancellation points: where a cancellation lands, in every style and at every moment.

import Comparison
import EventLoops
import Exploration
import Pipelines
import Testing

extension Lessons {
  @Suite("Lesson 12: Cancellation points", .serialized)
  struct Lesson12Cancellation {
    @Test("1. A cancellation cancels the call in flight, and no later stage starts", arguments: versions)
    func inFlight(version: ComparedProgram.Version) {
      for (call, milliseconds) in [(1, 15), (2, 35), (3, 55)] {
        let run = run(version, under: .threeReplies.cancelled(.at(.milliseconds(Int64(milliseconds)))))
        #expect(run.texts(with: "cancelled").contains("call \(call) cancelled"))
        #expect(run.texts(with: "sent").count == call)
        #expect(run.outcomes == [.cancelled])
        #expect(run.report.instant == .milliseconds(Int64(milliseconds)))
        #expect(run.report.isClean)
      }
    }

    @Test("2. Before the start, a task has sent nothing; a callback and a future have sent their call")
    func beforeStart() {
      for version in versions {
        let run = run(version, under: .threeReplies.cancelled(.beforeStart))
        let isAsync = version.style == .async
        #expect(run.texts(with: #"call 1 sent "user""#).isEmpty == isAsync, "\(version.label)")
        #expect(run.texts(with: "call 1 not sent").isEmpty != isAsync, "\(version.label)")
        #expect(run.outcomes == [.cancelled], "\(version.label)")
      }
    }

    @Test("3. At the very instant of a reply, a callback has continued and the others have not")
    func atTheReply() {
      for version in versions {
        let run = run(version, under: .threeReplies.cancelled(.at(.milliseconds(30))))
        #expect(run.texts(with: "call 2 sent").isEmpty == (version.style != .callback), "\(version.label)")
        #expect(run.outcomes == [.cancelled], "\(version.label)")
      }
    }

    @Test("4. Between a reply and its step, only a task that was resumed takes the step")
    func betweenReplyAndStep() {
      for version in versions {
        let run = run(version, under: .threeReplies.cancelled(.onReply(call: "1")))
        #expect(run.texts(with: "step 1").isEmpty == (version.style != .async), "\(version.label)")
        #expect(run.texts(with: "call 2 sent").isEmpty, "\(version.label)")
        #expect(run.outcomes == [.cancelled], "\(version.label)")
      }
    }

    @Test("5. After the last await nothing looks at the flag: the task delivers its value")
    func onTheLastReply() {
      for version in versions {
        let run = run(version, under: .threeReplies.cancelled(.onReply(call: "3")))
        let expected: Outcome = version.style == .async ? .value(#""saved""#) : .cancelled
        #expect(run.outcomes == [expected], "\(version.label)")
      }
    }

    @Test("6. After the end a cancellation does nothing", arguments: versions)
    func afterTheEnd(version: ComparedProgram.Version) {
      let run = run(version, under: .threeReplies.cancelled(.afterFinish))
      #expect(run.outcomes == [.value(#""saved""#)])
      #expect(run.texts(with: "cancelled").isEmpty)
      #expect(run.report.isClean)
    }

    @Test("7. A time limit is a cancellation by the clock: before, at and after the reply", arguments: versions)
    func timeout(version: ComparedProgram.Version) {
      func outcome(after milliseconds: Int) -> StyleRun {
        run(version, under: .threeReplies.with { $0.timeout = .milliseconds(milliseconds) })
      }
      #expect(outcome(after: 45).texts(with: "cancelled").contains("call 2 cancelled"))
      #expect(outcome(after: 45).outcomes == [.failed("timed out after 45ms")])
      #expect(outcome(after: 61).outcomes == [.value(#""saved""#)])
      #expect(outcome(after: 61).report.instant == .milliseconds(60), "the timer of the limit is gone")
      for milliseconds in [45, 60, 61] { #expect(outcome(after: milliseconds).report.isClean) }
    }

    @Test("8. Swept over every moment: delivered once, nothing started after, nothing left over")
    func sweep() {
      let sweep = CancellationSweep(of: ThreeStages.program, under: .threeReplies)
      #expect(sweep.findings.isEmpty, "\(sweep.findings)")
      // Ten events, before and after each, and once before the start, in four versions.
      #expect(sweep.runs.count == 4 * 21)
      for cancelled in sweep.runs {
        #expect(cancelled.run.outcomes == [.cancelled] || cancelled.run.outcomes == [.value(#""saved""#)])
      }
    }

    @Test("9. Where the styles part in the sweep, there is a rule that says why")
    func boundaries() {
      let sweep = CancellationSweep(of: ThreeStages.program, under: .threeReplies)
      #expect(sweep.boundaries.count == 21)
      for boundary in sweep.boundaries {
        #expect(boundary.runs.count == 4, "\(boundary.position)")
        for difference in boundary.comparison.differences {
          #expect(difference.rule != nil, "\(boundary.position): \(difference.sentence)")
        }
      }
    }

    @Test("10. The sweep holds for failing calls, for three pipelines, for recovery and with a time limit")
    func sweepMore() {
      let plans: [Plan] = [
        .threeReplies.failing(2),
        .threeReplies.with { ($0.pipelines, $0.interval) = (3, .milliseconds(5)) },
        .threeReplies.with { $0.timeout = .milliseconds(100) },
        .threeReplies.with { $0.calls["1"]?.isSynchronous = true },
        .threeReplies.with { $0.calls = [:] },
      ]
      for plan in plans {
        let sweep = CancellationSweep(of: ThreeStages.program, under: plan)
        #expect(sweep.findings.isEmpty, "\(sweep.findings)")
      }
      let recovering = Plan.threeReplies.failing(2).with { $0.recoveries = ["2": "no orders"] }
      #expect(CancellationSweep(of: Recovery.program, under: recovering).findings.isEmpty)
    }
  }
}
