// The refactorings of the toolchain that turn a completion handler into `async`.

/// A refactoring of the language server.
package enum Refactoring: String, Sendable, Hashable, CaseIterable {
  case convert
  case alternative
  case wrapper

  /// The title of the code action.
  var title: String {
    switch self {
    case .convert: "Convert Function to Async"
    case .alternative: "Add Async Alternative"
    case .wrapper: "Add Async Wrapper"
    }
  }

  /// The name of the module with the rewritten source.
  var module: String {
    switch self {
    case .convert: "Converted"
    case .alternative: "Alternative"
    case .wrapper: "Wrapped"
    }
  }
}
