// What each program declares of its calls, steps, recoveries and session is what its runs show.

import Comparison
import Pipelines
import Testing

@Suite("The declared parts of a program")
struct ProgramInterfaceTests {
  private static let names = Catalog.programs.map(\.name)

  /// Every version of a program under a plan.
  private func events(of name: String, _ plan: Plan) throws -> [[SemanticEvent.Kind]] {
    let program = try #require(Catalog.program(named: name))
    return program.versions.map { program.run($0, under: plan).events.map(\.kind) }
  }

  private func interface(of name: String) throws -> ProgramInterface {
    try #require(Catalog.program(named: name)?.interface)
  }

  /// A plan in which nothing fails, and a client sends one line.
  private var plan: Plan {
    var plan = Plan(request: "the plan's request")
    plan.client.acts = [
      .init(.sends(.init(Array("cat\r\n".utf8))), after: .zero), .init(.closes, after: .milliseconds(1)),
    ]
    return plan
  }

  @Test(arguments: names)
  func `its calls are the ones that it sends`(name: String) throws {
    for settings in [[:], ["items": SettingValue.number(12)], ["codes": .text("US BR US")]] {
      var plan = plan
      plan.settings = settings
      let interface = try interface(of: name)
      let declared = interface.calls.names(under: plan)
      #expect(declared.count == interface.calls.count(under: plan))
      #expect(Set(declared).count == declared.count)
      #expect(!declared.isEmpty || interface.hasSession)
      for version in try events(of: name, plan) {
        let sent = version.compactMap { if case .sent(let call, _) = $0 { call } else { nil } }
        #expect(Set(sent) == Set(declared))
      }
    }
  }

  @Test(arguments: names)
  func `its steps are the ones that it takes`(name: String) throws {
    let declared = try interface(of: name).steps
    for version in try events(of: name, plan) {
      #expect(version.compactMap { if case .step(let number) = $0 { number } else { nil } } == declared)
    }
  }

  @Test(arguments: names)
  func `it recovers from the calls that it declares, and from no other`(name: String) throws {
    let interface = try interface(of: name)
    for call in interface.calls.names(under: plan) {
      var plan = plan
      plan.calls[call] = CallBehaviour(answer: .fails(APIError(status: 503, reason: "Busy")))
      plan.recoveries[call] = "instead"
      for version in try events(of: name, plan) {
        #expect(version.contains(.recovered(call: call, value: "instead")) == interface.recoveries.contains(call))
      }
    }
  }

  @Test(arguments: names)
  func `the plan's request reaches a call if that is declared`(name: String) throws {
    let declared = try interface(of: name).usesRequest
    for version in try events(of: name, plan) {
      let reaches = version.contains { if case .sent(_, "the plan's request") = $0 { true } else { false } }
      #expect(reaches == declared)
    }
  }

  @Test(arguments: names)
  func `the client of the plan acts if a session is declared`(name: String) throws {
    let declared = try interface(of: name).hasSession
    for version in try events(of: name, plan) {
      let acts = version.contains { if case .note(let text) = $0 { text.hasPrefix("client sent") } else { false } }
      #expect(acts == declared)
    }
  }
}
