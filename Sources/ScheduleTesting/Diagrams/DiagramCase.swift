// A sequence with the diagrams of its inputs and of its output.

/// The parts of a diagram: its inputs, the sequence that is made of them, and its output.
public struct DiagramCase<Sequence: AsyncSequence> {
  let inputs: [DiagramText]
  let sequence: Sequence
  let output: DiagramText
}
