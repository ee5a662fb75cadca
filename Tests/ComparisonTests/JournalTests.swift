// Journals with and without their events.

import EventLoops
import Testing

@testable import Comparison

@Suite("Journals")
struct JournalTests {
  @Test(arguments: [true, false])
  func `pass all events to the observer, and keep them only if they are asked to`(keepsEvents: Bool) {
    let loop = VirtualEventLoop()
    let seen = LoopConfined<[String]>([], on: loop)
    let journal = Journal(on: loop, observer: { event in seen.value.append("\(event.kind)") }, keepsEvents: keepsEvents)
    loop.post("notes") {
      for number in 1...3 { journal.record(.note("note \(number)"), pipeline: 1) }
    }
    #expect(loop.run().isClean)
    #expect(seen.value == ["note 1", "note 2", "note 3"])
    #expect(journal.events.count == (keepsEvents ? 3 : 0))
  }
}
