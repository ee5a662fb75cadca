// The simulated client seen through the byte stream's three faces: what a read, a write and a close come to.

import Callbacks
import Comparison
import EventLoops
import Promises
import Testing

@Suite("The simulated client", .serialized)
struct SimulatedClientTests {
  private let loop = VirtualEventLoop()
  private let log: LoopConfined<[String]>

  init() {
    log = LoopConfined([], on: loop)
  }

  private func note(_ text: String) {
    let line = "\(loop.now) \(text)"
    log.withValue { $0.append(line) }
  }

  private func noted<Value>(_ name: String) -> Completion<Value> {
    { result in
      switch result {
      case .success(let bytes as [UInt8]): note("\(name) \(String(decoding: bytes, as: UTF8.self))")
      case .success(is Void): note("\(name) done")
      case .success: note("\(name) end")
      case .failure(let error): note("\(name) \(error)")
      }
    }
  }

  /// A client with a script, and the journal in which it is noted.
  private func accept(_ acts: [ClientScript.Act], pace: ClientScript.Pace? = nil) -> (any ByteStream, Journal) {
    let journal = Journal(on: loop)
    let plan = Plan().with(client: ClientScript(acts: acts, pace: pace))
    return (ProgramContext(on: loop, plan: plan, journal: journal).accept(), journal)
  }

  private func sends(_ text: String, at milliseconds: Int, chunk: Int? = nil, every: Int = 0) -> ClientScript.Act {
    let message = ClientScript.Message(Array(text.utf8), chunk: chunk, interval: .milliseconds(every))
    return .init(.sends(message), after: .milliseconds(milliseconds))
  }

  private func closes(at milliseconds: Int) -> ClientScript.Act { .init(.closes, after: .milliseconds(milliseconds)) }

  private func leaves(at milliseconds: Int) -> ClientScript.Act { .init(.leaves, after: .milliseconds(milliseconds)) }

  @discardableResult
  private func read(_ stream: some ByteStream, upTo count: Int, in style: Style, _ name: String = "read")
    -> any Cancellable
  {
    switch style {
    case .callback: return stream.read(upTo: count, completion: noted(name))
    case .future:
      let future: Future<[UInt8]?> = stream.read(upTo: count)
      future.whenComplete(noted(name))
      return future
    case .async: return startTask(on: loop, name, noted(name)) { try await stream.read(upTo: count) }
    }
  }

  @discardableResult
  private func write(_ text: String, to stream: some ByteStream, in style: Style, _ name: String = "write")
    -> any Cancellable
  {
    let bytes = Array(text.utf8)
    switch style {
    case .callback: return stream.write(bytes, completion: noted(name))
    case .future:
      let future: Future<Void> = stream.write(bytes)
      future.whenComplete(noted(name))
      return future
    case .async: return startTask(on: loop, name, noted(name)) { try await stream.write(bytes) }
    }
  }

  @discardableResult
  private func close(_ stream: some ByteStream, in style: Style) -> any Cancellable {
    switch style {
    case .callback: return stream.close(completion: noted("close"))
    case .future:
      let future: Future<Void> = stream.close()
      future.whenComplete(noted("close"))
      return future
    case .async: return startTask(on: loop, "close", noted("close")) { try await stream.close() }
    }
  }

  private func at(_ milliseconds: Int, _ body: @escaping @Sendable () -> Void) {
    loop.schedule("test", after: .milliseconds(milliseconds), body)
  }

  @Test(arguments: Style.allCases)
  func `a read gets what there is, up to its count, or waits for the first byte`(style: Style) {
    let (client, _) = accept([sends("abcde", at: 10)])
    read(client, upTo: 2, in: style)
    at(20) { read(client, upTo: 2, in: style) }
    at(30) { read(client, upTo: 9, in: style) }
    #expect(loop.run().isClean)
    #expect(log.value == ["10ms read ab", "20ms read cd", "30ms read e"])
  }

  @Test(arguments: Style.allCases)
  func `a read at the end of the stream gets nothing, again and again, once all bytes are read`(style: Style) {
    let (client, _) = accept([sends("ab", at: 10), closes(at: 10)])
    for time in [20, 30, 40] { at(time) { read(client, upTo: 5, in: style) } }
    #expect(loop.run().isClean)
    #expect(log.value == ["20ms read ab", "30ms read end", "40ms read end"])
  }

  @Test(arguments: Style.allCases)
  func `chunks arrive one by one, and what comes behind them waits`(style: Style) {
    let (client, _) = accept([sends("abcd", at: 10, chunk: 2, every: 5), sends("e", at: 11), closes(at: 12)])
    for time in [1, 11, 16, 17] { at(time) { read(client, upTo: 2, in: style) } }
    #expect(loop.run().isClean)
    #expect(log.value == ["10ms read ab", "15ms read cd", "16ms read e", "17ms read end"])
  }

  @Test(arguments: Style.allCases)
  func `a cancelled read loses no byte`(style: Style) {
    let (client, _) = accept([sends("abc", at: 10)])
    let waiting = read(client, upTo: 5, in: style)
    at(5) { waiting.cancel() }
    at(20) {
      let ready = read(client, upTo: 5, in: style)
      ready.cancel()
      ready.cancel()
    }
    at(30) { read(client, upTo: 5, in: style) }
    #expect(loop.run().isClean)
    #expect(log.value == ["5ms read CancellationError()", "20ms read CancellationError()", "30ms read abc"])
  }

