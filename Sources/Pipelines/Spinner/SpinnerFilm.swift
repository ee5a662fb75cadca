// The pictures that a spinner drew during a run, with their instants.

package import Comparison
package import EventLoops

extension Spinner {
  /// A change of what the spinner shows.
  package struct Shot: Sendable, Hashable {
    /// When it changes.
    package let instant: Instant
    /// The frame from then on; nil for nothing, after it was erased.
    package let picture: String?
  }

  /// The frames of the spinner of the run's first pipeline.
  ///
  /// - Parameter message: What to show beside the bar.
  package static func film(of run: StyleRun, message: String) -> [Shot] {
    var number = 0
    return run.events.filter { $0.pipeline == 1 }.compactMap { shot(of: $0, message: message, number: &number) }
  }

  /// The frame from an event on; nil if the event changes nothing.
  ///
  /// - Parameter number: The number of the next frame, counted from 0; counted on.
  package static func shot(of event: SemanticEvent, message: String, number: inout Int) -> Shot? {
    switch event.kind {
    case .note(SpinnerScreen.erased):
      return Shot(instant: event.instant, picture: nil)
    case .note:
      defer { number += 1 }
      return Shot(instant: event.instant, picture: picture(number, message))
    default:
      return nil
    }
  }
}

/// The surface of a spinner: the frames are things that the program says of itself, at the lines that draw them.
struct SpinnerScreen: Sendable {
  static let erased = "erased"

  let context: ProgramContext

  /// Draws the n-th frame, counted from 0.
  func draw(_ number: Int, fileID: StaticString = #fileID, line: UInt = #line) {
    let picture = Spinner.picture(number, context[Spinner.message])
    context.note("frame \(quoted(picture))", fileID: fileID, line: line)
  }

  /// Takes the last frame away.
  func erase(fileID: StaticString = #fileID, line: UInt = #line) {
    context.note(Self.erased, fileID: fileID, line: line)
  }
}
