// Lesson 32, task-locals and priorities: what a task passes on to the tasks that it creates.

import EventLoops
import ScheduleTesting
import Testing

extension Lessons {
  @Suite("Lesson 32: Task-locals and priorities", .serialized, .enabled(if: captures))
  struct Lesson32TaskLocals {
    // region request
    enum Request {
      @TaskLocal static var id = "none"
    }

    /// A function far below the one that knows the request.
    static func logLine(_ text: String) async -> String { "[\(Request.id)] \(text)" }
    // endregion

    @Test("1. A task-local value reaches every function and child that its scope calls", .virtualTime)
    func inherited() async {
      let lines = LinesPrinted()
      // region with-value
      await Request.$id.withValue("7") {
        lines.append(await Self.logLine("direct call"))
        async let child = Self.logLine("child")
        lines.append(await child)
        lines.append(await Task { await Self.logLine("task") }.value)
        lines.append(await Task.detached { await Self.logLine("detached") }.value)
      }
      lines.append(await Self.logLine("after the scope"))
      // endregion
      #expect(
        lines.lines == ["[7] direct call", "[7] child", "[7] task", "[none] detached", "[none] after the scope"])
    }

    @Test("2. A task keeps the value that it was created with", .virtualTime)
    func kept() async {
      let task = Request.$id.withValue("7") {
        Task {
          try? await Task.sleep(for: .seconds(1))
          return Request.id
        }
      }
      let inner = Request.$id.withValue("8") { Request.id }
      #expect(inner == "8")
      #expect(await task.value == "7")
    }

    @Test("3. A callback has the value of the code that runs it, not of the code that wrote it")
    func callbacks() {
      let loop = VirtualEventLoop()
      let seen = LoopConfined<[String]>([], on: loop)
      // region callback-capture
      Request.$id.withValue("7") {
        loop.post { seen.withValue { $0.append(Request.id) } }
        loop.post { [id = Request.id] in seen.withValue { $0.append(id) } }
      }
      // endregion
      loop.run()
      #expect(seen.value == ["none", "7"])
    }

    @Test("4. Children and tasks inherit the priority, detached tasks do not; it is a hint and no order", .virtualTime)
    func priorities() async {
      // region priority
      let priorities = await Task(priority: .low) {
        async let child = Task.basePriority
        let task = Task { Task.basePriority }
        let detached = Task.detached { Task.basePriority }
        return [await child, await task.value, await detached.value]
      }.value
      // endregion
      #expect(priorities[0] == .low)
      #expect(priorities[1] == .low)
      #expect(priorities[2] != .low)
    }
  }
}
