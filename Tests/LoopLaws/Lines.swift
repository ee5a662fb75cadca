// What the events of a loop write, in order.

public import EventLoops

/// Lines that only events of the loop add.
public struct Lines: Sendable {
  private let box: LoopConfined<[String]>

  /// No lines yet.
  public init(on loop: any EventLoop) { box = LoopConfined([], on: loop) }

  /// Adds a line.
  public func add(_ line: String) { box.withValue { $0.append(line) } }

  /// All lines so far.
  public var all: [String] { box.value }
}
