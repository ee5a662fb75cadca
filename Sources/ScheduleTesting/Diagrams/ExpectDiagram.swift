// Comparing an asynchronous sequence with a diagram of its elements over time.

import EventLoops

#if canImport(Testing)
  public import Testing
#endif

/// Compares a sequence with the diagram of its output, in virtual time.
///
///     await expectDiagram {
///       "ab---c-|"
///       Debounce($0.inputs[0], for: .seconds(2))
///       "---b---[c|]"
///     }
///
/// A diagram has a character for each second: a value, `-` for a second in which nothing happens, `|` for the end, `^` for an
/// error, and in the output `;` for the cancellation of the consumer. `'ten'` is one value of several characters, `[ab]` has two
/// events in one second in this order, and `{ab}` in any order. A comma in the output lets the consumer wait until the next
/// column before it asks for the next element. Blanks have no meaning, so that diagrams can be aligned.
///
/// The sequence is ordinary code: it may sleep, on `ContinuousClock` too, and start tasks. An element is compared by what it
/// looks like in a string. In a test with the trait `.everySchedule` the diagram has to hold in every order of what happens in
/// one second; without a trait the inputs emit in their order.
///
/// Where the Swift runtime does not allow virtual time, nothing is compared, and a line of output says so once.
///
/// - Parameters:
///   - symbols: The characters of the diagrams.
///   - build: The diagrams of the inputs, three at most, the sequence, and the diagram of its output.
/// - Returns: How the sequence differs from its diagram; nil if it does not.
/// - Throws: A `ScheduleFailure` if the sequence does not end although its consumer is cancelled.
/// - Complexity: O(n) events for diagrams of n characters, besides those of the sequence itself.
public func differenceFromDiagram<Tested: AsyncSequence & SendableMetatype>(
  _ symbols: DiagramSymbols = DiagramSymbols(),
  @DiagramBuilder of build: @escaping @Sendable (Diagram) -> DiagramCase<Tested>
) async throws -> DiagramDifference? {
  if let loop = RunningLoop.capturing {
    return await DiagramRun(on: loop).difference(symbols, build)
  }
  guard TestProgram.isAvailable else {
    PlainOrder.announceOnce()
    return nil
  }
  return try BodyRuns.runOnce([.leftovers]) { () async -> DiagramDifference? in
    guard let loop = RunningLoop.capturing else { return nil }
    return await DiagramRun(on: loop).difference(symbols, build)
  }
}

#if canImport(Testing)
  /// Records an issue if a sequence differs from the diagram of its output.
  ///
  /// The issue is at the first difference within the diagram. For what diagrams are, see
  /// ``differenceFromDiagram(_:of:)``.
  ///
  /// - Parameters:
  ///   - symbols: The characters of the diagrams.
  ///   - sourceLocation: Where an issue is that is not one of a diagram.
  ///   - build: The diagrams of the inputs, three at most, the sequence, and the diagram of its output.
  public func expectDiagram<Tested: AsyncSequence & SendableMetatype>(
    _ symbols: DiagramSymbols = DiagramSymbols(), sourceLocation: SourceLocation = #_sourceLocation,
    @DiagramBuilder _ build: @escaping @Sendable (Diagram) -> DiagramCase<Tested>
  ) async {
    do {
      guard let difference = try await differenceFromDiagram(symbols, of: build) else { return }
      let text = difference.text
      let place = SourceLocation(
        fileID: text.fileID, filePath: text.filePath, line: text.line, column: text.column + 1 + difference.place)
      Issue.record(Comment(rawValue: "\(difference)"), sourceLocation: place)
    } catch {
      Issue.record(error, sourceLocation: sourceLocation)
    }
  }
#endif
