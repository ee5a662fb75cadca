// What every event loop promises, virtual or live: a law is a program, and what it has to come to.

public import EventLoops

/// A promise of `EventLoop` that any implementation is held to.
public struct LoopLaw: Sendable, CustomStringConvertible {
  /// The promise, as a sentence.
  public let description: String
  let program: @Sendable (any EventLoop, Lines) -> Void
  let lines: [String]
  var ending = Report.Ending.quiescent
  var leftovers: [String] = []

  /// Runs the law's program on a loop that has not run yet.
  ///
  /// - Parameter run: Runs the loop to its end.
  /// - Returns: What was not as promised, in words; nothing if the law holds.
  public func breaches(on loop: any EventLoop, run: () -> Report) -> [String] {
    let lines = Lines(on: loop)
    program(loop, lines)
    var breaches = lines.all.isEmpty ? [] : ["something ran before the loop did: \(lines.all)"]
    let report = run()
    func compare<Value: Equatable>(_ what: String, _ expected: Value, _ found: Value) {
      if expected != found { breaches.append("\(what): expected \(expected), found \(found)") }
    }
    compare("lines", self.lines, lines.all)
    compare("ending", ending, report.ending)
    compare("left over", leftovers, report.leftovers.map(\.label))
    return breaches
  }
}
