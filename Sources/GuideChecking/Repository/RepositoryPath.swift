// Paths inside the repository: relative to its root, with "/" between the parts and no "." or "..".

/// Arithmetic on paths that are relative to the repository's root.
package enum RepositoryPath {
  /// The path that `path` names when it is read in `folder` (from the root if it begins with "/").
  ///
  /// Returns `nil` if it leads out of the root; the root itself is "".
  package static func resolved(_ path: String, in folder: String = "") -> String? {
    var parts: [Substring] = path.hasPrefix("/") ? [] : folder.split(separator: "/")
    for part in path.split(separator: "/") where part != "." {
      guard part == ".." else {
        parts.append(part)
        continue
      }
      if parts.popLast() == nil { return nil }
    }
    return parts.joined(separator: "/")
  }

  /// The folder that holds `path`.
  package static func folder(of path: String) -> String {
    path.lastIndex(of: "/").map { String(path[..<$0]) } ?? ""
  }

  /// The last part of `path`.
  package static func name(of path: String) -> String {
    path.lastIndex(of: "/").map { String(path[path.index(after: $0)...]) } ?? path
  }

  /// The text after the last dot of the file's name, "" if there is none.
  package static func type(of path: String) -> String {
    let name = name(of: path)
    return name.lastIndex(of: ".").map { String(name[name.index(after: $0)...]) } ?? ""
  }
}