  @Test(arguments: Style.allCases)
  func `a write is done when the client has taken all of it`(style: Style) {
    let (client, journal) = accept([], pace: .init(2, every: .milliseconds(10)))
    write("ab\ncde", to: client, in: style)
    at(100) { write("f", to: client, in: style) }
    #expect(loop.run().isClean)
    #expect(log.value == ["20ms write done", "100ms write done"])
    #expect(
      journal.events.map(\.description)
        == [#"10ms client got "ab\n""#, #"20ms client got "cde""#, #"100ms client got "f""#])
  }

  @Test(arguments: Style.allCases)
  func `a cancelled write goes no further`(style: Style) {
    let (client, journal) = accept([], pace: .init(2, every: .milliseconds(10)))
    let writing = write("a\nb\nc\n", to: client, in: style)
    at(15) { writing.cancel() }
    at(30) { close(client, in: style) }
    #expect(loop.run().isClean)
    #expect(log.value == ["15ms write CancellationError()", "30ms close done"])
    #expect(
      journal.events.map(\.description)
        == [#"0ms client got "a\n""#, #"10ms client got "b\n""#, "30ms client saw the end of the stream"])
    #expect(loop.now == .milliseconds(30))
  }

  @Test(arguments: Style.allCases)
  func `a client that leaves takes reads and writes with it`(style: Style) {
    let (client, _) = accept([sends("abc", at: 1), leaves(at: 10)], pace: .init(1, every: .milliseconds(6)))
    write("ab\ncd", to: client, in: style)
    at(2) { read(client, upTo: 2, in: style) }
    at(20) { read(client, upTo: 5, in: style) }
    at(30) { write("x", to: client, in: style) }
    at(40) { close(client, in: style) }
    #expect(loop.run().isClean)
    #expect(
      log.value
        == [
          "2ms read ab", "10ms write the other side has gone", "20ms read the other side has gone",
          "30ms write the other side has gone", "40ms close done",
        ])
  }

  @Test(arguments: Style.allCases)
  func `closing ends what is under way and what the client still meant to do`(style: Style) {
    let (client, journal) = accept([sends("abc", at: 50), leaves(at: 60)], pace: .init(1, every: .milliseconds(6)))
    read(client, upTo: 2, in: style)
    write("abcd", to: client, in: style)
    at(10) { close(client, in: style) }
    at(20) { close(client, in: style) }
    at(30) { read(client, upTo: 2, in: style) }
    at(40) { write("x", to: client, in: style) }
    #expect(loop.run().isClean)
    #expect(loop.now == .milliseconds(40))
    #expect(
      Set(log.value)
        == [
          "10ms read the stream is closed", "10ms write the stream is closed", "10ms close done", "20ms close done",
          "30ms read the stream is closed", "40ms write the stream is closed",
        ])
    #expect(log.value.count == 6)
    #expect(journal.events.map(\.description) == ["10ms client saw the end of the stream"])
  }

  @Test(arguments: Style.allCases)
  func `a second concurrent read or write is refused, and the first continues`(style: Style) {
    let (client, _) = accept([sends("a", at: 10)], pace: .init(1, every: .milliseconds(5)))
    for name in ["first", "second"] {
      read(client, upTo: 1, in: style, "\(name) read")
      write("abc", to: client, in: style, "\(name) write")
    }
    #expect(loop.run().isClean)
    #expect(
      log.value.filter { $0.contains("second") }.sorted()
        == ["0ms second read \(ByteStreamError.busy)", "0ms second write \(ByteStreamError.busy)"])
    #expect(log.value.filter { $0.contains("first") } == ["10ms first read a", "10ms first write done"])
  }

  @Test func `a task that is cancelled already writes nothing, and closes all the same`() {
    let (client, journal) = accept([])
    let task = loop.spawn("cancelled") {
      await #expect(throws: CancellationError.self) { try await client.write([0x61]) }
      await #expect(throws: CancellationError.self) { _ = try await client.read(upTo: 1) }
      try await client.close()
    }
    task.cancel()
    #expect(loop.run().isClean)
    #expect(journal.events.map(\.description) == ["0ms client saw the end of the stream"])
  }

  @Test(arguments: Style.allCases)
  func `an unanswered read is left over, with its place`(style: Style) {
    let (client, _) = accept([])
    read(client, upTo: 1, in: style)
    let report = loop.run()
    let kinds: [Obligation.Kind] =
      switch style {
      case .callback: [.completion]
      case .future: [.promise]
      case .async: [.task, .continuation]
      }
    #expect(report.leftovers.map(\.kind) == kinds)
    #expect(report.leftovers.last?.label == "read from client")
    #expect(report.leftovers.last?.site.description.hasPrefix("ComparisonTests/SimulatedClientTests.swift:") == true)
  }

  @Test func `bytes that are no text are shown by their numbers`() {
    let message = ClientScript.Message([0xFF, 0x0A, 0x61])
    let (client, journal) = accept([.init(.sends(message), after: .zero)])
    write("caf\u{e9} \"x\"\r\n", to: client, in: .callback)
    _ = loop.run()
    #expect(
      journal.events.map { $0.text(among: 1) }
        == [#"client got "café \"x\"\r\n""#, #"client sent bytes "ff 0a 61""#])
  }
}
