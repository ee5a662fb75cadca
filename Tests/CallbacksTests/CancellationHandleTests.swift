// Handles that can be stored.

import Callbacks
import EventLoops
import Testing

@Suite("Stored handles")
struct CancellationHandleTests {
  let loop = VirtualEventLoop()
  let count: LoopConfined<Int>

  init() { count = LoopConfined(0, on: loop) }

  @Test func `a handle cancels once`() {
    let handle = CancellationHandle { count.value += 1 }
    handle.cancel()
    handle.cancel()
    #expect(count.value == 1)
  }

  @Test(arguments: [false, true])
  func `a handle that is released cancels only if it is to`(cancelsOnRelease: Bool) {
    var handle: CancellationHandle? = CancellationHandle(cancelsOnRelease: cancelsOnRelease) { count.value += 1 }
    #expect(handle != nil)
    handle = nil
    #expect(count.value == (cancelsOnRelease ? 1 : 0))
  }

  @Test func `handles of timers, tasks and scopes go into one set`() {
    var handles: Set<CancellationHandle> = []
    loop.schedule(after: .seconds(1)) { count.value += 1 }.store(in: &handles)
    loop.scheduleRepeated(every: .seconds(1)) { _ in count.value += 1 }.store(in: &handles)
    loop.spawn { try await loop.sleep(for: .seconds(1)) }.store(in: &handles)
    let handle = CancellationHandle { count.value += 100 }
    handle.store(in: &handles)
    handle.store(in: &handles)
    #expect(handles.count == 4)
    for handle in handles { handle.cancel() }
    #expect(loop.run().isClean)
    #expect(count.value == 100)
    #expect(loop.now == .zero)
  }

  @Test func `a handle may be cancelled inside of what it cancels`() {
    let own = LoopConfined<CancellationHandle?>(nil, on: loop)
    own.value = CancellationHandle {
      count.value += 1
      own.value?.cancel()
    }
    own.value?.cancel()
    #expect(count.value == 1)
  }
}
