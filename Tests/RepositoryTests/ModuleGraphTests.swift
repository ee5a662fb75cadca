// The modules and their imports: every arrow is declared, and none points up.

import Testing

@Suite("The module graph")
struct ModuleGraphTests {
  /// The modules from the lowest layer to the highest. A module uses modules of lower layers only.
  private static let layers: [[String]] = [
    [
      "ConcurrencyHooks", "CodeLines", "DispatchCalls", "Traps", "LinuxPolling", "ScenarioEmbedder",
      "EmbeddedScenarios", "CharacterNames",
    ],
    ["AccessLog", "NameEmbedder"],
    ["EventLoops", "AccessHooks", "DispatchHooks"],
    ["Callbacks"],
    ["Promises"],
    ["Comparison"],
    ["Pipelines", "Exploration", "LiveIO"],
    ["Workbench", "ScheduleTesting", "LiveHTTPS"],
    ["Lab"],
    ["Benchmarks", "Fuzzing", "GuideChecking", "Migration"],
    ["Site"],
    ["CommandLineInterface"],
    ["braid"],
  ]

  /// Modules that tests share: the lowest layer whose tests may use each, which is also what it may use.
  private static let shared = [
    "AllocatorArenas": 0, "TemporaryFiles": 0, "OrdinaryPrograms": 0, "InstrumentedOrdinaryPrograms": 0,
    "InstrumentedPrograms": 0, "OptimisedPrograms": 0, "UninstrumentedPrograms": 1, "LoopLaws": 2,
  ]

  private let manifest: Manifest

  init() throws {
    manifest = Manifest(try Repository.text(of: "Package.swift"))
  }

  private static func layer(of module: String) -> Int? {
    layers.firstIndex { $0.contains(module) } ?? shared[module]
  }

  /// An import of a module of the package, with its attributes and its access.
  private static let importForm =
    #"^[ \t]*(?:@\w+(?:\(\w+\))? )*(?:(?:public|package|internal|private|fileprivate) )?import (\w+)"#

  /// The modules of the package that the sources of a target import, each with the first file that does.
  private func imports(of target: Manifest.Target) throws -> [String: String] {
    let names = Set(manifest.targets.map(\.name))
    var imports: [String: String] = [:]
    for path in Repository.files(below: target.folder, type: "swift") {
      for match in try Repository.matches(of: Self.importForm, in: try Repository.text(of: path)) {
        if names.contains(match[1]), imports[match[1]] == nil { imports[match[1]] = path }
      }
    }
    for path in Repository.files(below: target.folder, type: "c") {
      for match in try Repository.matches(of: #"^#include "(\w+)\.h""#, in: try Repository.text(of: path))
      where names.contains(match[1]) && match[1] != target.name {
        imports[match[1]] = path
      }
    }
    return imports
  }

  @Test func `every import of a module is declared in the manifest`() throws {
    for target in manifest.targets {
      for (name, path) in try imports(of: target).sorted(by: { $0.key < $1.key }) where !target.uses.contains(name) {
        Issue.record("\(path): \(target.name) imports \(name), which Package.swift does not declare for it")
      }
    }
  }

  @Test func `every declared dependency is imported`() throws {
    for target in manifest.targets {
      let imports = try imports(of: target)
      for name in target.uses.sorted() where imports[name] == nil {
        Issue.record("Package.swift declares \(name) for \(target.name), which does not import it")
      }
    }
  }

  @Test func `every module has a layer and uses lower layers only`() {
    #expect(manifest.targets.count > 20)
    for target in manifest.targets where !target.isTest {
      guard let own = Self.layer(of: target.name) else {
        Issue.record("the layers do not name \(target.name)")
        continue
      }
      let highest = Self.shared[target.name] ?? own - 1
      for name in target.uses.sorted() where (Self.layer(of: name) ?? .max) > highest {
        Issue.record("the arrow from \(target.name) to \(name) points up")
      }
    }
    for name in Self.layers.joined() + Self.shared.keys.sorted() where manifest.target(named: name) == nil {
      Issue.record("the layers name \(name), which Package.swift does not declare")
    }
  }

  @Test func `the tests of a module use nothing above it`() {
    for target in manifest.targets where target.isTest {
      let subject = String(target.name.dropLast("Tests".count))
      guard let own = Self.layer(of: subject) else { continue }  // the tests of no single module
      for name in target.uses.sorted() where (Self.layer(of: name) ?? .max) > own {
        Issue.record("the arrow from \(target.name) to \(name) points up")
      }
    }
  }
}
