// What happened on a loop, line by line, as tests write it down and compare it.

import EventLoops

/// Lines in the order in which the loop's events wrote them.
struct Log: Sendable {
  private let box: LoopConfined<[String]>

  init(on loop: any EventLoop) {
    box = LoopConfined([], on: loop)
  }

  var lines: [String] { box.value }

  func add(_ line: String) {
    box.withValue { $0.append(line) }
  }

  /// Adds a line that begins with the loop's time: `20ms reply`.
  func stamp(_ line: String) {
    add("\(box.loop.now) \(line)")
  }
}
