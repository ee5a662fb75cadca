// The laws of every loop hold on the virtual one.

import EventLoops
import LoopLaws
import Testing

@Suite("The laws of every loop")
struct LawTests {
  @Test(arguments: LoopLaw.all) func `hold on a virtual loop`(law: LoopLaw) {
    let loop = VirtualEventLoop()
    #expect(law.breaches(on: loop) { loop.run() } == [])
  }

  @Test func `a law that is broken says what was expected and what was found`() throws {
    let law = try #require(LoopLaw.all.first)
    let loop = VirtualEventLoop(policy: .seeded(1))
    let breaches = law.breaches(on: loop) { loop.run() }
    #expect(breaches.count == 1)
    #expect(breaches.first?.hasPrefix("lines: expected [\"1\", ") == true)
  }
}
