// How a diagram is written: inputs, the sequence, and the output.

/// Collects the diagrams of the inputs, the sequence, and the diagram of its output.
@resultBuilder
public enum DiagramBuilder {
  /// A diagram.
  ///
  /// - Parameters:
  ///   - text: The diagram.
  ///   - fileID: The file in which it is, as issues name it.
  ///   - filePath: The path of that file.
  ///   - line: The line in which it is.
  ///   - column: The column at which it begins.
  public static func buildExpression(
    _ text: String, fileID: String = #fileID, filePath: String = #filePath, line: Int = #line, column: Int = #column
  ) -> DiagramText {
    DiagramText(text: text, fileID: fileID, filePath: filePath, line: line, column: column)
  }

  /// The sequence under test.
  ///
  /// - Parameter sequence: The sequence.
  public static func buildExpression<Tested: AsyncSequence>(_ sequence: Tested) -> Tested { sequence }

  /// A sequence without an input.
  ///
  /// - Parameters:
  ///   - sequence: The sequence.
  ///   - output: Its elements.
  public static func buildBlock<Tested: AsyncSequence>(
    _ sequence: Tested, _ output: DiagramText
  ) -> DiagramCase<Tested> {
    DiagramCase(inputs: [], sequence: sequence, output: output)
  }

  /// A sequence that is made of one input.
  ///
  /// - Parameters:
  ///   - input: The elements of the input.
  ///   - sequence: The sequence.
  ///   - output: Its elements.
  public static func buildBlock<Tested: AsyncSequence>(
    _ input: DiagramText, _ sequence: Tested, _ output: DiagramText
  ) -> DiagramCase<Tested> {
    DiagramCase(inputs: [input], sequence: sequence, output: output)
  }

  /// A sequence that is made of two inputs.
  ///
  /// - Parameters:
  ///   - first: The elements of the first input.
  ///   - second: The elements of the second input.
  ///   - sequence: The sequence.
  ///   - output: Its elements.
  public static func buildBlock<Tested: AsyncSequence>(
    _ first: DiagramText, _ second: DiagramText, _ sequence: Tested, _ output: DiagramText
  ) -> DiagramCase<Tested> {
    DiagramCase(inputs: [first, second], sequence: sequence, output: output)
  }

  /// A sequence that is made of three inputs.
  ///
  /// - Parameters:
  ///   - first: The elements of the first input.
  ///   - second: The elements of the second input.
  ///   - third: The elements of the third input.
  ///   - sequence: The sequence.
  ///   - output: Its elements.
  public static func buildBlock<Tested: AsyncSequence>(
    _ first: DiagramText, _ second: DiagramText, _ third: DiagramText, _ sequence: Tested, _ output: DiagramText
  ) -> DiagramCase<Tested> {
    DiagramCase(inputs: [first, second, third], sequence: sequence, output: output)
  }
}
