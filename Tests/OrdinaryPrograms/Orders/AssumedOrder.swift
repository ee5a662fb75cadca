// Parts are put together in the order in which they come.

extension OrdinaryProgram {
  /// The results of a group come in the order in which its tasks end.
  package static let assumedOrder = OrdinaryProgram("assumed order") { isFixed in
    let text = await withTaskGroup(of: (Int, String).self) { group in
      for (place, word) in ["a", "b"].enumerated() { group.addTask { (place, word) } }
      var parts: [(Int, String)] = []
      for await part in group { parts.append(part) }
      if isFixed { parts.sort { $0.0 < $1.0 } }
      return parts.map(\.1).joined()
    }
    return text == "ab" ? nil : "the parts are in the wrong order"
  }
}
