// The catalogue of built-in programs: every one in all styles, under a name of its own.

import Comparison
import Pipelines
import Testing

@Suite("The catalogue")
struct CatalogTests {
  @Test func `no two programs have one name`() {
    let names = Catalog.programs.map(\.name)
    #expect(Set(names).count == names.count)
  }

  @Test(arguments: Catalog.programs.map(\.name))
  func `a program says what it does, in every style`(name: String) throws {
    let program = try #require(Catalog.program(named: name))
    #expect(!program.summary.isEmpty)
    #expect(Set(program.versions.map(\.style)) == Set(Style.allCases))
  }

  @Test(arguments: Catalog.programs.map(\.name))
  func `a program's settings have names of their own, and say what they mean`(name: String) throws {
    let settings = try #require(Catalog.program(named: name)).settings
    #expect(Set(settings.map(\.name)).count == settings.count)
    for setting in settings { #expect(!setting.meaning.isEmpty, "\(setting.name)") }
  }
}
