// Where a function runs: on the main actor, on its own actor, or where it is called.

/// The isolation of a function, as far as its source says it.
enum Isolation: Sendable, Hashable {
  case none
  case mainActor
  case actor

  init(of function: FunctionSignature, in owner: SourceOutline.TypeDeclaration?, _ outline: SourceOutline) {
    let types = [owner, owner.flatMap { outline.declaration(of: $0.path) }].compactMap(\.self)
    let isNonisolated = function.modifiers.contains { $0.hasPrefix("nonisolated") }
    if function.modifiers.contains("@MainActor") {
      self = .mainActor
    } else if isNonisolated {
      self = .none
    } else if types.contains(where: { outline.source.text($0.head).contains("@MainActor") }) {
      self = .mainActor
    } else if types.contains(where: { $0.keyword == "actor" }), !function.isStatic {
      self = .actor
    } else {
      self = .none
    }
  }
}
