// Searches in the background: progress, results, their end, and the runs that a sweep's positions open.

import Comparison
import EventLoops
import Exploration
import Foundation
import Pipelines
import Testing
import Workbench

@testable import Lab

@Suite(.timeLimit(.minutes(2)))
struct `The searches of the lab` {
  private let lab = Lab.forTests()

  /// The result of a search, waited for.
  private func result(_ kind: String, of text: String, effort: String = "quick") throws -> [String: Any] {
    let begun = try lab.document(["ask": "search", "kind": kind, "effort": effort, "text": text])
    let number = try #require(begun["search"] as? Int)
    lab.waitForSearch()
    let progress = try lab.document(["ask": "progress", "search": number])
    #expect(progress["done"] as? Bool == true)
    return try #require(progress["result"] as? [String: Any])
  }

  @Test func `every order finds the failing one, and shows it beside the nearest that passes`() throws {
    let bug = try #require(BugCatalog.bugs.first { $0.name == "permit-leak" })
    let text = try #require(ScenarioText.of("Leak", program: bug.buggy.name, bug.plan))
    let result = try result("orders", of: text)
    #expect(result["clean"] as? Bool == false)
    let failures = try #require(result["failures"] as? [[String: Any]])
    let first = try #require(failures.first)
    #expect((first["findings"] as? [String])?.isEmpty == false)
    let picture = try #require(first["picture"] as? [String: Any])
    let labels = (picture["lanes"] as? [[String: Any]])?.compactMap { $0["label"] as? String } ?? []
    #expect(labels.count == 2 && labels[0].contains("failing") && labels[1].contains("passing"))
    #expect((result["outcomes"] as? [Any])?.isEmpty == false)
  }

  @Test func `a search is stopped, and its result is what was found by then`() throws {
    let text = ProjectScenarios.text(of: "many-pipelines")
    let begun = try lab.document(["ask": "search", "kind": "orders", "effort": "exhaustive", "text": text])
    let number = try #require(begun["search"] as? Int)
    #expect(try lab.document(["ask": "progress", "search": number])["done"] as? Bool == false)
    #expect(try lab.document(["ask": "stop", "search": number])["stopped"] as? Bool == true)
    lab.waitForSearch()
    let result = try #require(try lab.document(["ask": "progress", "search": number])["result"] as? [String: Any])
    #expect(result["interrupted"] as? Bool == true && result["complete"] as? Bool == false)
  }

  @Test func `a later search takes the place of one that is under way`() throws {
    let text = ProjectScenarios.text(of: "many-pipelines")
    let question: [String: Any] = ["ask": "search", "kind": "orders", "effort": "exhaustive", "text": text]
    let numbers = try [question, question].map { try lab.document($0)["search"] as? Int ?? 0 }
    #expect(numbers[0] != numbers[1])
    #expect(try lab.document(["ask": "progress", "search": numbers[0]])["answer"] as? String == "refused")
    lab.stop()
    lab.waitForSearch()
  }

  @Test func `a search ends when a later one begins, and when all are to end`() throws {
    let searches = LabSearches(limits: lab.limits)
    let scenario = try Scenario(ScenarioSource(text: ProjectScenarios.text(of: "many-pipelines"), path: "lab.scenario"))
    _ = searches.begin(scenario, .orders, .exhaustive)
    let first = try searches.search(1)
    #expect(!first.isInterrupted)
    _ = searches.begin(scenario, .orders, .exhaustive)
    #expect(first.isInterrupted)
    let second = try searches.search(2)
    #expect(!second.isInterrupted)
    searches.stopAll()
    #expect(second.isInterrupted)
    searches.wait()
    first.wait()
  }

  @Test func `a search that is not the last one is not stopped`() throws {
    let text = ProjectScenarios.text(of: "success")
    let begun = try lab.document(["ask": "search", "kind": "orders", "text": text])
    let other = try lab.document(["ask": "stop", "search": (begun["search"] as? Int ?? 0) + 1])
    #expect(other["message"] as? String == "there is no such search: a later one has taken its place")
    lab.waitForSearch()
    let progress = try lab.document(["ask": "progress", "search": begun["search"] ?? 0])
    #expect(progress["stopped"] as? Bool == false && progress["done"] as? Bool == true)
    let result = try #require(progress["result"] as? [String: Any])
    let runs = (result["versions"] as? [[String: Any]] ?? []).compactMap { $0["runs"] as? Int }.reduce(0, +)
    #expect(runs > 0 && progress["runs"] as? Int == runs, "\(progress)")
  }

