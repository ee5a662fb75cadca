// The hook of the runtime that a loop installs: only where it is asked for, and never silently lost.

import Testing

@testable import EventLoops

@Suite("The hook by which escapes are seen")
struct HookSlotTests {
  @Test func `a slot tells its own hook from none and from another tool's`() {
    let memory = UnsafeMutableRawPointer.allocate(byteCount: 8, alignment: 8)
    defer { memory.deallocate() }
    memory.storeBytes(of: 0, as: UInt.self)
    let slot = HookSlot(memory)
    #expect(slot.state == .empty)
    memory.storeBytes(of: 0x1000, as: UInt.self)
    #expect(slot.state == .other, "what was there before is another tool's")
    slot.keepAsOwn()
    #expect(slot.state == .own)
    memory.storeBytes(of: 0x2000, as: UInt.self)
    #expect(slot.state == .other)
    memory.storeBytes(of: 0, as: UInt.self)
    #expect(slot.state == .empty)
  }

  @Test func `an unwatched loop does not ask for the hook, and lets work leave unseen`() {
    let loop = VirtualEventLoop(capturing: .unwatched)
    #expect(loop.capturing == .unwatched)
    loop.post("button") { Task {} }
    #expect(loop.run().escapes.isEmpty)

    let watching = VirtualEventLoop()
    watching.post("button") { Task {} }
    #expect(watching.run().escapes.map(\.kind) == [.unstructuredTask])
  }

  @Test func `a loop whose hook was replaced says so`() {
    let loop = VirtualEventLoop(name: "main")
    loop.isHookReplaced = true
    loop.post {}
    let report = loop.run()
    #expect(report.escapes.map(\.kind) == [.hookReplaced])
    #expect(report.escapes.first?.description.hasPrefix("'main' could not see which work left it") == true)
  }
}
