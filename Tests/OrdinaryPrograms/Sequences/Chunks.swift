// The elements of a sequence in arrays.

/// The elements of a sequence in arrays, each of which begins where a rule says so.
///
/// A failure loses the array that was begun.
package struct Chunks<Base: AsyncSequence>: AsyncSequence {
  package typealias Element = [Base.Element]

  let base: Base
  let isFull: @Sendable ([Base.Element]) -> Bool
  let belongs: @Sendable ([Base.Element], Base.Element) -> Bool

  /// Arrays of a number of elements; the last one may have fewer.
  package init(_ base: Base, ofCount count: Int) {
    (self.base, isFull, belongs) = (base, { $0.count == count }, { _, _ in true })
  }

  /// Arrays within which a condition holds for each two neighbours.
  package init(_ base: Base, by belongTogether: @escaping @Sendable (Base.Element, Base.Element) -> Bool) {
    self.base = base
    isFull = { _ in false }
    belongs = { chunk, element in chunk.last.map { belongTogether($0, element) } ?? true }
  }

  package struct Iterator: AsyncIteratorProtocol {
    var base: Base.AsyncIterator
    let chunks: Chunks
    private var first: Base.Element?
    private var hasEnded = false

    init(base: Base.AsyncIterator, chunks: Chunks) {
      (self.base, self.chunks) = (base, chunks)
    }

    package mutating func next() async throws -> Element? {
      if hasEnded { return nil }
      var chunk = first.map { [$0] } ?? []
      first = nil
      if chunks.isFull(chunk) { return chunk }
      while let element = try await base.next() {
        guard chunks.belongs(chunk, element) else {
          first = element
          return chunk
        }
        chunk.append(element)
        if chunks.isFull(chunk) { return chunk }
      }
      hasEnded = true
      return chunk.isEmpty ? nil : chunk
    }
  }

  package func makeAsyncIterator() -> Iterator { Iterator(base: base.makeAsyncIterator(), chunks: self) }
}
