// What a function returns by which its work is cancelled.

/// How the work of a function is cancelled by what it returns.
enum Handle: Sendable, Hashable {
  /// It returns a closure that cancels.
  case closure
  /// It returns an object, or an optional one, with a method that cancels.
  case method(String, isOptional: Bool)
  /// The type that has the function has a method that takes what is returned: its name, and its label with a colon.
  case owner(String, label: String)

  /// The types of the system that are cancelled by a method.
  private static let known = [
    "Progress": "cancel", "DispatchWorkItem": "cancel", "URLSessionTask": "cancel", "URLSessionDataTask": "cancel",
    "URLSessionUploadTask": "cancel", "URLSessionDownloadTask": "cancel", "Operation": "cancel",
    "DispatchSourceTimer": "cancel", "Timer": "invalidate", "Task": "cancel", "AnyCancellable": "cancel",
  ]
  private static let words = ["cancel", "stop", "abort", "invalidate", "dispose"]

  /// The handle of a function; nil if what it returns cancels nothing.
  init?(of function: FunctionSignature, in owner: SourceOutline.TypeDeclaration?, _ outline: SourceOutline) {
    guard let result = function.result else { return nil }
    if result.isClosureWithoutResult {
      self = .closure
      return
    }
    let isOptional = result.hasSuffix("?")
    let name = String(result.withoutOptional.withoutExistential.prefix { $0 != "<" })
    if let declaration = outline.declaration(of: name) {
      if let method = Self.method(of: declaration, outline) {
        self = .method(method, isOptional: isOptional)
        return
      }
    } else if let method = Self.known[name] {
      self = .method(method, isOptional: isOptional)
      return
    }
    let siblings = owner.map { outline.methods(of: $0.path) } ?? []
    let method = siblings.first {
      $0.parameters.count == 1 && Self.cancels($0) && $0.parameters[0].type.withoutOptional == result.withoutOptional
    }
    guard let method, !isOptional || method.parameters[0].type.hasSuffix("?") else { return nil }
    self = .owner(method.name, label: method.parameters[0].label.map { "\($0): " } ?? "")
  }

  /// The method without parameters that cancels, of a type that the source declares; nil if it has none.
  static func method(of type: SourceOutline.TypeDeclaration, _ outline: SourceOutline) -> String? {
    outline.requirements(of: type) { outline.methods(of: $0.path) }
      .first { $0.parameters.isEmpty && cancels($0) }?.name
  }

  private static func cancels(_ function: FunctionSignature) -> Bool {
    words.contains { function.name.lowercased().hasPrefix($0) }
  }

  /// The statement that cancels by a handle.
  ///
  /// - Parameter subject: What has the function, with a dot; empty within it.
  func cancelling(_ handle: String, of subject: String) -> String {
    switch self {
    case .closure: "\(handle)()"
    case .method(let name, let isOptional): "\(handle)\(isOptional ? "?" : "").\(name)()"
    case .owner(let name, let label): "\(subject)\(name)(\(label)\(handle))"
    }
  }
}

extension String {
  /// Whether it is the type of a closure that takes and returns nothing.
  var isClosureWithoutResult: Bool {
    guard let (inside, behind) = withoutAttributes.partsAtParentheses, inside.isEmpty else { return false }
    return ["-> Void", "-> ()"].contains(behind)
  }
}
