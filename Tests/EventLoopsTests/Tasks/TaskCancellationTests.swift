// Cancelling a task at every moment of its life, and when the cancellation is observed.

import EventLoops
import Testing

@Suite("Cancelling tasks")
struct TaskCancellationTests {
  /// Sleeps for ten milliseconds and logs how that ended.
  @Sendable private func nap(on loop: VirtualEventLoop, _ log: Log) async {
    log.stamp("body runs, cancelled: \(Task.isCancelled)")
    do {
      try await loop.sleep(for: .milliseconds(10))
      log.stamp("slept")
    } catch {
      log.stamp("\(type(of: error))")
    }
  }

  @Test(arguments: LoopSetup.all)
  func `a task that is cancelled before it starts runs its body, and its sleep ends at once`(setup: LoopSetup) {
    let loop = setup.makeLoop()
    let log = Log(on: loop)
    loop.spawn { await nap(on: loop, log) }.cancel()
    #expect(loop.run().isClean)
    #expect(log.lines == ["0ms body runs, cancelled: true", "0ms CancellationError"])
  }

  @Test(arguments: LoopSetup.inOrder)
  func `a sleep of a cancelled task does not give up its turn`(setup: LoopSetup) {
    let loop = setup.makeLoop()
    let log = Log(on: loop)
    loop.spawn { await nap(on: loop, log) }.cancel()
    loop.post { log.stamp("next event") }
    _ = loop.run()
    #expect(log.lines.last == "0ms next event")
  }

