// Rewrites in every schedule and cancelled at every moment: what a differential and a sweep find, and what they do not.

import Comparison
import EventLoops
import Exploration
import Testing

@Suite("Rewrites, explored and swept")
struct RewriteSweepTests {
  private static func example(_ family: RewriteFamily, _ name: String) throws -> RewriteCase {
    RewriteCase(family: family, rewrite: try #require(family.flawed.first { $0.name == name }))
  }

  private static func cancelled(_ plan: Plan, at milliseconds: Int) -> Plan {
    var plan = plan
    plan.cancellations = [Cancellation(at: .racing(at: .zero.advanced(by: .milliseconds(milliseconds))))]
    return plan
  }

  @Test func `a differential finds equal requests that are not shared`() throws {
    let example = try Self.example(.sharing, "equal requests are not shared")
    let differential = Differential(of: example.program, under: example.family.plan)
    #expect(!differential.isEquivalent)
    #expect(differential.relation(to: 1) == .equivalent)
    #expect(
      differential.description.contains(
        #"callback (original) sends picture "sunset" up to 2 times, async (rewrite) up to 3 times"#),
      "\(differential)")
  }

  @Test func `a differential finds a limit that is not kept`() throws {
    for (name, most) in [("no limit", 5), ("a limit of three", 3)] {
      let example = try Self.example(.limiting, name)
      let differential = Differential(of: example.program, under: example.family.plan)
      #expect(!differential.isEquivalent)
      #expect(
        differential.description.contains(
          "callback (original) has up to 2 calls under way at once, async (rewrite) up to \(most)"),
        "\(differential)")
    }
  }

  @Test func `a differential finds retries after a cancellation`() throws {
    let example = try Self.example(.retrying, "retries after a cancellation")
    let differential = Differential(of: example.program, under: Self.cancelled(example.family.plan, at: 5))
    #expect(!differential.isEquivalent)
    #expect(
      differential.description.contains(
        "async (rewrite) makes load again after a cancellation has called it off, callback (original) does not"),
      "\(differential)")
  }

  @Test(arguments: RewriteFamily.everyRight)
  func `a right one asks the same of the API in every schedule`(_ example: RewriteCase) {
    let instants = [0, 5, 10, 20].filter { $0 == 5 || example.family.meetsReplies }
    for plan in [example.family.plan] + instants.map({ Self.cancelled(example.family.plan, at: $0) }) {
      let differential = Differential(of: example.program, under: plan, oracles: [])
      #expect(differential.differencesInConduct(to: 1).isEmpty, "\(differential)")
    }
  }

  @Test(arguments: RewriteFamily.everyRight)
  func `a right one parts at no moment of a sweep`(_ example: RewriteCase) {
    for plan in [example.family.plan] + example.family.further {
      let sweep = CancellationSweep(of: example.program, under: plan)
      #expect(sweep.boundaries.count > 6)
      for parting in sweep.partings { Issue.record("\(parting.position): \(parting.comparison)") }
    }
  }

  @Test(arguments: [
    (RewriteFamily.chain, "the cancellation is lost"), (.chain, "a cancellation becomes an error"),
    (.chain, "a cancellation becomes a value"), (.retrying, "retries after a cancellation"),
    (.cleaning, "no unlocking after a cancellation"), (.together, "an error leaves the other call under way"),
  ])
  func `a flawed one parts at some moment of a sweep`(_ family: RewriteFamily, _ name: String) throws {
    let example = try Self.example(family, name)
    let plans = family.plans.map(\.plan).filter { $0.cancellations.isEmpty && $0.timeout == nil }
    #expect(plans.contains { !CancellationSweep(of: example.program, under: $0).partings.isEmpty })
  }
}
