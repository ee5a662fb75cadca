// What the sequence under test is made of.

/// The inputs of a diagram, as the sequence under test gets them.
public struct Diagram: Sendable {
  /// The inputs in the order of their diagrams, three of them: a diagram has as many as it needs.
  public let inputs = [DiagramInput(), DiagramInput(), DiagramInput()]
}
