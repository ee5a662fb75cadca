// The further files of a module that a file needs.

import Foundation

/// Finds the files that declare what a file uses and does not declare itself.
struct ModuleSources {
  /// A source file that is taken along.
  struct File: Sendable {
    let name: String
    let text: String
  }

  /// How many files of a module are looked at, and how large they may be in bytes.
  private static let limits = (files: 2_000, size: 1 << 20)

  /// What a folder of another package has, or one of build products: a migration may have written both beside the file.
  private static let foreign = ["Package.swift", "workspace-state.json"]

  /// The other files of the module, those of the nearest folders first.
  private let others: [URL]

  /// The module of a file: the folder in `Sources` or `Tests` that has it, or the file's own folder.
  init(of file: URL) {
    let file = file.standardizedFileURL.resolvingSymlinksInPath()
    let parts = file.pathComponents
    let root = parts.dropLast(2).lastIndex { ["Sources", "Tests"].contains($0) }
    let folder =
      root.map { URL(filePath: parts[...($0 + 1)].joined(separator: "/").replacing("//", with: "/")) }
      ?? file.deletingLastPathComponent()
    let files = FileManager.default
    let found = files.enumerator(at: folder, includingPropertiesForKeys: nil, options: .skipsHiddenFiles)
    var others: [URL] = []
    while let entry = found?.nextObject() as? URL, others.count < Self.limits.files {
      if Self.foreign.contains(where: { files.fileExists(atPath: entry.appending(path: $0).path) }) {
        found?.skipDescendants()
        continue
      }
      let other = entry.standardizedFileURL.resolvingSymlinksInPath()
      if other.pathExtension == "swift", other.path != file.path { others.append(other) }
    }
    let near = file.deletingLastPathComponent().path
    others.sort { left, right in
      let (isNear, isOtherNear) = (left.path.hasPrefix(near), right.path.hasPrefix(near))
      return isNear == isOtherNear ? left.path < right.path : isNear
    }
    self.others = others
  }

  /// The files that a source needs, in the order of their names.
  ///
  /// - Parameter further: What it uses besides, where the module declares that.
  func needed(by source: SourceText, and further: Set<String> = []) -> [File] {
    var declared = Names(source)
    declared.used.formUnion(further)
    var candidates: [(file: File, names: Names)] = []
    for url in others {
      let size = (try? url.resourceValues(forKeys: [.fileSizeKey]))?.fileSize ?? .max
      guard size <= Self.limits.size, let text = try? String(contentsOf: url, encoding: .utf8) else { continue }
      candidates.append((File(name: url.lastPathComponent, text: text), Names(SourceText(text))))
    }
    var chosen: [File] = []
    var isComplete = false
    while !isComplete {
      isComplete = true
      for index in candidates.indices {
        let names = candidates[index].names
        let isUsed =
          !names.declared.subtracting(declared.declared).isDisjoint(with: declared.used)
          || names.members.contains { type, members in
            declared.declared.contains(type)
              && !members.subtracting(declared.members[type] ?? []).isDisjoint(with: declared.used)
          }
        // A file that declares the same once more is another one of the same kind.
        guard isUsed, names.declared.isDisjoint(with: declared.declared) else { continue }
        chosen.append(candidates.remove(at: index).file)
        declared.add(names)
        isComplete = false
        break
      }
    }
    return chosen.sorted { $0.name < $1.name }
  }

  /// The names of a file.
  private struct Names {
    /// What it declares outside of types.
    var declared: Set<String> = []
    /// The functions of its types, by the name of the type.
    var members: [String: Set<String>] = [:]
    /// All words of its code.
    var used: Set<String> = []

    init(_ source: SourceText) {
      let outline = SourceOutline(source)
      for type in outline.types {
        if type.keyword != "extension", !type.path.contains(".") { declared.insert(type.path) }
      }
      for place in source.places(of: "typealias") where outline.type(around: place) == nil {
        if let alias = TypeAlias(in: source, at: place) { declared.insert(alias.name) }
      }
      for place in source.places(of: "func") {
        let type = outline.type(around: place)
        // A function in another one belongs to neither.
        if let type, source.isNested(place, within: type.body.lowerBound) { continue }
        guard let function = FunctionSignature(in: source, at: place) else { continue }
        if let type { members[type.name, default: []].insert(function.name) } else { declared.insert(function.name) }
      }
      var word = ""
      for index in source.characters.indices {
        let character = source.characters[index]
        if source.isCode[index], character.isPartOfName {
          word.append(character)
        } else if !word.isEmpty {
          used.insert(word)
          word = ""
        }
      }
    }

    mutating func add(_ other: Names) {
      declared.formUnion(other.declared)
      used.formUnion(other.used)
      members.merge(other.members) { $0.union($1) }
    }
  }
}
