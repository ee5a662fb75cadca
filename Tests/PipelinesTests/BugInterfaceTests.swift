// The programs of the bug catalogue as programs of scenarios: their names, and the calls that they declare.

import Comparison
import Pipelines
import Testing

struct BugInterfaceTests {
  @Test(arguments: BugCatalog.bugs.map(\.name))
  func `a bug's programs declare the calls that they send`(name: String) throws {
    let bug = try #require(BugCatalog.bug(named: name))
    for program in [bug.buggy, bug.fixed] {
      let interface = try #require(program.interface)
      let names = Set(interface.calls.names(under: bug.plan))
      for run in program.compare(under: bug.plan).runs {
        for event in run.events {
          if case .sent(let call, _) = event.kind { #expect(names.contains(call), "\(program.name): \(call)") }
          if case .step(let number) = event.kind { Issue.record("\(program.name): step \(number)") }
        }
      }
    }
  }

  @Test func `no two programs that a scenario may name have one name`() {
    #expect(Set(Catalog.nameable.map(\.name)).count == Catalog.nameable.count)
    #expect(Catalog.program(named: "permit-leak-fixed")?.name == "permit-leak-fixed")
    #expect(BugCatalog.bug(ofProgram: "permit-leak-fixed")?.name == "permit-leak")
    #expect(BugCatalog.bug(ofProgram: "three-stages") == nil)
  }
}
