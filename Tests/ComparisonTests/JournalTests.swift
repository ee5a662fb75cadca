// Journals with and without their events.

import EventLoops
import Testing

@testable import Comparison

@Suite("Journals")
struct JournalTests {
  @Test(arguments: [true, false], [true, false])
  func `pass all events to the observer, and keep them only if they are asked to`(
    keepsEvents: Bool, isObserved: Bool
  ) {
    let loop = VirtualEventLoop(limits: .init(text: 5))
    let seen = LoopConfined<[String]>([], on: loop)
    let observer: @Sendable (SemanticEvent) -> Void = { event in seen.value.append("\(event.kind)") }
    let journal = Journal(on: loop, observer: isObserved ? observer : nil, keepsEvents: keepsEvents)
    loop.post("notes") {
      for number in 1...3 { journal.record(.note("note \(number)"), pipeline: 1) }
    }
    // What is not kept does not count as kept text.
    #expect((loop.run().ending == .quiescent) != keepsEvents)
    #expect(seen.value == (isObserved ? ["note 1", "note 2", "note 3"] : []))
    #expect(journal.events.count == (keepsEvents ? 3 : 0))
  }
}
