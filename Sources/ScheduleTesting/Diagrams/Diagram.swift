// What the sequence under test is made of.

/// The inputs of a diagram, as the sequence under test gets them.
public struct Diagram: Sendable {
  let sources: [DiagramInput]
  /// The inputs in the order of their diagrams, three of them: a diagram has as many as it needs.
  ///
  /// An input throws `DiagramError` where its diagram has a failure.
  public let inputs: [AsyncThrowingStream<String, any Error>]

  init() {
    sources = (0..<3).map { _ in DiagramInput() }
    inputs = sources.map(\.elements)
  }
}
