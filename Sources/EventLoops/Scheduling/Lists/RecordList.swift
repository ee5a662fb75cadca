// A list of a schedule record, in memory that the lists of later records use again.

/// A list of plain values that grows at its end, and that its record alone changes.
///
/// In place of an array, which asks before each change whether others hold its memory too: a record notes a dozen things
/// an event. Its memory goes to the list of the next record of the same kind, which then need not grow: a search makes
/// thousands of runs of one program.
package final class RecordList<Element>: RandomAccessCollection {
  // `@exclusivity(unchecked)`: no access below calls code of others while it lasts. The first `filled` elements are
  // initialized. They hold no references, so that the memory can be left as it is when the list ends.
  #if !BRAID_PORTABLE
    @exclusivity(unchecked)
  #endif
  private(set) var elements: UnsafeMutablePointer<Element>
  #if !BRAID_PORTABLE
    @exclusivity(unchecked)
  #endif
  private(set) var filled = 0
  #if !BRAID_PORTABLE
    @exclusivity(unchecked)
  #endif
  private var block: SpareMemory.Block

  /// An empty list.
  ///
  /// - Parameters:
  ///   - use: What its memory is for.
  ///   - capacity: For how many elements there is to be memory at least.
  init(_ use: SpareMemory.Use, capacity: Int) {
    precondition(
      _isPOD(Element.self) && MemoryLayout<Element>.alignment <= SpareMemory.alignment, "elements are plain values")
    block = SpareMemory.take(for: use, atLeast: capacity * MemoryLayout<Element>.stride)
    elements = block.start.assumingMemoryBound(to: Element.self)
  }

  deinit {
    SpareMemory.giveBack(block)
  }

  package var startIndex: Int { 0 }
  package var endIndex: Int { filled }
  package var count: Int { filled }

  // In place of those of the protocol, which other modules would call without knowing the type.
  package func index(after index: Int) -> Int { index + 1 }
  package func index(before index: Int) -> Int { index - 1 }
  package func index(_ index: Int, offsetBy distance: Int) -> Int { index + distance }
  package func distance(from start: Int, to end: Int) -> Int { end - start }

  /// An element that was added before, in its place.
  package internal(set) subscript(index: Int) -> Element {
    @inline(__always)
    unsafeAddress {
      precondition(index >= 0 && index < filled, "the list has no such element")
      return UnsafePointer(elements + index)
    }
    @inline(__always)
    unsafeMutableAddress {
      precondition(index >= 0 && index < filled, "the list has no such element")
      return elements + index
    }
  }

  /// Adds an element.
  ///
  /// - Complexity: O(1) amortised.
  @inline(__always)
  func append(_ element: Element) {
    if (filled + 1) * MemoryLayout<Element>.stride > block.size { grow() }
    (elements + filled).initialize(to: element)
    filled += 1
  }

  /// Adds an element, unless the list would have to grow.
  @inline(__always)
  func appendIfThereIsRoom(_ element: Element) -> Bool {
    if (filled &+ 1) &* MemoryLayout<Element>.stride > block.size { return false }
    (elements + filled).initialize(to: element)
    filled &+= 1
    return true
  }

  /// Adds an element before one that is there.
  ///
  /// - Complexity: O(number of elements behind it).
  func insert(_ element: Element, at index: Int) {
    precondition(index >= 0 && index <= filled, "the list has no such place")
    append(element)
    for place in stride(from: filled - 1, to: index, by: -1) { elements[place] = elements[place - 1] }
    elements[index] = element
  }

  /// A copy of some elements.
  func copy(_ places: Range<Int>) -> [Element] {
    precondition(places.lowerBound >= 0 && places.upperBound <= filled, "the list has no such elements")
    return Array(UnsafeBufferPointer(start: elements + places.lowerBound, count: places.count))
  }

  /// Puts the elements from one on in order.
  func sort(from index: Int, by areInIncreasingOrder: (Element, Element) -> Bool) {
    var rest = UnsafeMutableBufferPointer(
      rebasing: UnsafeMutableBufferPointer(start: elements, count: filled)[index...])
    rest.sort(by: areInIncreasingOrder)
  }

  @inline(never)
  private func grow() {
    let larger = SpareMemory.take(for: block.use, atLeast: 2 * block.size)
    let new = larger.start.assumingMemoryBound(to: Element.self)
    new.initialize(from: elements, count: filled)
    SpareMemory.giveBack(block)
    (block, elements) = (larger, new)
  }
}
