// Sockets whose other ends are the test's own, so that it decides when they take and give bytes.

import Callbacks
import Dispatch
import EventLoops
import Synchronization
import Testing

@testable import LiveIO

@Suite("Sockets of a pair", .timeLimit(.minutes(2)))
struct SocketPairTests {
  private let loop = LiveEventLoop(name: "pair")

  /// A connection and the other end of it.
  private func pair() throws -> (connection: TCPConnection, other: Descriptor) {
    let (own, other) = try Descriptor.pair()
    return (try TCPConnection(own, on: loop), other)
  }

  /// What has arrived at a descriptor by now.
  private static func arrived(at descriptor: Descriptor) -> [UInt8] {
    guard case .done(let bytes) = descriptor.read(upTo: 1_000_000) else { return [] }
    return bytes
  }

  /// Has a connection take bytes over until the system takes no more, and another write wait.
  private static func fill(_ connection: TCPConnection) -> any Cancellable {
    let bytes = [UInt8](repeating: 1, count: 10_000)
    while connection.socket.gather(bytes) {}
    return connection.beginWriting(bytes) { _ in }
  }

  @Test func `events that a socket sets off run before the next socket`() throws {
    let log = LoopConfined<[Int]>([], on: loop)
    let pairs = try (0..<6).map { _ in try pair() }
    loop.post("start") {
      for (number, (connection, other)) in pairs.enumerated() {
        connection.receive { _ in
          log.value.append(number)
          loop.post("step") { log.value.append(number) }
          connection.close()
        }
        _ = other.write([1])
      }
    }
    #expect(loop.run().isClean)
    let numbers = log.value
    #expect(numbers.count == 12)
    for place in stride(from: 0, to: numbers.count - 1, by: 2) { #expect(numbers[place] == numbers[place + 1]) }
    for (_, other) in pairs { other.close() }
  }

  @Test func `what is written in a later turn goes out as well, and a close does not wait where the system takes it`()
    throws
  {
    let (connection, end) = try pair()
    let other = try TCPConnection(end, on: loop)
    let log = LoopConfined<[[UInt8]]>([], on: loop)
    let limit = loop.schedule("limit", after: .seconds(30)) {
      connection.close()
      other.close()
    }
    loop.post("first") { _ = connection.beginWriting([1]) { _ in } }
    other.receive { result in
      log.value.append((try? result.get()) ?? [])
      for byte in [2, 3] as [UInt8] { _ = connection.beginWriting([byte]) { _ in } }
      other.receive { result in
        log.value.append((try? result.get()) ?? [])
        _ = connection.beginWriting([4]) { _ in }
        _ = connection.beginClosing { _ in }
        log.value.append(Self.arrived(at: end))
        other.close()
        limit.cancel()
      }
    }
    #expect(loop.run().isClean)
    #expect(log.value == [[1], [2, 3], [4]])
  }

  @Test func `nothing is gathered while a write waits, or the system takes nothing`() throws {
    let (connection, other) = try pair()
    let log = LoopConfined<[Bool]>([], on: loop)
    loop.post("writes") {
      let write = Self.fill(connection)
      log.value.append(connection.socket.gather([2]))
      write.cancel()
      log.value.append(connection.socket.gather([3]))
      other.close()
      connection.close()
    }
    #expect(loop.run().ending == .quiescent)
    #expect(log.value == [false, false])
  }

  @Test func `a loop does not end before what it has taken over has gone out, although a write was cancelled`() throws {
    let (connection, other) = try pair()
    let isEmptied = DispatchGroup()
    loop.longestWait.store(30_000, ordering: .relaxed)
    loop.post("writes") { Self.fill(connection).cancel() }
    DispatchQueue.global().async(group: isEmptied) {
      while !loop.state.withLock({ $0.isWaiting }) { if loop.report().ending != .paused { return } }
      while loop.report().ending == .paused { _ = Self.arrived(at: other) }
    }
    #expect(loop.run().ending == .quiescent)
    isEmptied.wait()
    #expect(connection.socket.state.withValue { $0.outgoing.gathered.isEmpty })
    connection.close()
    other.close()
  }

  @Test func `the first write fails after the loop has met the end of the other side`() throws {
    let (connection, other) = try pair()
    let results = LoopConfined<[String]>([], on: loop)
    connection.watchEnd { isBroken in
      _ = connection.beginWriting([1]) { result in
        results.value.append("\(isBroken) \(result)")
        connection.close()
      }
    }
    loop.post("departure") { other.close() }
    // No read or write keeps the loop.
    loop.schedule("end", after: .milliseconds(5)) {}
    #expect(loop.run().isClean)
    #expect(results.value == ["true failure(the other side has gone)"])
  }

  @Test func `a write fails that follows one which went out and failed`() throws {
    let (connection, other) = try pair()
    let results = LoopConfined<[Bool]>([], on: loop)
    @Sendable func write(then next: @escaping @Sendable () -> Void) {
      _ = connection.beginWriting([1]) { result in
        if case .success = result { results.value.append(true) } else { results.value.append(false) }
        // In a later turn.
        loop.schedule("next", after: .milliseconds(1), next)
      }
    }
    loop.post("writes") {
      // No notice follows.
      connection.socket.descriptor.endWriting()
      write { write { connection.close() } }
    }
    #expect(loop.run().isClean)
    #expect(results.value == [true, false])
    other.close()
  }

  @Test func `a limit that is not set is not renewed`() {
    let limit = Deadline("limit", on: loop)
    limit.set(.seconds(60)) {}
    limit.cancel()
    limit.renew(.seconds(60))
    #expect(loop.state.withLock { $0.timers.earliestDeadline() } == nil)
  }
}
