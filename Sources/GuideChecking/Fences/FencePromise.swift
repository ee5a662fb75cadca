// The promises of fences about their bodies: the table of all kinds.

/// A kind of promise that a fence makes.
///
/// A new kind is one file with an extension of this type, and its name in `all`.
struct FencePromise: Sendable {
  /// How the info string tells that the promise is made.
  enum Form: Equatable {
    /// An option with a value, `key=value`.
    case value(String)
    /// A bare option.
    case flag(String)
    /// The language by itself, if no other promise is made.
    case language(String)
  }

  /// The required body, and its source.
  struct Truth {
    let body: [String]
    let origin: String
  }

  /// The form of the promise.
  let form: Form
  /// How it is written, for messages.
  let usage: String
  /// The body that keeps the promise; `nil` if any body does.
  let truth: @Sendable (MarkdownFence, NotesContext) throws(NotesProblem) -> Truth?

  /// Every kind of promise.
  static let all: [FencePromise] = [source, console, illustrative]

  /// The promise that a fence makes; `nil` if its language needs none.
  static func made(by info: FenceInfo, freeLanguages: [String]) throws(NotesProblem) -> FencePromise? {
    for option in info.options where !all.contains(where: { $0.form.isTold(by: option) }) {
      let word = option.value.map { "\(option.key)=\($0)" } ?? option.key
      throw NotesProblem("'\(word)' is not a promise", remedy: "write one of: \(usages)")
    }
    guard info.options.count <= 1 else {
      throw NotesProblem("the fence makes \(info.options.count) promises", remedy: "leave one of them")
    }
    if let option = info.options.first { return all.first { $0.form.isTold(by: option) } }
    if let byLanguage = all.first(where: { $0.form == .language(info.language) }) { return byLanguage }
    if freeLanguages.contains(info.language) { return nil }
    throw NotesProblem("the fence promises nothing", remedy: "let it promise one of: \(usages)")
  }

  private static var usages: String {
    all.map(\.usage).joined(separator: ", ")
  }
}

extension FencePromise.Form {
  /// Whether `option` makes a promise of this form.
  func isTold(by option: FenceInfo.Option) -> Bool {
    switch self {
    case .value(let key): option.key == key && option.value?.isEmpty == false
    case .flag(let key): option.key == key && option.value == nil
    case .language: false
    }
  }
}
