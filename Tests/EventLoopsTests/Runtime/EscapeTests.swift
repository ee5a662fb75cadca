// Work that leaves the loop is named in the report, the same in every run; what is legal is not accused.

import Testing

@testable import EventLoops

@Suite("Escapes")
struct EscapeTests {
  @Test(arguments: EscapingProgram.all, LoopSetup.accounting)
  func `a task that leaves the loop is reported with its name, its creation site and what to use`(
    program: EscapingProgram, setup: LoopSetup
  ) {
    let loop = setup.makeLoop()
    loop.spawn(program.name) { try await program.body(loop) }
    let site = "\(#fileID):\(#line - 1)"
    let report = loop.run()
    #expect(report.escapes.map(\.kind) == program.kinds)
    #expect(!report.isClean)
    for escape in report.escapes where setup.recording == .everything || !program.name.contains("immediate") {
      #expect(escape.description.hasPrefix("'\(program.name)' (created at \(site)) "))
      #expect(escape.description.contains("; use loop.s"))
      #expect(report.description.contains("  escaped: \(escape)"))
    }
  }

  @Test(arguments: EscapingProgram.all)
  func `an escape is reported alike in fifty runs`(program: EscapingProgram) {
    func report() -> String {
      let loop = VirtualEventLoop()
      loop.spawn(program.name) { try await program.body(loop) }
      loop.spawn("bystander") { for _ in 1...20 { try await loop.sleep(for: .milliseconds(1)) } }
      return loop.run().description
    }
    let first = report()
    for _ in 1..<50 {
      let again = report()
      guard again != first else { continue }
      Issue.record("first\n\(first)\nthen\n\(again)")
      return
    }
  }

  @Test func `the report says what happened and what to use instead`() {
    let loop = VirtualEventLoop(name: "main")
    loop.spawn("download") { try await Task.sleep(for: .seconds(10)) }
    loop.post("button") { Task {} }
    let site = "EventLoopsTests/EscapeTests.swift:\(#line - 2)"
    let next = "EventLoopsTests/EscapeTests.swift:\(#line - 2)"
    #expect(
      loop.run().description == """
        main: deadlocked at 0ms: no event is ready and no timer is set, so the remaining waits never end
          left over: task 'download', created at \(site) at 0ms
          escaped: 'button' (created at \(next)) started work outside the loop with Task {}, Task.detached or \
        Task.immediate; use loop.spawn { … } or Task(executorPreference: loop), or a loop that takes such work in: \
        VirtualEventLoop(capturing: .everything)
          escaped: 'download' (created at \(site)) waits for something the loop does not drive: Task.sleep, \
        MainActor, an actor or a task with another executor, an AsyncStream that is not finished, or a bare \
        continuation; use loop.sleep, loop.spawn and suspend(on:), or a loop that takes such work in: \
        VirtualEventLoop(capturing: .everything)
        """)
  }

  @Test func `a child that leaves the loop is named after the task that started it`() {
    let loop = VirtualEventLoop()
    loop.spawn("parent") { await withTaskGroup(of: Void.self) { $0.addTask { Task {} } } }
    let site = SourceSite(fileID: #fileID, line: #line - 1)
    let escape = loop.run().escapes.first
    #expect(escape?.label == "parent child")
    #expect(escape?.site == site)
  }

  @Test(arguments: LoopSetup.all)
  func `a loop that records nothing still notices a task that is started outside of it`(setup: LoopSetup) {
    let loop = setup.makeLoop("main")
    loop.post("button") { Task {} }
    let report = loop.run()
    #expect(report.escapes.map(\.kind) == [.unstructuredTask])
    #expect(report.escapes.first?.label == (setup.recording == .everything ? "button" : "an event of main"))
  }

  @Test func `work that was started outside of the loop runs after the run, not beside it`() async {
    let loop = VirtualEventLoop()
    let log = Log(on: loop)
    let escaped = Handover<Task<Void, Never>>()
    loop.post {
      escaped.put(Task { log.add("escaped") })
      log.add("\(loop.heldBack.count) held back")
    }
    loop.post { log.add("\(loop.heldBack.count) held back") }
    #expect(loop.run().escapes.count == 1)
    #expect(loop.heldBack.isEmpty)
    await escaped.take()?.value
    #expect(log.lines == ["1 held back", "1 held back", "escaped"])
  }

  @Test func `tasks of other threads are not blamed on loops that run beside them`() async {
    let reports = await withTaskGroup(of: [String].self) { group in
      for number in 1...40 {
        group.addTask {
          var reports: [String] = []
          for _ in 1...10 {
            if number.isMultiple(of: 2) {
              let loop = VirtualEventLoop()
              let log = Log(on: loop)
              for program in LegalProgram.waits { loop.spawn { try await program.body(loop, log) } }
              let report = loop.run()
              reports.append(report.isClean ? "clean" : report.description)
            } else {
              await Task { await Task.yield() }.value
              await Task.detached {}.value
              await withTaskExecutorPreference(globalConcurrentExecutor) {}
            }
          }
          return reports
        }
      }
      return await group.reduce(into: []) { $0 += $1 }
    }
    #expect(reports.count == 200)
    #expect(Set(reports) == ["clean"])
  }
}
