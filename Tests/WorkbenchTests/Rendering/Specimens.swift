// The pictures that the tests of all formats look at.

import Comparison
import EventLoops
import Pipelines

@testable import Workbench

/// Pictures of the three stages under plans that show every kind of event.
enum Specimens {
  /// Three calls of 30 ms, 20 ms and 10 ms, the second of which fails.
  static let failing = picture("failing", "The second call fails") { plan in
    plan.calls["2"]?.answer = .fails(APIError(status: 503, reason: "Service <Unavailable> & \"down\""))
  }

  /// A cancellation at the very instant of the first reply.
  static let cancelled = picture("cancelled", "Cancelled at the reply; #1 in the end") { plan in
    plan.cancellations = [Cancellation(at: .at(.milliseconds(30)))]
  }

  /// Two pipelines that overlap.
  static let overlapping = picture("overlapping", "Two pipelines") { plan in
    plan.pipelines = 2
    plan.interval = .milliseconds(10)
  }

  /// A call that is never answered.
  static let stuck = picture("stuck", "Never answered") { $0.calls["2"]?.answer = .never }

  /// A program that is built and never started.
  static let idle = picture("idle", "Never started") { $0.start = .never }

  /// A cancellation at the first reply, with notes before it, at its instant, and behind everything.
  static let noted = picture(
    "noted", "With notes",
    [
      ScenarioNote("the reply is on its way", at: .milliseconds(10)),
      ScenarioNote("the reply & the cancellation <meet>", at: .milliseconds(30)),
      ScenarioNote("all is over", at: .milliseconds(200)),
    ]
  ) { plan in
    plan.cancellations = [Cancellation(at: .at(.milliseconds(30)))]
  }

  static let all = [failing, cancelled, overlapping, stuck, idle, noted]

  /// A number of concurrent pipelines, with further changes to their plan.
  static func crowd(
    of pipelines: Int, _ notes: [ScenarioNote] = [], _ change: (inout Plan) -> Void = { _ in }
  ) -> Picture {
    picture("crowd", "A crowd", notes) { plan in
      plan.pipelines = pipelines
      change(&plan)
    }
  }

  private static func picture(
    _ name: String, _ title: String, _ notes: [ScenarioNote] = [], _ change: (inout Plan) -> Void
  ) -> Picture {
    var plan = Plan(request: "me")
    for (call, (reply, latency)) in [("1", ("ann", 30)), ("2", ("bag", 20)), ("3", ("yes", 10))] {
      plan.calls[call] = CallBehaviour(
        latency: .milliseconds(latency) ... .milliseconds(latency), answer: .returns(reply))
    }
    change(&plan)
    return Picture(
      of: ThreeStages.program.compare(under: plan), name: name, title: title, teaches: "What <happens> & why.",
      notes: notes)
  }
}

extension RenderingFormat {
  /// The whole document.
  func text(of picture: Picture, _ options: RenderingOptions = RenderingOptions()) throws -> String {
    let gathered = Gathered()
    try write(picture, options) { gathered.text += $0 }
    return gathered.text
  }

  private final class Gathered {
    var text = ""
  }
}
