// The spinner in all styles under cancellations, failures and limits at every moment.

import Comparison
import EventLoops
import Exploration
import Pipelines
import Testing

@Suite("The spinner")
struct SpinnerTests {
  private static let pictures = ["| thinking!", "/ thinking!", "- thinking!", "\\ thinking!"]

  private static func plan(
    _ answer: CallBehaviour.Answer = .returns("42"), taking milliseconds: Int = 250,
    _ change: (inout Plan) -> Void = { _ in }
  ) -> Plan {
    let time = Duration.milliseconds(milliseconds)
    var plan = Plan(request: "?", calls: ["slow": CallBehaviour(latency: time...time, answer: answer)])
    change(&plan)
    return plan
  }

  private static let failure = CallBehaviour.Answer.fails(APIError(status: 503, reason: "Busy"))

  /// The plans under which every cancellation has to leave nothing over.
  private static let plans: [Plan] = [
    plan(), plan(failure), plan(taking: 300), plan(taking: 0), plan { $0.timeout = .milliseconds(260) },
    plan { $0.timeout = .milliseconds(200) }, plan(.never) { $0.timeout = .milliseconds(400) },
    plan { ($0.pipelines, $0.interval) = (3, .milliseconds(50)) }, plan { $0.calls["slow"]?.isSynchronous = true },
    plan { $0.settings["frame"] = .duration(.milliseconds(70)) },
  ]

  @Test(arguments: plans)
  func `a cancellation at any moment erases the bar once and leaves nothing over`(plan: Plan) {
    let sweep = CancellationSweep(of: Spinner.program, under: plan)
    #expect(sweep.runs.count >= 3 * 6)
    #expect(sweep.findings.isEmpty, "\(sweep.findings)")
    for cancelled in sweep.runs {
      for pipeline in 1...plan.pipelines {
        let texts = cancelled.run.events.filter { $0.pipeline == pipeline }.compactMap { event in
          if case .note(let text) = event.kind { text } else { nil }
        }
        let context = "\(cancelled.run.label), \(cancelled.position)"
        #expect(texts.count { $0 == "erased" } == 1, "\(context)")
        #expect(texts.last == "erased", "\(context)")
      }
    }
  }

  @Test(arguments: plans)
  func `draws its frames at equal distances, beginning with its start`(plan: Plan) {
    for version in Spinner.program.versions {
      let shots = Spinner.film(of: Spinner.program.run(version, under: plan), message: "thinking!")
      for (number, shot) in shots.dropLast().enumerated() {
        #expect(shot.instant == .zero.advanced(by: Spinner.frame.value(in: plan) * number), "\(version.label)")
        #expect(shot.picture == Self.pictures[number % 4], "\(version.label)")
      }
      #expect(shots.last?.picture == nil, "\(version.label)")
    }
  }

  @Test func `under any schedule, stops with its slow function`() {
    for seed in 1...500 as ClosedRange<UInt64> {
      let plan = Self.plan(taking: 300) { ($0.seed, $0.pipelines) = (seed, 2) }
      for version in Spinner.program.versions {
        let run = Spinner.program.run(version, under: plan)
        #expect(run.report.isClean, "\(version.label), seed \(seed)")
        #expect(run.report.instant == .milliseconds(300), "\(version.label), seed \(seed)")
        #expect(run.outcomes == [.value(#""42""#), .value(#""42""#)], "\(version.label), seed \(seed)")
        let count = Spinner.film(of: run, message: "").count
        // Three frames before the tie; whether a fourth is drawn at it is what the schedule decides.
        #expect((4...5).contains(count), "\(version.label), seed \(seed)")
      }
    }
  }

  @Test func `shows the message that it is given`() {
    let plan = Self.plan { $0.settings["message"] = .text("a \"quoted\" line\n") }
    for version in Spinner.program.versions {
      let run = Spinner.program.run(version, under: plan)
      #expect(run.events.contains { $0.kind == .note(#"frame "/ a \"quoted\" line\n""#) }, "\(version.label)")
    }
  }
}