  @Test(arguments: LoopSetup.all)
  func `a task that is cancelled during its sleep continues at that instant`(setup: LoopSetup) {
    let loop = setup.makeLoop()
    let log = Log(on: loop)
    let task = loop.spawn { await nap(on: loop, log) }
    loop.schedule(after: .milliseconds(4)) {
      task.cancel()
      log.stamp("cancel returned")
    }
    let report = loop.run()
    #expect(report.isClean)
    #expect(
      log.lines == ["0ms body runs, cancelled: false", "4ms cancel returned", "4ms CancellationError"])
    #expect(report.instant == .milliseconds(4))
  }

  @Test(arguments: LoopSetup.inOrder)
  func `a sleeper can be cancelled by an earlier event of the instant at which it is due`(setup: LoopSetup) {
    let loop = setup.makeLoop()
    let log = Log(on: loop)
    let sleeper = LoopConfined<Task<Void, any Error>?>(nil, on: loop)
    loop.schedule(after: .milliseconds(10)) { sleeper.value?.cancel() }
    sleeper.value = loop.spawn { await nap(on: loop, log) }
    #expect(loop.run().isClean)
    #expect(log.lines == ["0ms body runs, cancelled: false", "10ms CancellationError"])
  }

  @Test(arguments: LoopSetup.inOrder)
  func `a sleeper that was woken is past cancelling`(setup: LoopSetup) {
    let loop = setup.makeLoop()
    let log = Log(on: loop)
    let task = loop.spawn { await nap(on: loop, log) }
    loop.spawn {
      try await loop.sleep(for: .milliseconds(10))
      task.cancel()
    }
    _ = loop.run()
    #expect(log.lines == ["0ms body runs, cancelled: false", "10ms slept"])
  }

  @Test(arguments: LoopSetup.all)
  func `cancelling after the end, or twice, does nothing`(setup: LoopSetup) {
    let loop = setup.makeLoop()
    let log = Log(on: loop)
    let ended = loop.spawn { await nap(on: loop, log) }
    _ = loop.run()
    ended.cancel()
    #expect(loop.run().isClean)
    #expect(log.lines == ["0ms body runs, cancelled: false", "10ms slept"])

    let twice = loop.spawn { await nap(on: loop, log) }
    loop.schedule(after: .milliseconds(1)) {
      twice.cancel()
      twice.cancel()
    }
    #expect(loop.run().isClean)
    #expect(log.lines.dropFirst(2) == ["10ms body runs, cancelled: false", "11ms CancellationError"])
  }

  @Test(arguments: LoopSetup.all)
  func `a sleeping task can be cancelled while the loop is paused`(setup: LoopSetup) {
    let loop = setup.makeLoop()
    let log = Log(on: loop)
    let task = loop.spawn { await nap(on: loop, log) }
    _ = loop.advance(by: .milliseconds(3))
    task.cancel()
    #expect(log.lines == ["0ms body runs, cancelled: false"])
    #expect(loop.run().isClean)
    #expect(log.lines == ["0ms body runs, cancelled: false", "3ms CancellationError"])
    #expect(loop.now == .milliseconds(3))
  }

  @Test(arguments: LoopSetup.all)
  func `a task may cancel itself`(setup: LoopSetup) throws {
    let loop = setup.makeLoop()
    let log = Log(on: loop)
    try loop.run {
      withUnsafeCurrentTask { $0?.cancel() }
      await nap(on: loop, log)
    }
    #expect(log.lines == ["0ms body runs, cancelled: true", "0ms CancellationError"])
  }

  @Test(arguments: LoopSetup.all)
  func `handlers run on the canceller's stack, the inner task's first`(setup: LoopSetup) {
    let loop = setup.makeLoop()
    let log = Log(on: loop)
    let task = loop.spawn {
      await withTaskCancellationHandler {
        await withTaskCancellationHandler {
          async let child: Void? = withTaskCancellationHandler {
            try? await loop.sleep(for: .seconds(1))
          } onCancel: {
            log.add("child")
          }
          _ = await child
        } onCancel: {
          log.add("inner")
        }
      } onCancel: {
        log.add("outer")
      }
    }
    loop.schedule(after: .milliseconds(1)) {
      task.cancel()
      log.add("cancel returned")
    }
    #expect(loop.run().isClean)
    #expect(log.lines == ["child", "inner", "outer", "cancel returned"])
  }

  @Test(arguments: LoopSetup.all)
  func `cancelling a task reaches its children and not the tasks it spawned`(setup: LoopSetup) {
    let loop = setup.makeLoop()
    let log = Log(on: loop)
    let task = loop.spawn {
      loop.spawn {
        try? await loop.sleep(for: .milliseconds(20))
        log.stamp("spawned, cancelled: \(Task.isCancelled)")
      }
      async let child: Void = {
        try? await loop.sleep(for: .milliseconds(20))
        log.stamp("child, cancelled: \(Task.isCancelled)")
      }()
      await child
    }
    loop.schedule(after: .milliseconds(5)) { task.cancel() }
    #expect(loop.run().isClean)
    #expect(log.lines == ["5ms child, cancelled: true", "20ms spawned, cancelled: false"])
  }

  @Test(arguments: LoopSetup.all)
  func `cancelling does not by itself end a suspension`(setup: LoopSetup) {
    let loop = setup.makeLoop()
    let log = Log(on: loop)
    let task = loop.spawn {
      let value = try await suspend(on: loop, "value") { suspension in
        _ = loop.schedule(after: .milliseconds(10)) { suspension.resume(with: .success(1)) }
      }
      log.stamp("\(value), cancelled: \(Task.isCancelled)")
    }
    loop.schedule(after: .milliseconds(5)) { task.cancel() }
    #expect(loop.run().isClean)
    #expect(log.lines == ["10ms 1, cancelled: true"])
  }

  @Test(arguments: LoopSetup.all)
  func `a cancelled sleep leaves nothing behind`(setup: LoopSetup) {
    let loop = setup.makeLoop()
    let tasks = (1...300).map { number in
      loop.spawn { try? await loop.sleep(for: .seconds(number)) }
    }
    loop.schedule(after: .milliseconds(500)) { for task in tasks { task.cancel() } }
    let report = loop.run()
    #expect(report.isClean)
    #expect(report.instant == .milliseconds(500))
  }
}
