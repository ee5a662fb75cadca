// What holds of all downloads: limits in every schedule, nothing lost when calls fail or the run is cancelled.

import Comparison
import EventLoops
import Exploration
import Pipelines
import Testing

@Suite("The downloads")
struct DownloadLaws {
  @Test(arguments: DownloadCase.all)
  func `ask for the same things at the same instants in every style, and come to the same`(example: DownloadCase) {
    let comparison = example.program.compare(under: example.plan)
    #expect(comparison.runs.allSatisfy { $0.report.isClean })
    #expect(Set(comparison.runs.map(\.outcomes)).count == 1)
    #expect(Set(comparison.runs.map(\.report.blocking.duration)).count == 1)
    // The styles differ around work that blocks the loop: an event that follows it in one style precedes it in
    // another, and is late by its duration.
    if example.name == "saving loop" { return }
    #expect(Set(comparison.runs.map(\.report.instant)).count == 1)
    let aspects = comparison.differences.map(\.aspect)
    #expect(!aspects.contains(.requests) && !aspects.contains(.outcome))
  }

  @Test(arguments: DownloadCase.all)
  func `leave nothing over and send nothing more, whenever they are cancelled`(example: DownloadCase) {
    let sweep = CancellationSweep(of: example.program, under: example.plan)
    #expect(sweep.findings.isEmpty)
    #expect(sweep.runs.count > 3 * 2 * 4)
  }

  @Test(arguments: DownloadCase.all)
  func `leave nothing over when they are cancelled at an instant, in any order of events`(example: DownloadCase) {
    for seed in 0..<40 as Range<UInt64> {
      let plan = example.plan.with {
        $0.seed = seed
        $0.cancellations = [Cancellation(at: .at(.milliseconds(Int64(seed % 9) * 5)))]
      }
      for run in example.program.compare(under: plan).runs {
        #expect(run.report.isClean, "seed \(seed), \(run.label): \(run.report)")
        #expect(run.outcomes.allSatisfy { $0 != nil }, "seed \(seed), \(run.label)")
      }
    }
  }

  @Test(arguments: DownloadCase.all)
  func `leave nothing over whichever call fails, and say so`(example: DownloadCase) {
    for call in example.calls {
      for status in [404, 503] {
        let failure = CallBehaviour(
          latency: example.plan.latency, answer: .fails(APIError(status: status, reason: "?")))
        let comparison = example.program.compare(under: example.plan.with { $0.calls[call] = failure })
        let runs = comparison.runs
        #expect(runs.allSatisfy { $0.report.isClean }, "\(call) \(status)")
        #expect(Set(runs.map(\.outcomes)).count == 1, "\(call) \(status)")
        let expected: Outcome =
          if example.program.name == Downloads.program.name {
            .failed("\(status) \"?\"")
          } else {
            .value(status == 404 ? "3 ok, 1 not found, 0 failed" : "3 ok, 0 not found, 1 failed")
          }
        #expect(runs[0].outcomes == [expected], "\(call) \(status)")
      }
    }
  }

  @Test(arguments: DownloadCase.all)
  func `leave nothing over whichever call fails, whenever they are cancelled besides`(example: DownloadCase) {
    for call in example.calls {
      let failure = CallBehaviour(latency: example.plan.latency, answer: .fails(APIError(status: 503, reason: "?")))
      let sweep = CancellationSweep(of: example.program, under: example.plan.with { $0.calls[call] = failure })
      #expect(sweep.findings.isEmpty, "\(call)")
    }
  }

  @Test(arguments: DownloadCase.all)
  func `end in time, with nothing left over, if one call is never answered`(example: DownloadCase) {
    for call in example.calls {
      let plan = example.plan.with {
        $0.calls[call] = CallBehaviour(answer: .never)
        $0.timeout = .milliseconds(200)
      }
      for run in example.program.compare(under: plan).runs {
        #expect(run.report.isClean, "\(call), \(run.label): \(run.report)")
        #expect(run.outcomes == [.failed("timed out after 200ms")], "\(call), \(run.label)")
      }
    }
  }

  /// Ten thousand schedules: each a program, a style, a limit and a seed.
  @Test(arguments: [DownloadsImproved.program, SeveralRequests.program].map(\.name))
  func `never have more requests under way than the limit, in any order of events`(name: String) throws {
    let program = try #require(Catalog.program(named: name))
    var reached = 0
    for seed in 0..<5_000 as Range<UInt64> {
      let limit = 1 + Int(seed % 3)
      let plan = Plan(
        latency: .milliseconds(1) ... .milliseconds(2), seed: seed
      ).with(settings: ["codes": .text("BR CN IN US"), "limit": .number(limit), "output": .word("quiet")])
      let run = program.run(program.versions[Int(seed / 3) % program.versions.count], under: plan)
      #expect(run.mostAtOnce <= limit, "seed \(seed), \(run.label)")
      #expect(run.report.isClean, "seed \(seed), \(run.label)")
      if run.mostAtOnce == limit { reached += 1 }
    }
    #expect(reached > 4_900)
  }

  @Test(arguments: DownloadCase.all)
  func `no downloads at all are done at once, in an event of their own`(example: DownloadCase) {
    for run in example.program.compare(under: example.plan.with { $0.settings["codes"] = .text("") }).runs {
      #expect(run.report.isClean)
      #expect(run.report.instant == .zero)
      #expect(run.events.count == 1)
    }
  }

  @Test(arguments: [("top", 20), ("1", 1), ("100", 100)])
  func `the requested number of items is made, each distinct`(text: String, count: Int) {
    let settings = Int(text).map { ["items": SettingValue.number($0)] } ?? [:]
    let run = Downloads.program.run(Downloads.program.versions[0], under: Plan().with(settings: settings))
    let sent = run.events.compactMap { if case .sent(let call, _) = $0.kind { call } else { nil } }
    #expect(sent.count == count)
    #expect(sent == Set(sent).sorted())
  }
}
