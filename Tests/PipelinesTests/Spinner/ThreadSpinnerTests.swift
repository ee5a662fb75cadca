// The spinner on a real thread: what it draws, how it is stopped, and that nothing of it is left.

import Dispatch
import Pipelines
import Testing

@Suite("The spinner on a thread")
struct ThreadSpinnerTests {
  /// Runs a spinner whose slow function lasts `frames` frames, and then calls `end`.
  private func draw<Answer>(_ frames: Int, then end: () throws -> Answer) rethrows -> (Answer, [String]) {
    let (turnstile, words) = (Turnstile(), Words())
    let answer = try Spinner.onThread(
      message: "on", draw: { words.add($0 ?? "erased") }, pause: { signal, _ in turnstile.pause(until: signal) },
      slow: {
        for frame in 1...frames {
          #expect(turnstile.awaitArrival())
          if frame < frames { turnstile.letPass() }
        }
        return try end()
      })
    return (answer, words.all)
  }

  @Test(arguments: [1, 2, 4, 5, 30])
  func `draws as many frames as there is time for, and erases the last`(frames: Int) {
    let (answer, drawn) = draw(frames) { 42 }
    #expect(answer == 42)
    #expect(drawn == (0..<frames).map { Spinner.picture($0, "on") } + ["erased"])
  }

  @Test func `is stopped and erased if the slow function throws`() {
    struct Failure: Error {}
    let words = Words()
    let turnstile = Turnstile()
    #expect(throws: Failure.self) {
      try Spinner.onThread(
        draw: { words.add($0 ?? "erased") }, pause: { signal, _ in turnstile.pause(until: signal) },
        slow: {
          #expect(turnstile.awaitArrival())
          throw Failure()
        })
    }
    #expect(words.all == ["| thinking!", "erased"])
  }

  @Test func `draws nothing once the answer is there`() {
    for _ in 1...50 {
      let (_, drawn) = draw(2) { 42 }
      #expect(drawn.last == "erased")
    }
  }

  @Test func `its pause in real time ends with the signal, not with the frame`() {
    let words = Words()
    let hasBegun = DispatchSemaphore(value: 0)
    let time = ContinuousClock().measure {
      Spinner.onThread(
        frame: .seconds(60),
        draw: {
          words.add($0 ?? "erased")
          hasBegun.signal()
        },
        slow: { #expect(hasBegun.wait(timeout: .now() + .seconds(30)) == .success) })
    }
    #expect(words.all == ["| thinking!", "erased"])
    #expect(time < .seconds(60))
  }

  @Test func `its pause in real time ends with the frame as well`() {
    let words = Words()
    let drawn = DispatchSemaphore(value: 0)
    Spinner.onThread(
      frame: .microseconds(100),
      draw: {
        words.add($0 ?? "erased")
        drawn.signal()
      },
      slow: { for _ in 1...5 { #expect(drawn.wait(timeout: .now() + .seconds(30)) == .success) } })
    #expect(words.all.starts(with: (0..<5).map { Spinner.picture($0, "thinking!") }))
  }

  @Test func `a signal may be set twice, and be waited for by several`() {
    let signal = StopSignal()
    signal.set()
    signal.set()
    let time = ContinuousClock().measure {
      for _ in 1...3 { signal.wait(for: .seconds(60)) }
    }
    #expect(signal.isSet)
    #expect(time < .seconds(60))
  }
}
