// What the repository tells users and hosts about its products is what the manifest declares.

import Testing

@Suite("The products")
struct ProductTests {
  private let manifest: Manifest

  init() throws {
    manifest = Manifest(try Repository.text(of: "Package.swift"))
  }

  @Test func `the README shows how to depend on each library product`() throws {
    let readme = try Repository.text(of: "README.md")
    let shown = readme.matches(of: /\.product\(name: "(\w+)", package: "braid"\),  \/\/ \w/).map { String($0.1) }
    #expect(shown == manifest.libraries)
  }

  @Test func `the package index documents each library product`() throws {
    let text = try Repository.text(of: ".spi.yml")
    let list = try #require(text.firstMatch(of: /documentation_targets: \[([^\]]*)\]/))
    #expect(list.1.split(separator: ", ").map(String.init) == manifest.libraries)
  }

  @Test func `the modules that note what they share themselves are those of the library products`() throws {
    let code = try Repository.text(of: "Sources/CodeLines/InstrumentedModules.c")
    let list = try #require(code.firstMatch(of: /ownModules\[\] = \{([^}]*)\}/)).1
    let named = Set(list.matches(of: /"(\w+)"/).map { String($0.1) })
    var modules: Set<String> = []
    var rest = manifest.libraries
    while let name = rest.popLast() {
      guard modules.insert(name).inserted, let target = manifest.target(named: name) else { continue }
      rest += target.uses.sorted()
    }
    // Modules in C have no functions with the names of Swift.
    let swift = modules.filter { !Repository.files(below: "Sources/\($0)", type: "swift").isEmpty }
    #expect(named == swift)
  }

  @Test func `the README's manifest has the tools version and the platform of the package's`() throws {
    let (manifest, readme) = (try Repository.text(of: "Package.swift"), try Repository.text(of: "README.md"))
    let version = try #require(manifest.firstMatch(of: /^\/\/ swift-tools-version: (\S+)/))
    #expect(readme.contains(version.0))
    #expect(readme.contains("You need a Swift \(version.1) toolchain"))
    let platform = try #require(manifest.firstMatch(of: /\.macOS\(\.v\d+\)/))
    #expect(readme.contains(platform.0))
  }

  @Test func `the public interface has at most as many symbols as the budget allows`() throws {
    let budget = try #require(try Repository.text(of: ".ci/api").firstMatch(of: /budget = (\d+)/))
    let counts = try manifest.libraries.map { product in
      let digest = try Repository.text(of: "notes/api/\(product).txt")
      return try #require(digest.firstMatch(of: /: (\d+) public symbols/)).1
    }
    #expect(counts.compactMap { Int($0) }.reduce(0, +) <= Int(budget.1) ?? 0)
  }

  @Test func `the portable form has no conditions but its own, and checks exclusive access`() throws {
    for path in Repository.files(below: "Sources", type: "swift") {
      let text = try Repository.text(of: path)
      #expect(!text.contains("hasFeature("), "\(path): ask for BRAID_PORTABLE")
      guard text.contains("@exclusivity(unchecked)") else { continue }
      for match in try Repository.matches(of: #"^(.*)\n[ \t]*@exclusivity\(unchecked\)"#, in: text) {
        #expect(match[1].hasSuffix("#if !BRAID_PORTABLE"), "\(path): '@exclusivity(unchecked)' behind '\(match[1])'")
      }
    }
  }

  @Test func `the hosted workflow runs the checks`() throws {
    let workflow = try Repository.text(of: ".github/workflows/checks.yml")
    #expect(workflow.contains("run: .ci/run\n"))
    let checks = try Repository.text(of: ".ci/run")
    #expect(checks.contains(#"[ "${CI:-}" != true ] || {"#), "with CI=true a skipped step fails the run")
  }
}
