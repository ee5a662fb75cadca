// The files that are taken along with the file of a function.

import Foundation
import TemporaryFiles
import Testing

@testable import Migration

@Suite("The further files of a module") struct ModuleSourcesTests {
  private static let files = [
    "Sources/App/Loading/Loader.swift": "final class Loader { let page: Page\n func load() { start() } }",
    "Sources/App/Loading/Loader+Start.swift": "extension Loader { func start() { log(1) } }",
    "Sources/App/Loading/Loader+Stop.swift": "extension Loader { func stop() {} }",
    "Sources/App/Page.swift": "struct Page { let id: ID }",
    "Sources/App/Names.swift": "typealias ID = Int\nfunc log(_ number: Int) {}",
    "Sources/App/Other.swift": "struct Other { typealias ID = String }",
    "Sources/App/View.swift": "import UIKit\nfinal class View {}",
    "Sources/Tools/Page.swift": "struct Page {}",
  ]

  @Test(arguments: [
    ("Loading/Loader.swift", ["Loader+Start.swift", "Names.swift", "Page.swift"]),
    ("Loading/Loader+Stop.swift", ["Loader+Start.swift", "Loader.swift", "Names.swift", "Page.swift"]),
    ("Page.swift", ["Names.swift"]),
    ("View.swift", []),
  ])
  func `are those that declare what it uses`(file: String, needed: [String]) throws {
    let tree = try TemporaryTree([:])
    for (path, text) in Self.files { try tree.write(text, to: path) }
    let url = URL(filePath: "\(tree.root)/Sources/App/\(file)")
    let text = try String(contentsOf: url, encoding: .utf8)
    #expect(ModuleSources(of: url).needed(by: SourceText(text)).map(\.name) == needed)
  }

  /// A migration may have written its package beside the file, and what was built of it.
  @Test func `are neither of another package nor hidden nor build products`() throws {
    let tree = try TemporaryTree([:])
    let text = "final class Loader { let page: Page }"
    for (path, text) in [
      "Loader.swift": text, "Page.swift": "struct Page { let id: ID }",
      "package/Package.swift": "", "package/Sources/Check/main.swift": "struct ID {}",
      "build/workspace-state.json": "{}", "build/debug/Derived.swift": "struct ID {}",
      ".build/checkouts/Other/ID.swift": "struct ID {}",
    ] { try tree.write(text, to: path) }
    let sources = ModuleSources(of: URL(filePath: "\(tree.root)/Loader.swift"))
    #expect(sources.needed(by: SourceText(text)).map(\.name) == ["Page.swift"])
  }
}
