// A diagram's sequence on a loop: the inputs emit at their columns, and what comes out is noted.

import EventLoops
import Synchronization

/// One run of a diagram.
///
/// The run begins one second before the first column, and a column takes one second.
final class DiagramRun: Sendable {
  /// What came out of the sequence, and when.
  struct Output: Equatable, Sendable {
    /// The number of the column; -1 for what came before the first one.
    let column: Int
    let event: DiagramScript.Event
  }

  private struct State {
    var outputs: [Output] = []
    var afterEnd: [Output] = []
    var consumer: Task<Void, Never>?
  }

  private let loop: any EventLoop
  private let start: Instant
  private let state = Mutex(State())

  init(on loop: any EventLoop) {
    (self.loop, start) = (loop, loop.now)
  }

  /// Runs a diagram to its end.
  ///
  /// The consumer is cancelled after twice the time of the diagram, so that a sequence without an end has one.
  ///
  /// - Returns: How the sequence differs from its diagram; nil if it does not.
  func difference<Sequence: AsyncSequence & SendableMetatype>(
    _ symbols: DiagramSymbols, _ build: @escaping @Sendable (Diagram) -> DiagramCase<Sequence>
  ) async -> DiagramDifference? {
    let result = Mutex<DiagramDifference?>(nil)
    let consumer = Task(name: "the diagram's consumer") {
      let diagram = Diagram()
      let parts = build(diagram)
      let difference = await self.difference(of: parts, diagram, symbols)
      result.withLock { $0 = difference }
    }
    state.withLock { $0.consumer = consumer }
    await consumer.value
    return result.withLock { $0 }
  }

  private nonisolated(nonsending) func difference<Sequence: AsyncSequence & SendableMetatype>(
    of parts: DiagramCase<Sequence>, _ diagram: Diagram, _ symbols: DiagramSymbols
  ) async -> DiagramDifference? {
    var inputs: [DiagramScript] = []
    let output: DiagramScript
    var reading = parts.output
    do throws(DiagramSyntaxError) {
      for input in parts.inputs {
        reading = input
        inputs.append(try DiagramScript(input.text, symbols, isInput: true))
      }
      reading = parts.output
      output = try DiagramScript(reading.text, symbols, isInput: false)
    } catch {
      return DiagramDifference(of: reading, at: error.place, "the diagram cannot be read: \(error)")
    }
    let length = ([output] + inputs).map(\.columns.count).max() ?? 0
    var timers = cancellations(output, after: 2 * length + 1)
    timers += emissions(inputs, to: diagram)
    await consume(parts.sequence, output.requests)
    for timer in timers { timer.cancel() }
    if let index = diagram.sources.indices.first(where: { $0 >= inputs.count && diagram.sources[$0].isUsed }) {
      return DiagramDifference(of: parts.output, at: 0, "the sequence uses inputs[\(index)], which has no diagram")
    }
    return state.withLock { state in
      DiagramDifference(
        of: parts.output, inputs: parts.inputs.map(\.text), output, state.outputs, state.afterEnd, symbols)
    }
  }

  /// Sets the timers that cancel the consumer, those of the diagram before all others of their columns.
  private func cancellations(_ output: DiagramScript, after limit: Int) -> [ScheduledTimer] {
    let seconds = output.columns.indices.filter { output.columns[$0].cancels }.map { $0 + 1 } + [limit]
    return seconds.map { second in
      loop.schedule(
        "the cancellation of the diagram's consumer", due: instant(second), at: SourceSite(fileID: #fileID, line: #line)
      ) { [self] in
        state.withLock { $0.consumer }?.cancel()
      }
    }
  }

  /// Sets the timers of the inputs, so that at each column the first input emits first.
  private func emissions(_ inputs: [DiagramScript], to diagram: Diagram) -> [ScheduledTimer] {
    var timers: [ScheduledTimer] = []
    for (script, input) in zip(inputs, diagram.sources) {
      input.announce(script.columns.map(\.events.count).reduce(0, +))
    }
    for index in 0..<(inputs.map(\.columns.count).max() ?? 0) {
      for (number, (script, input)) in zip(inputs, diagram.sources).enumerated() where index < script.columns.count {
        for event in script.columns[index].events {
          timers.append(
            loop.schedule(
              "input \(number) emits \(event.words(end: "its end"))", due: instant(index + 1),
              at: SourceSite(fileID: #fileID, line: #line)
            ) { input.emit(event) })
        }
      }
    }
    return timers
  }

  private nonisolated(nonsending) func consume<Sequence: AsyncSequence>(_ sequence: Sequence, _ requests: [Int]) async {
    var iterator = sequence.makeAsyncIterator()
    do {
      for second in requests {
        if instant(second) > loop.now { try await loop.sleep(until: instant(second)) }
        guard let element = try await iterator.next(isolation: #isolation) else {
          note(.finish)
          return await lookBeyondEnd(&iterator)
        }
        note(.value("\(element)"))
      }
    } catch {
      note(.failure)
    }
  }

  /// Asks for one element more: a sequence that has ended stays at its end.
  private nonisolated(nonsending) func lookBeyondEnd<Iterator: AsyncIteratorProtocol>(_ iterator: inout Iterator) async
  {
    let event: DiagramScript.Event
    do {
      guard let element = try await iterator.next(isolation: #isolation) else { return }
      event = .value("\(element)")
    } catch {
      event = .failure
    }
    let output = Output(column: column, event: event)
    state.withLock { $0.afterEnd.append(output) }
  }

  private func note(_ event: DiagramScript.Event) {
    let output = Output(column: column, event: event)
    state.withLock { $0.outputs.append(output) }
  }

  private func instant(_ second: Int) -> Instant { start.advanced(by: .seconds(second)) }

  /// The column of the present instant.
  private var column: Int { Int(start.duration(to: loop.now).components.seconds) - 1 }
}