  @Test func `a search shows a limited number of failures, and of their events`() throws {
    let bug = try #require(BugCatalog.bugs.first { $0.name == "permit-leak" })
    let text = try #require(ScenarioText.of("Leak", program: bug.buggy.name, bug.plan))
    func failures(_ change: (inout LabLimits) -> Void) throws -> (all: Int, shown: [[String: Any]]) {
      let lab = Lab.forTests(change)
      let begun = try lab.document(["ask": "search", "kind": "orders", "text": text])
      lab.waitForSearch()
      let result = try lab.document(["ask": "progress", "search": begun["search"] ?? 0])["result"] as? [String: Any]
      return (result?["failing"] as? Int ?? 0, result?["failures"] as? [[String: Any]] ?? [])
    }
    let one = try failures { $0.failures = 1 }
    #expect(one.all > 1 && one.shown.count == 1 && one.shown[0]["picture"] != nil)
    #expect(try failures { $0.happenings = 3 }.shown.allSatisfy { $0["picture"] == nil && $0["findings"] != nil })
  }

  @Test func `a sweep tries a limited number of positions`() throws {
    let lab = Lab.forTests { $0.positions = 2 }
    let text = ProjectScenarios.text(of: "cancelled-during-call-2")
    let begun = try lab.document(["ask": "search", "kind": "cancel", "text": text])
    lab.waitForSearch()
    let result = try lab.document(["ask": "progress", "search": begun["search"] ?? 0])["result"] as? [String: Any]
    let versions = result?["versions"] as? [[String: Any]] ?? []
    #expect(versions.count >= 3 && versions.allSatisfy { ($0["positions"] as? [Any])?.count == 2 })
  }

  @Test func `a search ends when its time is over`() throws {
    let lab = Lab.forTests { $0.searchTime = .zero }
    let text = ProjectScenarios.text(of: "many-pipelines")
    let begun = try lab.document(["ask": "search", "kind": "orders", "effort": "exhaustive", "text": text])
    lab.waitForSearch()
    let progress = try lab.document(["ask": "progress", "search": begun["search"] ?? 0])
    #expect((progress["result"] as? [String: Any])?["interrupted"] as? Bool == true)
  }

  /// A plan without the latencies that have no effect, because the call answers at once or never.
  private static func seen(_ plan: Plan) -> Plan {
    var plan = plan
    for (call, behaviour) in plan.calls where behaviour.isSynchronous || behaviour.answer == .never {
      plan.calls[call]?.latency = .zero ... .zero
    }
    return plan
  }

  @Test(arguments: [
    ("cancel", "cancelled-during-call-2"), ("fault", "cancelled-during-call-2"),
    ("fault", "parts-in-the-order-of-their-replies"),
  ])
  func `each position of a sweep opens its own run`(kind: String, name: String) throws {
    let text = ProjectScenarios.text(of: name)
    let versions = try #require(try result(kind, of: text)["versions"] as? [[String: Any]])
    #expect(versions.count >= 3)
    let scenario = try Scenario(ScenarioSource(text: text, path: "lab.scenario"))
    let program = try #require(Catalog.program(named: scenario.program))
    for version in program.versions {
      let disturbances = DisturbanceSweep.disturbances(
        kind == "cancel" ? .cancel : .fault, of: program, version, under: scenario.exploredPlan)
      let positions =
        versions.first { $0["version"] as? String == version.label }?["positions"] as? [[String: Any]] ?? []
      #expect(positions.compactMap { $0["words"] as? String } == disturbances.map(\.description))
      for (disturbance, position) in zip(disturbances, positions) {
        let answer = try lab.document(["ask": "run", "text": text, "edits": position["edits"] ?? []])
        let changed = try Scenario(ScenarioSource(text: #require(answer["text"] as? String), path: "lab.scenario"))
        let disturbed = disturbance.applied(to: scenario.plan)
        // A text has the answers of a call one after another, and a plan may have a fault apart from them: the runs are
        // equal all the same.
        if scenario.plan.calls.values.allSatisfy(\.later.isEmpty) {
          #expect(Self.seen(changed.plan) == Self.seen(disturbed), "\(disturbance)")
        }
        #expect(
          program.compareAlone(under: changed.plan, styles: Style.allCases).runs.map(\.lines)
            == program.compareAlone(under: disturbed, styles: Style.allCases).runs.map(\.lines), "\(disturbance)")
        #expect((position["outcomes"] as? [String])?.isEmpty == false)
      }
    }
  }
}
