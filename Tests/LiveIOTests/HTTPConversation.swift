// A raw conversation of a client with a server, for tests of what goes over the wire.

import EventLoops
import LiveIO

/// What a client sends, and what it is to get: the raw bytes of the conversation.
func converse(
  with server: HTTPServer, on loop: LiveEventLoop, _ sends: [(after: Duration, text: String)],
  endsWriting: Bool = true, _ completion: @escaping @Sendable (String) -> Void
) {
  TCPConnection.connect(to: "127.0.0.1", port: server.address.port, on: loop) { result in
    guard let connection = try? result.get() else { return completion("no connection") }
    let received = LoopConfined<[UInt8]>([], on: loop)
    @Sendable func read() {
      connection.receive(upTo: 65_536) { result in
        guard let bytes = try? result.get(), !bytes.isEmpty else {
          connection.close()
          return completion(String(decoding: received.value, as: UTF8.self))
        }
        received.withValue { $0 += bytes }
        read()
      }
    }
    read()
    for (index, send) in sends.enumerated() {
      loop.schedule(after: send.after) {
        connection.send(Array(send.text.utf8)) { _ in
          if endsWriting, index == sends.count - 1 { connection.endWriting() }
        }
      }
    }
  }
}
