// What a loop with many events has fetched for the reactions of futures is what they touch.

import Testing

@testable import EventLoops
@testable import Promises

@Suite("Fetching what reactions touch")
struct FetchingLaws {
  /// What a loop takes for the first thing to which the content of a box refers.
  private func firstReference(of box: AnyObject) -> UInt? {
    let offset = Int(ClosureCaptures.contentWord) * MemoryLayout<UInt>.size
    return UnsafeRawPointer(bitPattern: UInt(bitPattern: ObjectIdentifier(box)))?
      .load(fromByteOffset: offset, as: UInt.self)
  }

  private func isFound<Value>(_ future: Future<Value>) -> Bool {
    let derived = future.map { _ in "" }
    return firstReference(of: derived.box) == UInt(bitPattern: ObjectIdentifier(future.box))
  }

  @Test func `a derived future tells first which future it waits for, whatever the types of their values`() {
    let loop = VirtualEventLoop()
    #expect(isFound(Future.succeeded(1, on: loop)))
    #expect(isFound(Future.succeeded("", on: loop)))
    #expect(isFound(Future.succeeded((), on: loop)))
    #expect(isFound(Future.succeeded(true, on: loop).flatMap { _ in Future.succeeded([1.5], on: loop) }))
    #expect(loop.run().isClean)
  }
}
