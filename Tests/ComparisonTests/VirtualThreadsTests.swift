// Virtual threads and the simulated disk: the order of jobs, what can be cancelled, and what is never late.

import Callbacks
import Comparison
import EventLoops
import Promises
import Testing

@Suite("Virtual threads")
struct VirtualThreadsTests {
  private let loop = VirtualEventLoop()
  private let log: LoopConfined<[String]>

  init() {
    log = LoopConfined([], on: loop)
  }

  private func note(_ text: String) {
    let line = "\(loop.now) \(text)"
    log.withValue { $0.append(line) }
  }

  private func note<Value>(_ name: String, _ result: Result<Value, any Error>) {
    switch result {
    case .success(let value): note("\(name) \(value)")
    case .failure(let error): note("\(name) \(error)")
    }
  }

  /// Hands in a job in one style; it returns its name.
  private func hand(_ name: String, taking milliseconds: Int, to threads: VirtualThreads, in style: Style)
    -> any Cancellable
  {
    let length = Duration.milliseconds(milliseconds)
    switch style {
    case .callback:
      return threads.run(name, taking: length, { name }) { note("done", $0) }
    case .future:
      let future = threads.run(name, taking: length) { name }
      future.whenComplete { note("done", $0) }
      return future
    case .async:
      return loop.spawn(name) {
        do {
          note("done", .success(try await threads.run(name, taking: length) { name }))
        } catch {
          note("done", Result<String, any Error>.failure(error))
        }
      }
    }
  }

  @Test(arguments: Style.allCases)
  func `jobs are taken in order, as many at once as there are threads`(style: Style) {
    let threads = VirtualThreads(2, on: loop)
    for (name, length) in [("a", 30), ("b", 10), ("c", 10), ("d", 10)] {
      _ = hand(name, taking: length, to: threads, in: style)
    }
    #expect(loop.run().isClean)
    #expect(log.value == ["10ms done b", "20ms done c", "30ms done a", "30ms done d"])
    #expect(threads.idleCount == 2)
  }

  @Test(arguments: Style.allCases)
  func `a job that waits for a thread can be taken back; one that has begun runs to its end`(style: Style) {
    let threads = VirtualThreads(1, on: loop)
    let running = hand("running", taking: 30, to: threads, in: style)
    let waiting = hand("waiting", taking: 30, to: threads, in: style)
    loop.schedule(after: .milliseconds(10)) {
      running.cancel()
      waiting.cancel()
    }
    #expect(loop.run().isClean)
    #expect(log.value == ["10ms done CancellationError()", "30ms done running"])
    #expect(threads.idleCount == 1)
  }

  @Test func `a job takes none of the loop's time`() {
    let threads = VirtualThreads(1, on: loop)
    _ = hand("job", taking: 100, to: threads, in: .callback)
    loop.schedule(after: .milliseconds(50)) { note("timer") }
    let report = loop.run()
    #expect(log.value == ["50ms timer", "100ms done job"])
    #expect(report.blocking.duration == .zero)
  }

  @Test(arguments: Style.allCases)
  func `an error of the work is the job's result, and the thread continues`(style: Style) {
    let threads = VirtualThreads(1, on: loop)
    let disk = SimulatedDisk(on: loop, timePerSave: .milliseconds(10), room: 1)
    let save: @Sendable () throws -> Int = {
      try disk.write("image", as: "br.gif")
      return disk.files.count
    }
    for _ in 0..<2 {
      switch style {
      case .callback: _ = threads.run("save", taking: disk.timePerSave, save) { note("saved", $0) }
      case .future: threads.run("save", taking: disk.timePerSave, save).whenComplete { note("saved", $0) }
      case .async:
        loop.spawn {
          do {
            note("saved", .success(try await threads.run("save", taking: disk.timePerSave, save)))
          } catch {
            note("saved", Result<Int, any Error>.failure(error))
          }
        }
      }
    }
    #expect(loop.run().isClean)
    #expect(log.value == ["10ms saved 1", "20ms saved no room left on the disk for \"br.gif\""])
    #expect(threads.idleCount == 1)
  }

  @Test func `a job that no thread will ever take is left over`() {
    _ = hand("job", taking: 1, to: VirtualThreads(0, on: loop), in: .callback)
    #expect(loop.run().leftovers.map(\.label) == ["job"])
  }

  @Test func `saving on the loop blocks it`() throws {
    let disk = SimulatedDisk(on: loop, timePerSave: .milliseconds(10))
    loop.post {
      for name in ["a", "b"] { #expect(throws: Never.self) { try disk.save("image of \(name)", as: name) } }
      note("saved")
    }
    let report = loop.run()
    #expect(log.value == ["20ms saved"])
    #expect(report.blocking.duration == .milliseconds(20))
    #expect(disk.files.map(\.name) == ["a", "b"])
    #expect(disk.files.map(\.contents) == ["image of a", "image of b"])
  }
}
