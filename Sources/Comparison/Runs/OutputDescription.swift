// The text of an output, an error or a request: the same in every run, and different where a stored property is.

import EventLoops

/// An output as reports show it: strings in quotes, `done` for no value, the elements of sets and dictionaries in the order
/// of their texts, objects with their stored properties, all else as it describes itself.
func describeOutput(_ value: Any) -> String {
  var description = OutputDescription()
  return description.text(of: value)
}

/// An error as reports show it: as it describes itself, and objects with their stored properties.
func describeError(_ error: Any) -> String {
  OutputDescription.describesItself(error) ? "\(error)" : describeOutput(error)
}

/// Describes a value and the objects that it refers to.
private struct OutputDescription {
  /// How many objects are described; there may be a list of millions behind the output.
  private static let mostObjects = 1_000
  private static let greatestDepth = 100
  /// The objects that were described, by their first mention. It is looked up only: no order of addresses reaches the text.
  private var objects: [ObjectIdentifier: Int] = [:]
  private var depth = 0

  mutating func text(of value: Any) -> String {
    switch value {
    case let string as String: return quoted(string)
    case is Void: return "done"
    case let box as any OutputBox: return box.describeContent()
    case let elements as [Any]: return list(elements.map { text(of: $0) })
    default: break
    }
    let mirror = Mirror(reflecting: value)
    switch mirror.displayStyle {
    case .optional: return mirror.children.first.map { text(of: $0.value) } ?? "nil"
    case .set: return list(unordered(mirror.children) { $0.text(of: $1) })
    case .dictionary:
      let pairs = unordered(mirror.children) { description, pair in
        Mirror(reflecting: pair).children.map { description.text(of: $0.value) }.joined(separator: ": ")
      }
      return pairs.isEmpty ? "[:]" : list(pairs)
    default: return Self.describesItself(value) ? String(describing: value) : properties(of: value, mirror)
    }
  }

  /// The texts of elements that have no order. Each is described as if it were the only one, so that none depends on it.
  private func unordered(
    _ children: Mirror.Children, _ text: (inout OutputDescription, Any) -> String
  ) -> [String] {
    children.map { child in
      var description = self
      return text(&description, child.value)
    }.sorted()
  }

  private func list(_ texts: [String]) -> String { "[" + texts.joined(separator: ", ") + "]" }

  /// A value with its parts: `Image(name: "cat", size: 3)`.
  private mutating func properties(of value: Any, _ mirror: Mirror) -> String {
    let name = "\(type(of: value))"
    if mirror.displayStyle == .class {
      let count = objects.count
      let number = objects[ObjectIdentifier(value as AnyObject), default: count]
      if number < count { return "\(name) (object \(number + 1))" }
      if count >= Self.mostObjects { return "\(name)(…)" }
      objects[ObjectIdentifier(value as AnyObject)] = number
    }
    if depth >= Self.greatestDepth { return "\(name)(…)" }
    depth += 1
    defer { depth -= 1 }
    var parts: [String] = []
    for level in Self.levels(of: mirror) { parts += level.children.map { part($0, of: mirror) } }
    switch mirror.displayStyle {
    case .tuple: return "(" + parts.joined(separator: ", ") + ")"
    case .enum: return parts.first ?? name
    default: return "\(name)(" + parts.joined(separator: ", ") + ")"
    }
  }

  private mutating func part(_ child: Mirror.Child, of mirror: Mirror) -> String {
    // A lazy property is what it is stored as, and a lock shows nothing of what it protects.
    let label = child.label.map { $0.hasPrefix("$__lazy_storage_$_") ? String($0.dropFirst(18)) : $0 }
    let text = child.value is Void ? "?" : text(of: child.value)
    if mirror.displayStyle == .enum {
      // The values of a case with several are a tuple, which has its own brackets.
      return (label ?? "") + (Mirror(reflecting: child.value).displayStyle == .tuple ? text : "(\(text))")
    }
    guard let label, !label.hasPrefix(".") else { return text }
    return "\(label): \(text)"
  }

  /// The properties of a class behind those of the class that it inherits from.
  private static func levels(of mirror: Mirror) -> [Mirror] {
    var levels = [mirror]
    while let above = levels[0].superclassMirror { levels.insert(above, at: 0) }
    return levels
  }

  /// Whether the description of a value says all there is to say: it has one of its own, or no object is a part of it.
  static func describesItself(_ value: Any) -> Bool {
    describesItself(value, 0)
  }

  private static func describesItself(_ value: Any, _ depth: Int) -> Bool {
    if value is String || depth > greatestDepth { return true }
    if value is any OutputBox { return false }
    let mirror = Mirror(reflecting: value)
    switch mirror.displayStyle {
    case .set, .dictionary: if mirror.children.count > 1 { return false }
    case .collection, .optional, .tuple: break
    default:
      if value is any CustomStringConvertible || value is any CustomDebugStringConvertible
        || value is any TextOutputStreamable
      {
        return mirror.displayStyle != .class || !isAddress(String(describing: value))
      }
      // The state of an actor may be read in its isolation only.
      if mirror.displayStyle == .class { return value is any Actor }
    }
    return mirror.children.allSatisfy { describesItself($0.value, depth + 1) }
  }

  /// Whether a text is what Foundation's objects are described as, unless they have a description of their own.
  private static func isAddress(_ text: String) -> Bool { text.wholeMatch(of: #/<[^<>]*: 0x[0-9a-f]+>/#) != nil }
}

/// A box whose content is the output.
private protocol OutputBox {
  func describeContent() -> String
}

extension LoopConfined: OutputBox {
  fileprivate func describeContent() -> String { withValueUnobserved { describeOutput($0) } }
}
