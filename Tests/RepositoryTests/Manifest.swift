// The targets and products that Package.swift declares, read from its text.

/// The package's manifest.
struct Manifest {
  /// A target: a module of the package, or its tests.
  struct Target {
    let name: String
    /// The targets that it declares as its dependencies.
    let uses: Set<String>
    /// The folder of its sources.
    let folder: String
    let isTest: Bool
  }

  /// The targets, in the order of the manifest.
  let targets: [Target]
  /// The names of the library products, in the order of the manifest.
  let libraries: [String]

  /// Reads the manifest.
  ///
  /// - Parameter text: The text of Package.swift.
  init(_ text: String) {
    let lists = text.split(separator: "\n  targets: [", maxSplits: 1).map(String.init)
    libraries = lists[0].matches(of: /\.library\(name: "(\w+)"/).map { String($0.1) }
    targets = Self.entries(of: lists.count > 1 ? lists[1] : "").compactMap(Self.target)
  }

  /// The target with a name.
  func target(named name: String) -> Target? { targets.first { $0.name == name } }

  /// The texts of the entries of a list, from behind its opening bracket to its closing one.
  private static func entries(of list: String) -> [String] {
    var entries: [String] = []
    var (entry, depth) = ("", 0)
    for character in list {
      if "([".contains(character) { depth += 1 }
      if ")]".contains(character) { depth -= 1 }
      if depth < 0 { break }
      if character == ",", depth == 0 {
        entries.append(entry)
        entry = ""
      } else {
        entry.append(character)
      }
    }
    return entries + [entry]
  }

  private static func target(_ entry: String) -> Target? {
    let form = /(module|tests|\.target|\.testTarget|\.executableTarget|\.systemLibrary)\(\s*(?:of: |name: )?"(\w+)"/
    guard let match = entry.firstMatch(of: form) else { return nil }
    let (kind, named) = (match.1, String(match.2))
    let isTest = kind == "tests" || kind == ".testTarget"
    let name = kind == "tests" ? named + "Tests" : named
    var uses: Set<String> = kind == "tests" ? [named] : []
    if let list = entry.firstMatch(of: /(?:uses|using|dependencies): \[([^\]]*)\]/) {
      uses.formUnion(list.1.matches(of: /"(\w+)"/).map { String($0.1) })
    }
    let path = entry.firstMatch(of: /path: "([^"]+)"/).map { String($0.1) }
    return Target(name: name, uses: uses, folder: path ?? (isTest ? "Tests/" : "Sources/") + name, isTest: isTest)
  }
}
