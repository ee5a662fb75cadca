// State that the events of a program share under a name, so that a report can show what became of it.

package import EventLoops

/// State that the events of one loop share without a lock, and that reports show after each event that changed it.
///
///     let token = context.shared("token", String?.none)
///     token.value = "abc"
///
/// It is a `LoopConfined` with a name: an exploration sees every access, and the page of a failure has a column for it.
public struct SharedState<Value: Sendable>: Sendable {
  /// The name of the state in reports.
  package let name: String
  private let state: LoopConfined<Value>
  private let text: @Sendable (Value) -> String

  /// State on a loop with its first content.
  ///
  /// - Parameters:
  ///   - name: What reports call it.
  ///   - value: The first content.
  ///   - loop: The loop whose events share it.
  ///   - text: Describes the content in a few words. The default shows text in quotes and other values as they describe themselves.
  package init(
    _ name: String, _ value: Value, on loop: any EventLoop,
    shownAs text: (@Sendable (Value) -> String)? = nil
  ) {
    self.name = name
    self.text = text ?? { describe($0) }
    state = LoopConfined(value, on: loop)
    loop.noteState(name, is: self.text(value))
  }

  /// The content.
  public var value: Value {
    get { state.value }
    nonmutating set {
      state.value = newValue
      state.loop.noteState(name, is: text(newValue))
    }
  }

  /// Changes the content in place and returns what `body` returns. `body` must not touch the state.
  public func withValue<Result>(_ body: (inout Value) throws -> Result) rethrows -> Result {
    defer { state.loop.noteState(name, is: text(state.value)) }
    return try state.withValue { try body(&$0) }
  }
}

/// A value as reports show it: text in quotes, `none` for what is missing, and everything else as it describes itself.
package func describe(_ value: Any) -> String {
  if let text = value as? String { return quoted(text) }
  let mirror = Mirror(reflecting: value)
  guard mirror.displayStyle == .optional else { return "\(value)" }
  return mirror.children.first.map { describe($0.value) } ?? "none"
}
