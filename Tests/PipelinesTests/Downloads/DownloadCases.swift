// The downloads as they are tried: three programs under plans with every way of saving.

import Comparison
import EventLoops
import Pipelines
import Testing

/// One program with a plan.
struct DownloadCase: Sendable, CustomTestStringConvertible {
  let program: ComparedProgram
  let name: String
  let plan: Plan

  var testDescription: String { "\(program.name), \(name)" }

  /// Three flags, or four with a limit of two, of all programs in all their ways.
  static let all: [DownloadCase] =
    ["sequential", "concurrent"].map { mode in
      DownloadCase(Downloads.program, mode, ["mode": .word(mode)])
    }
    + [DownloadsImproved.program, SeveralRequests.program].flatMap { program in
      ["none", "loop", "thread"].map { saving in
        DownloadCase(
          program, "saving \(saving)",
          [
            "saving": .word(saving), "save-time": .duration(.milliseconds(15)), "threads": .number(1),
            "limit": .number(2),
          ])
      }
    }

  private init(_ program: ComparedProgram, _ name: String, _ settings: [String: SettingValue]) {
    self.program = program
    self.name = name
    plan = Plan(latency: .milliseconds(10))
      .with(settings: settings.merging(["codes": .text("BR CN IN US")]) { own, _ in own })
  }

  /// The names of all calls that the program makes.
  var calls: [String] {
    var names: [String] = []
    for event in program.run(program.versions[0], under: plan).events {
      if case .sent(let call, _) = event.kind { names.append(call) }
    }
    return names
  }
}

extension Plan {
  /// The plan, with a change.
  func with(_ change: (inout Plan) -> Void) -> Plan {
    var plan = self
    change(&plan)
    return plan
  }
}

extension StyleRun {
  /// How many requests were under way at once, at most.
  var mostAtOnce: Int {
    var (now, most) = (0, 0)
    for event in events {
      switch event.kind {
      case .sent: now += 1
      case .replied, .failed, .callCancelled: now -= 1
      default: break
      }
      most = max(most, now)
    }
    return most
  }
}
