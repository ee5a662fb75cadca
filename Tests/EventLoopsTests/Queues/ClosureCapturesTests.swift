// What is fetched for an event before it runs lies where it is looked for.

import Testing

@testable import EventLoops

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

@Suite("The captures of closures")
struct ClosureCapturesTests {
  private final class Target: Sendable {
    let number = 1
  }

  private static func address(of target: AnyObject) -> UInt { UInt(bitPattern: ObjectIdentifier(target)) }

  private static func captures(_ body: @escaping @Sendable () -> Void) -> (address: UInt, first: UInt)? {
    var slots = TimerSlots()
    let slot = slots.occupy(with: .callback(body), sequence: 0).slot
    guard let address = slots.captures(of: slot)?.address else { return nil }
    let first = address.load(
      fromByteOffset: Int(ClosureCaptures.firstWord) * MemoryLayout<UInt>.size, as: UInt.self)
    return (UInt(bitPattern: address), first)
  }

  @Test func `the object that a closure captures first is found`() {
    let (target, number) = (Target(), UInt64.random(in: 0...10))
    let captures = Self.captures { _ = target.number == number }
    #expect(captures?.first == Self.address(of: target))
  }

  @Test func `an object that a closure captures alone is in the place of its captures`() {
    let target = Target()
    let captures = Self.captures { _ = target.number }
    #expect(captures?.address == Self.address(of: target))
    #expect(Self.captures {} == nil)
  }

  @Test func `the content of a confined box is found`() {
    let loop = VirtualEventLoop()
    let box = LoopConfined(UInt(0xB0A1D), on: loop)
    let address = UnsafeRawPointer(bitPattern: Self.address(of: box))
    let content = address?.load(
      fromByteOffset: Int(ClosureCaptures.contentWord) * MemoryLayout<UInt>.size, as: UInt.self)
    #expect(content == box.value)
  }

  @Test func `words behind the end of a page are not read`() throws {
    let size = Int(sysconf(Int32(_SC_PAGESIZE)))
    let pages = try #require(mmap(nil, 2 * size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANON, -1, 0))
    defer { munmap(pages, 2 * size) }
    #expect(mprotect(pages + size, size, PROT_NONE) == 0)
    for words in 1...8 {
      let closure = [0, UInt(bitPattern: pages + size) - UInt(words * MemoryLayout<UInt>.size)]
      closure.withUnsafeBytes { bytes in
        guard let place = bytes.baseAddress, let captures = ClosureCaptures(ofClosureAt: place) else { return }
        captures.prefetch()
        captures.prefetchFirst()
        captures.prefetchContent()
      }
    }
  }

  @Test(arguments: 1...4 as ClosedRange<UInt64>)
  func `freed captures are fetched in the order in which memory is used again`(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    var freed = FreedCaptures()
    var model: [UInt] = []
    var fetchedCount = 0
    for number in 1...200_000 as ClosedRange<UInt> {
      // Long phases of one kind, as the instants of many timers have.
      if number / 40_000 % 2 == 0 || random.next(below: 4) == 0 {
        let closure = [0, number]
        let captures = closure.withUnsafeBytes { ClosureCaptures(ofClosureAt: $0.baseAddress!) }
        freed.append(try #require(captures))
        model.append(number)
        if model.count > FreedCaptures.places { model.removeFirst(model.count - FreedCaptures.places) }
      } else {
        let memory = freed.removeLast().map { UInt(bitPattern: $0) }
        if !model.isEmpty { model.removeLast() }
        let expected = model.count >= FreedCaptures.lead ? model[model.count - FreedCaptures.lead] : nil
        guard memory == expected else { throw Mismatch(memory: memory, expected: expected) }
        if memory != nil { fetchedCount += 1 }
      }
    }
    #expect(fetchedCount > 10_000)
  }

  private struct Mismatch: Error {
    let memory: UInt?
    let expected: UInt?
  }
}
