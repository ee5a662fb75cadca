// The text of a diagram and its place in the source.

/// A diagram in the source, and its place.
public struct DiagramText: Sendable {
  let text: String
  let fileID: String
  let filePath: String
  let line: Int
  let column: Int
}
