// Small completion-handler programs with rewrites of them: right ones, and ones with one typical flaw each.

import Callbacks
import Comparison
import EventLoops
import Testing

/// A completion-handler program, and what it was rewritten to.
struct RewriteFamily: Sendable, CustomStringConvertible {
  let name: String
  /// The original, in callback style.
  let original: ComparedProgram
  /// What the API does when all goes well.
  let plan: Plan
  /// The plans besides those that every family has.
  var further: [Plan] = []
  /// Whether a time limit may be due at the very instant of a reply. Where the reply is a thing to be given back, the
  /// race has two histories, and neither is wrong.
  var meetsReplies = true
  /// The rewrites that are right.
  let right: [Rewrite]
  /// The rewrites with a flaw each.
  let flawed: [Rewrite]

  var description: String { name }

  static let all: [RewriteFamily] = [
    chain, retrying, sharing, limiting, cleaning, deadline, together, polling,
  ]

  /// Every flawed rewrite with its family.
  static let everyFlaw = all.flatMap { family in family.flawed.map { RewriteCase(family: family, rewrite: $0) } }
  /// Every right rewrite with its family.
  static let everyRight = all.flatMap { family in family.right.map { RewriteCase(family: family, rewrite: $0) } }
}

/// A rewrite of a program.
struct Rewrite: Sendable {
  let name: String
  /// The mechanisms that are not behind the flaw, whatever else happens in a run.
  let isNot: [Mechanism]
  /// Adds the rewrite to a program.
  let adding: @Sendable (ComparedProgram) -> ComparedProgram

  init(_ name: String, isNot: [Mechanism] = [], _ adding: @escaping @Sendable (ComparedProgram) -> ComparedProgram) {
    (self.name, self.isNot, self.adding) = (name, isNot, adding)
  }

  /// A rewrite in callback style.
  static func callback(
    _ name: String, isNot: [Mechanism] = [],
    _ body: @escaping @Sendable (ProgramContext, @escaping Completion<String>) -> any Cancellable
  ) -> Rewrite {
    Rewrite(name, isNot: isNot) { $0.callback(variant: "rewrite", body) }
  }

  /// A rewrite in async style.
  static func async(
    _ name: String, isNot: [Mechanism] = [], _ body: @escaping @Sendable (ProgramContext) async throws -> String
  ) -> Rewrite {
    Rewrite(name, isNot: isNot) { $0.async(variant: "rewrite", body) }
  }
}

/// A rewrite in its family.
struct RewriteCase: Sendable, CustomTestStringConvertible {
  let family: RewriteFamily
  let rewrite: Rewrite

  var testDescription: String { "\(family.name): \(rewrite.name)" }

  /// The original and the rewrite.
  var program: ComparedProgram { rewrite.adding(family.original) }
}

extension RewriteFamily {
  /// The plans under which all rewrites are tried: plain, failing, cancelled at many moments, with a time limit, and
  /// some of these together.
  var plans: [(name: String, plan: Plan)] {
    let bases = [("plain", plan)] + further.enumerated().map { ("further \($0.offset + 1)", $0.element) }
    return (bases + bases.flatMap { base in failing(base.1).map { ("\(base.0), \($0.0)", $0.1) } }).flatMap { base in
      [base] + disturbed(base.1).map { ("\(base.0), \($0.0)", $0.1) }
    }
  }

  /// Each call failing by itself.
  private func failing(_ plan: Plan) -> [(String, Plan)] {
    plan.calls.keys.sorted().filter { plan.calls[$0]?.answer != .never }.map { call in
      var failing = plan
      failing.calls[call]?.answer = .fails(APIError(status: 503, reason: "Service Unavailable"))
      return ("\(call) fails", failing)
    }
  }

  /// Cancelled at each instant of the original's run and between them, and at its moments; and with time limits.
  private func disturbed(_ plan: Plan) -> [(String, Plan)] {
    let run = original.run(original.versions[0], under: plan)
    let instants = Set(run.events.map(\.instant)).sorted()
    var moments: [Cancellation.Moment] = [.beforeStart, .afterFinish]
    moments += instants.flatMap { [.at($0), .at($0.advanced(by: .milliseconds(1)))] }
    moments += plan.calls.keys.sorted().flatMap { [.onSent(call: $0), .onReply(call: $0)] }
    let limits = instants.flatMap { instant in
      let reached = Instant.zero.duration(to: instant)
      return meetsReplies && reached > .zero ? [reached, reached + .milliseconds(1)] : [reached + .milliseconds(1)]
    }
    return moments.map { moment in
      var cancelled = plan
      cancelled.cancellations = [Cancellation(at: moment)]
      return ("cancelled \(moment)", cancelled)
    }
      + limits.map { limit in
        var limited = plan
        limited.timeout = limit
        return ("limited to \(limit)", limited)
      }
  }
}

extension CallBehaviour {
  /// A call that takes the given number of milliseconds.
  static func takes(_ milliseconds: Int, _ answer: Answer) -> CallBehaviour {
    CallBehaviour(latency: .milliseconds(milliseconds) ... .milliseconds(milliseconds), answer: answer)
  }
}

extension ComparedProgram {
  /// A program in callback style alone: what is to be rewritten.
  static func original(
    _ name: String,
    _ body: @escaping @Sendable (ProgramContext, @escaping Completion<String>) -> any Cancellable
  ) -> ComparedProgram {
    ComparedProgram(name).callback(variant: "original", body)
  }
}
