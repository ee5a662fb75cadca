// What a live loop takes after its run, and whether it is released.

import Callbacks
import Dispatch
import EventLoops
import Testing

@testable import LiveIO

@Suite("Live loops that have ended", .timeLimit(.minutes(2)))
struct EndedLoopTests {
  /// What is asked of a loop that has ended.
  enum Request: CaseIterable { case nothing, post, timer, write }

  @Test(arguments: Request.allCases)
  func `a loop that has ended is released, whatever it is asked for`(request: Request) throws {
    weak var released: LiveEventLoop?
    let (own, other) = try Descriptor.pair()
    func run() throws -> DispatchQueue {
      let loop = LiveEventLoop(name: "ended")
      released = loop
      let connection = try TCPConnection(own, on: loop)
      loop.post("event") {}
      #expect(loop.run().isClean)
      switch request {
      case .nothing: break
      case .post: loop.post("event") { loop.stop() }
      case .timer:
        let timer = loop.schedule("timer", after: .seconds(1)) { loop.stop() }
        #expect(!timer.cancel())
      case .write: _ = connection.write([1]) { _ in loop.stop() }
      }
      connection.close()
      return loop.queue
    }
    // What has ended the run on the queue is gone then.
    try run().sync {}
    #expect(released == nil)
    // The write has gone out at the close.
    let arrived = if case .done(let bytes) = other.read(upTo: 10) { bytes } else { [0] as [UInt8] }
    #expect(arrived == (request == .write ? [1] : []))
    other.close()
  }
}
