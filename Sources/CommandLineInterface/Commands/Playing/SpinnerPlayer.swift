// Plays what a spinner drew: in place on a terminal, as a line a picture elsewhere.

import EventLoops
import Pipelines
import Workbench

/// Plays a spinner's film on a console.
struct SpinnerPlayer {
  private let output: TextStream
  private let room: Int
  private let pause: Console.Pause
  private let pace: Pace

  /// A player that takes as much real time as `pace` says.
  init(_ console: Console, at pace: Pace) {
    output = console.output
    // Room for a `^C` behind the picture, and for the last column, behind which some terminals break the line.
    room = console.columns - 3
    self.pace = pace
    pause = pace == .none ? { _ in true } : console.beginPlaying()
  }

  /// Plays shots and leaves nothing of them on a terminal.
  ///
  /// - Returns: Whether it came to the end; false if the user has interrupted it.
  func play(_ shots: [Spinner.Shot]) -> Bool {
    let columns = shots.map { "\($0.instant)".count }.max() ?? 0
    var now = Instant.zero
    var shown = ""
    for shot in shots {
      guard pause(pace.real(now.duration(to: shot.instant))) else {
        // The terminal has written `^C` behind the picture.
        erase(shown + "^C")
        return false
      }
      now = shot.instant
      if output.isTerminal {
        if shot.picture == nil { erase(shown) }
        shown = shot.picture.map(clipped) ?? ""
        if !shown.isEmpty { output.write("\r" + shown) }
      } else {
        output.writeLine("\(shot.instant)".padded(to: columns + 2) + (shot.picture ?? "erased"))
      }
    }
    return true
  }

  /// As much of a picture as a line has room for.
  private func clipped(_ picture: String) -> String { String(picture.prefix(columns: room)) }

  /// Overwrites a picture with blanks and goes back to where it began.
  private func erase(_ picture: String) {
    guard output.isTerminal, !picture.isEmpty else { return }
    output.write("\r" + String(repeating: " ", count: picture.displayWidth) + "\r")
  }
}
