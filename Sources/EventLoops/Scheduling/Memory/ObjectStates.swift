// The stored properties of objects at the ends of events, by reflection.

extension ScheduleRecord {
  /// What an event left in the watched objects that it has changed: `Session.token = nil`.
  package struct ObjectChange: Sendable, Hashable {
    /// The step.
    package let step: Int
    /// The property, with the number of the object if there are several of its type.
    package let property: String
    /// Its value.
    package let value: String
  }

  /// Notes what the running step has changed in the watched objects.
  func noteObjects() {
    guard !watchedTypes.isEmpty, let memory else { return }
    for object in memory.objects(of: watchedTypes) {
      let known = objectNumbers[object.type]?.firstIndex(of: object.index)
      if known == nil { objectNumbers[object.type, default: []].append(object.index) }
      let number = known.map { $0 + 1 } ?? objectNumbers[object.type]?.count ?? 1
      guard let instance = object.instance else { continue }
      for property in Mirror(reflecting: instance).children {
        guard let label = property.label, !label.hasPrefix("$"), let value = ShownValue.text(property.value) else {
          continue
        }
        let type = _typeName(type(of: instance), qualified: false)
        let name = "\(type)\(number == 1 ? "" : " \(number)").\(label)"
        if shownValues.updateValue(value, forKey: name) != value {
          objectChanges.append(ObjectChange(step: currentStep, property: name, value: value))
        }
      }
    }
  }
}

/// Values in words in which no address and no order of a hashed collection is.
private enum ShownValue {
  private static let (longest, deepest, most) = (60, 3, 8)

  /// A value in words; nil of what cannot be copied, such as a `Mutex`.
  static func text(_ value: Any) -> String? {
    if value is () { return nil }
    let text = text(value, depth: 0)
    return text.count <= longest ? text : text.prefix(longest) + "…"
  }

  private static func text(_ value: Any, depth: Int) -> String {
    switch value {
    case let text as String: return text.debugDescription
    case let text as Substring: return text.debugDescription
    case let number as any BinaryInteger: return number.description
    case is Bool, is Double, is Float, is Character, is Duration: return "\(value)"
    default: break
    }
    let mirror = Mirror(reflecting: value)
    let type = _typeName(Swift.type(of: value), qualified: false)
    let children = depth < deepest ? Array(mirror.children.prefix(most)) : []
    var parts: [String] { children.map { text($0.value, depth: depth + 1) } }
    switch mirror.displayStyle {
    case .optional: return children.isEmpty ? "nil" : parts[0]
    case .collection: return "[\(list(parts, of: mirror))]"
    case .set, .dictionary:
      // All of them, since which ones are first depends on the hashes.
      let all = mirror.children.prefix(1_000).map { element($0.value, depth: depth + 1) }.sorted()
      return "[\(list(Array(all.prefix(most)), of: mirror))]"
    case .tuple: return "(\(labelled(children, depth)))"
    case .enum:
      if let payload = children.first { return "\(payload.label ?? type)(\(text(payload.value, depth: depth + 1)))" }
      return value is any CustomStringConvertible ? type : "\(value)"
    case .struct:
      // What the library's own types consist of is not the program's.
      let isLibrary = _typeName(Swift.type(of: value)).hasPrefix("Swift.")
      return isLibrary || children.isEmpty ? type : "\(type)(\(labelled(children, depth)))"
    default: return type
    }
  }

  /// An element of a set, or a pair of a dictionary.
  private static func element(_ value: Any, depth: Int) -> String {
    let parts = Array(Mirror(reflecting: value).children)
    guard parts.count == 2, parts[0].label == "key" else { return text(value, depth: depth) }
    return "\(text(parts[0].value, depth: depth)): \(text(parts[1].value, depth: depth))"
  }

  private static func list(_ parts: [String], of mirror: Mirror) -> String {
    parts.joined(separator: ", ") + (mirror.children.count > parts.count ? ", …" : "")
  }

  private static func labelled(_ children: [Mirror.Child], _ depth: Int) -> String {
    children.map { child in
      let label = child.label.flatMap { $0.hasPrefix(".") ? nil : "\($0): " } ?? ""
      return label + text(child.value, depth: depth + 1)
    }.joined(separator: ", ")
  }
}
