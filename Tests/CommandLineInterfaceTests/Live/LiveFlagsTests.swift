// Flags over HTTP: served, fetched by the same program in each style, and saved whole.

import Comparison
import EventLoops
import Foundation
import LiveIO
import Pipelines
import Testing

@testable import CommandLineInterface

@Suite("Flags over HTTP", .timeLimit(.minutes(10)))
struct LiveFlagsTests {
  private func braid(_ words: String) -> Ending { run(words, commands: CommandTable.all) }

  /// Serves flags on a loop of its own while `body` runs.
  private func serving(_ kind: FlagServer, seed: UInt64 = 0, _ body: (UInt16) throws -> Void) throws {
    let loop = LiveEventLoop(name: "flag server")
    let site = FlagSite(server: kind, seed: seed, loop: loop)
    let server = try HTTPServer(on: loop, async: { try await site.answer($0) })
    let isOver = DispatchSemaphore(value: 0)
    DispatchQueue.global().async {
      #expect(loop.run().isClean)
      isOver.signal()
    }
    defer {
      loop.post { server.stop(within: .seconds(5)) { _ in } }
      isOver.wait()
    }
    try body(server.address.port)
  }

  @Test(arguments: Style.allCases)
  func `are saved whole, each a valid picture, and counted`(style: Style) throws {
    let folder = try TemporaryFolder()
    do {
      try serving(.local) { port in
        let ending = braid("flags CN IN XX --live --port \(port) --folder \(folder.path)/out --style \(style)")
        #expect(ending.code == .success)
        #expect(ending.output.contains("2 flags downloaded\n1 not found\n"))
      }
      let files = try FileManager.default.contentsOfDirectory(atPath: folder.path + "/out").sorted()
      #expect(files == ["cn.gif", "in.gif"])
      let image = try Data(contentsOf: URL(fileURLWithPath: folder.path + "/out/cn.gif"))
      #expect(Array(image) == FlagImage.gif(for: "CN"))
      #expect(image.starts(with: Array("GIF89a".utf8)) && image.last == 0x3B)
    }
  }

  @Test func `that fail are reported with their reason, and end with 1`() throws {
    let folder = try TemporaryFolder()
    do {
      try serving(.error, seed: 1) { port in
        let ending = braid("flags B --live -v --port \(port) --folder \(folder.path)/out")
        #expect(ending.code == .expectationFailed)
        #expect(ending.output.contains(": 503 "))
        #expect(ending.output.contains("not found\n"))
      }
    }
  }

  @Test func `without a server are errors, and no file is written`() throws {
    let folder = try TemporaryFolder()
    do {
      var port: UInt16 = 0
      try serving(.local) { port = $0 }
      let ending = braid("flags CN --live -v --port \(port) --folder \(folder.path)/out")
      #expect(ending.code == .unavailable)
      #expect(ending.output.contains("*** Error for CN: no answer from 127.0.0.1:\(port): nothing listens there\n"))
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path + "/out").isEmpty)
    }
  }

  @Test func `that cannot be saved are errors of the disk`() throws {
    let folder = try TemporaryFolder()
    do {
      // A folder has the name of the file to write.
      let place = folder.path + "/out/cn.gif/x"
      try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
      try serving(.local) { port in
        let ending = braid("flags CN --live -v --port \(port) --folder \(folder.path)/out")
        #expect(ending.code == .expectationFailed)
        #expect(ending.output.contains("*** Error for CN: cannot save cn.gif: "))
      }
    }
  }

  @Test func `into a folder that cannot be are refused before anything is asked`() throws {
    let ending = braid("flags CN --live --folder /nowhere/at/all")
    #expect(ending.code == .notFound)
    #expect(ending.errors.contains("cannot save in '/nowhere/at/all': its parent folder does not exist"))
  }

  @Test func `on a port in use are not served`() throws {
    try serving(.local) { port in
      let ending = braid("flags serve --port \(port)")
      #expect(ending.code == .unavailable)
      #expect(ending.errors.contains("cannot listen on 127.0.0.1:\(port): Address already in use"))
    }
  }
}
