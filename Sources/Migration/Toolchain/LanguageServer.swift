// The toolchain's language server, asked for its refactorings over JSON-RPC.

import Foundation

/// A running `sourcekit-lsp` (Language Server Protocol 3.17, base protocol over pipes).
final class LanguageServer {
  private let process = Process()
  private let input = Pipe()
  private let output = Pipe()
  private let deadline: Date
  private var received: [UInt8] = []
  private var number = 0
  /// The edits that the server has asked for, by file.
  private(set) var edits: [String: [TextEdit]] = [:]

  /// The longest message that is read, in bytes.
  private static let longestMessage = 16 << 20

  /// Starts the server for a folder.
  ///
  /// - Parameters:
  ///   - folder: The root of the package.
  ///   - seconds: How long all requests may take together.
  init(for folder: URL, seconds: Double) throws(MigrationFailure) {
    deadline = Date(timeIntervalSinceNow: seconds)
    process.executableURL = URL(filePath: try Tool.path(of: "sourcekit-lsp"))
    process.currentDirectoryURL = folder
    (process.standardInput, process.standardOutput) = (input, output)
    process.standardError = FileHandle.nullDevice
    do { try process.run() } catch {
      throw MigrationFailure(.toolchain, "'sourcekit-lsp' cannot be run: \(error.localizedDescription)")
    }
    let workspace: [String: Any] = ["applyEdit": true]
    let actions: [String: Any] = [
      "codeActionLiteralSupport": ["codeActionKind": ["valueSet": ["refactor", "quickfix"]]]
    ]
    _ = try request(
      "initialize",
      [
        "processId": Int(ProcessInfo.processInfo.processIdentifier), "rootUri": folder.absoluteString,
        "capabilities": ["workspace": workspace, "textDocument": ["codeAction": actions]],
        // The refactorings need one file; without this the server builds all that the package depends on.
        "initializationOptions": ["backgroundIndexing": false],
      ])
    try notify("initialized", [:])
  }

  /// Ends the server.
  func stop() {
    input.fileHandleForWriting.closeFile()
    if process.isRunning { process.terminate() }
  }

  /// Opens a file with a text.
  func open(_ file: URL, _ text: String) throws(MigrationFailure) {
    let document: [String: Any] = ["uri": file.absoluteString, "languageId": "swift", "version": 1, "text": text]
    try notify("textDocument/didOpen", ["textDocument": document])
  }

  /// The edits of the code action with a title at a place; nil if the server does not offer it.
  func edits(of title: String, at position: TextEdit.Position, in file: URL) throws(MigrationFailure) -> [TextEdit]? {
    let place: [String: Any] = ["line": position.line, "character": position.character]
    let range: [String: Any] = ["start": place, "end": place]
    let parameters: [String: Any] = [
      "textDocument": ["uri": file.absoluteString], "range": range, "context": ["diagnostics": [Any]()],
    ]
    let actions = try request("textDocument/codeAction", parameters) as? [[String: Any]] ?? []
    guard let command = actions.first(where: { $0["title"] as? String == title })?["command"] as? [String: Any] else {
      return nil
    }
    edits = [:]
    _ = try request("workspace/executeCommand", command)
    return edits[file.absoluteString]
  }

  private func notify(_ method: String, _ parameters: [String: Any]) throws(MigrationFailure) {
    try send(["jsonrpc": "2.0", "method": method, "params": parameters])
  }

  /// Sends a request and waits for its response; requests of the server are answered on the way.
  private func request(_ method: String, _ parameters: [String: Any]) throws(MigrationFailure) -> Any? {
    number += 1
    try send(["jsonrpc": "2.0", "id": number, "method": method, "params": parameters])
    while true {
      let message = try receive()
      if let method = message["method"] as? String {
        guard let id = message["id"] else { continue }
        if method == "workspace/applyEdit" { keep(message["params"] as? [String: Any] ?? [:]) }
        let result: Any = method == "workspace/applyEdit" ? ["applied": true] : NSNull()
        try send(["jsonrpc": "2.0", "id": id, "result": result])
        continue
      }
      guard message["id"] as? Int == number else { continue }
      if let error = message["error"] as? [String: Any] {
        throw MigrationFailure(.toolchain, "'sourcekit-lsp' refuses '\(method)': \(error["message"] ?? "")")
      }
      return message["result"]
    }
  }

  private func keep(_ parameters: [String: Any]) {
    let edit = parameters["edit"] as? [String: Any] ?? [:]
    for (file, changes) in edit["changes"] as? [String: [[String: Any]]] ?? [:] {
      edits[file, default: []] += changes.compactMap(TextEdit.init)
    }
  }

  private func send(_ message: [String: Any]) throws(MigrationFailure) {
    do {
      let body = try JSONSerialization.data(withJSONObject: message)
      try input.fileHandleForWriting.write(contentsOf: Data("Content-Length: \(body.count)\r\n\r\n".utf8) + body)
    } catch {
      throw MigrationFailure(.ended, "'sourcekit-lsp' has ended")
    }
  }

  /// The next message.
  private func receive() throws(MigrationFailure) -> [String: Any] {
    let end = Array("\r\n\r\n".utf8)
    while true {
      if let head = received.firstRange(of: end) {
        let fields = String(decoding: received[..<head.lowerBound], as: UTF8.self).split(separator: "\r\n")
        let length = fields.lazy.filter { $0.lowercased().hasPrefix("content-length:") }
          .compactMap { Int($0.dropFirst("content-length:".count).trimmingPrefix(" ")) }.first
        guard let length, (0...Self.longestMessage).contains(length) else { break }
        if received.count >= head.upperBound + length {
          let body = Data(received[head.upperBound..<head.upperBound + length])
          received.removeFirst(head.upperBound + length)
          guard let message = try? JSONSerialization.jsonObject(with: body) as? [String: Any] else { break }
          return message
        }
      } else if received.count > 65_536 {
        break
      }
      received += try readSome()
    }
    throw MigrationFailure(.toolchain, "'sourcekit-lsp' sent something that is no message")
  }

  private func readSome() throws(MigrationFailure) -> [UInt8] {
    let handle = output.fileHandleForReading.fileDescriptor
    var entry = pollfd(fd: handle, events: Int16(POLLIN), revents: 0)
    while true {
      let left = deadline.timeIntervalSinceNow
      guard left > 0 else { throw MigrationFailure(.toolchain, "'sourcekit-lsp' did not answer in time") }
      let count = poll(&entry, 1, Int32(min(left, 60) * 1_000))
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { continue }
      var buffer = [UInt8](repeating: 0, count: 65_536)
      let size = read(handle, &buffer, buffer.count)
      if size < 0, errno == EINTR { continue }
      guard size > 0 else { throw MigrationFailure(.ended, "'sourcekit-lsp' has ended") }
      return Array(buffer[..<size])
    }
  }
}
