// Lesson 10, error propagation: what a failure stops, where it can be caught, and what it takes to continue.

import Comparison
import EventLoops
import Pipelines
import Testing

extension Lessons {
  @Suite("Lesson 10: Error propagation", .serialized)
  struct Lesson10Errors {
    static let calls = [1, 2, 3]

    @Test("1. A failing call ends the pipeline at that instant", arguments: versions, calls)
    func failure(version: ComparedProgram.Version, call: Int) {
      let run = run(version, under: .threeReplies.failing(call))
      #expect(run.outcomes == [.failed(#"503 "reason \#(call)""#)])
      #expect(run.report.instant == .milliseconds([30, 50, 60][call - 1]))
      #expect(run.report.isClean)
    }

    @Test("2. No call is sent after the failing one", arguments: versions, calls)
    func noLaterCall(version: ComparedProgram.Version, call: Int) {
      let run = run(version, under: .threeReplies.failing(call))
      #expect(run.events.compactMap { if case .sent(let name, _) = $0.kind { name } else { nil } }.count == call)
      #expect(run.texts(with: "step") == (1..<call).map { "step \($0)" })
    }

    @Test("3. A step that throws between two calls ends it just the same", arguments: versions, calls)
    func throwingStep(version: ComparedProgram.Version, step: Int) {
      let run = run(version, under: .threeReplies.with { $0.steps[step] = .throwsError("no") })
      #expect(run.outcomes == [.failed(#""no""#)])
      #expect(run.texts(with: "sent").count == step)
      #expect(run.report.isClean)
    }

    @Test(
      "4. A callback catches in the completion of the failing call",
      arguments: versions.filter { $0.style == .callback })
    func caughtInCompletion(version: ComparedProgram.Version) {
      for call in Self.calls {
        let run = run(version, under: .threeReplies.failing(call))
        #expect(run.texts(with: "caught") == ["caught in the completion of call \(call)"])
      }
    }

    @Test("5. A future catches at the end of the chain, wherever in it the failure was", arguments: calls)
    func caughtAtTheEnd(call: Int) throws {
      let version = try #require(versions.first { $0.style == .future })
      #expect(
        run(version, under: .threeReplies.failing(call)).texts(with: "caught") == ["caught at the end of the chain"])
    }

    @Test("6. An async function catches in the catch around its awaits, like any other function", arguments: calls)
    func caughtAroundAwaits(call: Int) throws {
      let version = try #require(versions.first { $0.style == .async })
      #expect(
        run(version, under: .threeReplies.failing(call)).texts(with: "caught") == [
          "caught in the catch around the awaits"
        ])
    }

    @Test(
      "7. Recovery replaces a failure by a value, and the later stages run", arguments: Recovery.program.versions)
    func recovery(version: ComparedProgram.Version) {
      let plan = Plan.threeReplies.failing(2).with { $0.recoveries = ["2": "no orders"] }
      let run = Recovery.program.run(version, under: plan)
      #expect(run.outcomes == [.value(#""saved""#)])
      #expect(run.texts(with: "call 3 sent") == [#"call 3 sent "no orders""#])
      #expect(run.texts(with: "caught").isEmpty)
      #expect(run.report.isClean)
    }

    @Test("8. Recovery is for its own call, and never for a cancellation", arguments: Recovery.program.versions)
    func notRecovered(version: ComparedProgram.Version) {
      let plan = Plan.threeReplies.with { $0.recoveries = ["2": "no orders"] }
      #expect(Recovery.program.run(version, under: plan.failing(3)).outcomes == [.failed(#"503 "reason 3""#)])
      let cancelled = Recovery.program.run(version, under: plan.cancelled(.at(.milliseconds(35))))
      #expect(cancelled.outcomes == [.cancelled])
      #expect(cancelled.texts(with: "recovered").isEmpty)
    }
  }
}
