// The actions of a simulated client: it follows its script and reads the bytes that are written to it.

import Callbacks
import EventLoops

extension SimulatedClient {
  /// Starts the script, or resumes it.
  func begin() {
    let due = state.withValue { state in
      state.sending.map { loop.now.advanced(by: $0.interval) }
        ?? state.acts.first.map { Instant.zero.advanced(by: $0.after) }
    }
    guard let due else { return }
    let timer = loop.schedule("client", after: loop.now.duration(to: due)) { perform() }
    state.withValue { $0.actTimer = timer }
  }

  /// Does the next act of the script, or sends the next chunk of a message.
  private func perform() {
    let deed = state.withValue { state in
      state.actTimer = nil
      return state.sending == nil ? state.acts.popFirst()?.deed : nil
    }
    switch deed {
    case .sends(let message):
      state.withValue { $0.sending = message }
      note("client sent \(Self.text(of: message.bytes))")
      send()
    case .closes:
      state.withValue { $0.phase = .halfClosed }
      note("client closed its side")
    case .leaves:
      end(in: .left, .gone)
      note("client left")
    case nil:
      send()
    }
    begin()
    deliver()
  }

  /// Sends the next chunk of the message that is being sent.
  private func send() {
    state.withValue { state in
      guard var message = state.sending else { return }
      let chunk = message.bytes.prefix(message.chunk ?? .max)
      state.inbox += chunk
      message.bytes.removeFirst(chunk.count)
      state.sending = message.bytes.isEmpty ? nil : message
    }
  }

  /// Hands arrived bytes, or the end of the stream, to the read that is under way.
  func deliver() {
    let delivery = state.withValue { state -> (Reader, Result<[UInt8]?, any Error>)? in
      let bytes = state.inbox.prefix(state.reader?.count ?? 0)
      let isOver = state.inbox.isEmpty && state.phase != .open
      guard !bytes.isEmpty || isOver, let reader = state.reader.take() else { return nil }
      state.inbox.removeFirst(bytes.count)
      if let refusal = state.phase.refusal { return (reader, .failure(refusal)) }
      return (reader, .success(bytes.isEmpty ? nil : Array(bytes)))
    }
    if let (reader, result) = delivery { reader.completion(result) }
  }

  /// Lets the client take what it takes at a time of the write that is under way.
  func take() {
    let now = loop.now
    let taken = state.withValue { state -> (writer: Writer, bytes: ArraySlice<UInt8>, next: Instant)? in
      guard var writer = state.writer else { return nil }
      if now < state.nextTaking { return (writer, [], state.nextTaking) }
      let bytes = writer.rest.prefix(state.pace?.bytes ?? .max)
      writer.rest.removeFirst(bytes.count)
      state.writer = writer.rest.isEmpty ? nil : writer
      if let pace = state.pace { state.nextTaking = now.advanced(by: pace.interval) }
      return (writer, bytes, state.nextTaking)
    }
    guard let (writer, bytes, next) = taken else { return }
    let isDone = writer.rest.isEmpty
    if isDone {
      loop.post("write to \(name)") { writer.completion(.success(())) }
    } else {
      takeLater(at: next)
    }
    receive(bytes, isEnd: isDone)
  }

  /// Takes more at `instant`, unless the write is given up by then.
  private func takeLater(at instant: Instant) {
    let timer = loop.schedule("client reads", after: loop.now.duration(to: instant)) { take() }
    state.withValue { $0.takeTimer = timer }
  }

  /// Notes what the client receives, line by line.
  private func receive(_ bytes: ArraySlice<UInt8>, isEnd: Bool) {
    let lines = state.withValue { state in
      var lines: [[UInt8]] = []
      for byte in bytes {
        state.line.append(byte)
        if byte == UInt8(ascii: "\n") {
          lines.append(state.line)
          state.line = []
        }
      }
      if isEnd, !state.line.isEmpty {
        lines.append(state.line)
        state.line = []
      }
      return lines
    }
    for line in lines { note("client got \(Self.text(of: line))") }
  }

  /// Bytes as the journal shows them: in quotes if they are text, and by their numbers if not.
  static func text(of bytes: [UInt8]) -> String {
    if let text = String(validating: bytes, as: UTF8.self) { return quoted(text) }
    let digits = bytes.map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }
    return "bytes \"\(digits.joined(separator: " "))\""
  }
}
