// The public interface of a module, from its digest in `notes/api`.

import GuideChecking
import Workbench

/// The public symbols of a module, by the type that they belong to.
struct InterfaceDigest {
  /// A type, or a function of the module itself, with the declarations that belong to it.
  struct Group {
    let name: String
    var declarations: [String] = []
    /// Whether the module declares it, and does not only extend it.
    var isOwn = false
  }

  /// The module.
  let module: String
  /// The groups in the order of the digest.
  let groups: [Group]

  /// The folder of the digests.
  static let folder = "notes/api"

  /// Reads a digest: a line for each symbol, its name, `: `, and its declaration.
  init(module: String, text: String) {
    self.module = module
    var groups: [Group] = []
    var places: [String: Int] = [:]
    for line in TextLines.of(text) where !line.hasPrefix("#") {
      guard let colon = line.firstRange(of: ": ") else { continue }
      let symbol = line[..<colon.lowerBound]
      let declaration = String(line[colon.upperBound...])
      let name = String(symbol.prefix { $0 != "." && $0 != "(" })
      let place = places[name] ?? groups.count
      if place == groups.count {
        places[name] = place
        groups.append(Group(name: name.isEmpty ? String(symbol) : name))
      }
      if symbol == name, !declaration.hasPrefix("conforms to") {
        groups[place].isOwn = true
        groups[place].declarations.insert(declaration, at: 0)
      } else {
        groups[place].declarations.append(declaration)
      }
    }
    self.groups = groups
  }

  /// Reads all digests.
  static func all(in tree: RepositoryTree) throws(SiteProblem) -> [InterfaceDigest] {
    var digests: [InterfaceDigest] = []
    for path in try tree.reading({ () throws(NotesProblem) in try tree.files(below: folder, types: ["txt"]) }) {
      let text = try tree.reading { () throws(NotesProblem) in try tree.text(of: path) }
      digests.append(
        InterfaceDigest(module: String(RepositoryPath.name(of: path).dropLast(".txt".count)), text: text))
    }
    return digests
  }
}
