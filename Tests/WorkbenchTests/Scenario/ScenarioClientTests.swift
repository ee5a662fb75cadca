// What a scenario's statements about the client mean for the plan.

import Comparison
import Testing
import Workbench

struct `A statement about the client` {
  static let scripts: [(String, ClientScript)] = [
    (
      #"client sends "cat face\r\n" at 10ms"#,
      ClientScript(acts: [.init(.sends(.init(Array("cat face\r\n".utf8))), after: .milliseconds(10))])
    ),
    (
      #"client sends "é" at 0ms in chunks of 1"#,
      ClientScript(acts: [.init(.sends(.init([0xC3, 0xA9], chunk: 1)), after: .zero)])
    ),
    (
      #"client sends bytes "ff F4 00" at 1s in chunks of 2 every 5ms  # as Telnet does"#,
      ClientScript(acts: [
        .init(.sends(.init([0xFF, 0xF4, 0], chunk: 2, interval: .milliseconds(5))), after: .seconds(1))
      ])
    ),
    (
      #"client sends bytes "" at 1ms"#, ClientScript(acts: [.init(.sends(.init([])), after: .milliseconds(1))])
    ),
    ("client closes at 2s", ClientScript(acts: [.init(.closes, after: .seconds(2))])),
    (
      "client closes at 2s\nclient leaves at 2s",
      ClientScript(acts: [.init(.closes, after: .seconds(2)), .init(.leaves, after: .seconds(2))])
    ),
    (
      "client reads 64 bytes every 10ms\nclient leaves at 1ms",
      ClientScript(acts: [.init(.leaves, after: .milliseconds(1))], pace: .init(64, every: .milliseconds(10)))
    ),
  ]

  @Test(arguments: scripts)
  func `says what it does, in order`(text: String, script: ClientScript) throws {
    #expect(try scenario(text).plan == Plan().with(client: script))
  }
}
