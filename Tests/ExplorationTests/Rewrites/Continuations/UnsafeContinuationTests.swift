// An unsafe continuation that a rewrite resumes twice: a finding, where the behaviour would be undefined.

import Comparison
import EventLoops
import Exploration
import Synchronization
import Testing

#if os(Linux) && !BRAID_PORTABLE
  @Suite("An unsafe continuation that is resumed twice")
  struct UnsafeContinuationTests {
    /// A way to resume a continuation twice, and where that is.
    struct Way: Sendable, CustomTestStringConvertible {
      let testDescription: String
      let line: UInt
      let isChecked: Bool
      let load: @Sendable (ProgramContext) async throws -> String

      /// - Parameter offset: How many lines below `line` the second resumption is.
      init(
        _ name: String, isChecked: Bool = false, line: UInt = #line, below offset: UInt,
        _ load: @escaping @Sendable (ProgramContext) async throws -> String
      ) {
        (testDescription, self.line, self.isChecked, self.load) = (name, line + offset, isChecked, load)
      }

      var program: ComparedProgram {
        ComparedProgram("load")
          .callback { context, done in context.after(.milliseconds(10)) { done(.success("page")) } }
          .async(load)
      }
    }

    static let ways = [
      Way("directly", below: 4) { context in
        await withUnsafeContinuation { continuation in
          context.after(.milliseconds(10)) {
            continuation.resume(returning: "page")
            continuation.resume(returning: "again")
          }
        }
      },
      Way("with an error", below: 4) { context in
        try await withUnsafeThrowingContinuation { continuation in
          context.after(.milliseconds(10)) {
            continuation.resume(returning: "page")
            continuation.resume(throwing: Refused())
          }
        }
      },
      Way("by two callbacks", below: 3) { context in
        let page = await withUnsafeContinuation { (continuation: UnsafeContinuation<String, Never>) in
          context.after(.milliseconds(10)) { continuation.resume(returning: "page") }
          context.after(.milliseconds(11)) { continuation.resume(returning: "late") }
        }
        return try await sleep(after: page)
      },
      Way("while the task waits for another one", below: 4) { context in
        let page = await withUnsafeContinuation { (continuation: UnsafeContinuation<String, Never>) in
          context.after(.milliseconds(5)) { continuation.resume(returning: "page") }
          context.after(.milliseconds(6)) {
            continuation.resume(returning: "a text of a dozen words, which has memory of its own")
          }
        }
        let number = await withUnsafeContinuation { (continuation: UnsafeContinuation<Int, Never>) in
          context.after(.milliseconds(5)) { continuation.resume(returning: 7) }
        }
        return number == 7 ? page : "\(number)"
      },
      Way("when the task is over", below: 3) { context in
        await withUnsafeContinuation { (continuation: UnsafeContinuation<String, Never>) in
          context.after(.milliseconds(10)) { continuation.resume(returning: "page") }
          context.after(.milliseconds(1_000)) { continuation.resume(returning: "late") }
        }
      },
      Way("before it is waited for", below: 3) { context in
        let page = await withUnsafeContinuation { (continuation: UnsafeContinuation<String, Never>) in
          continuation.resume(returning: "page")
          continuation.resume(returning: "again")
        }
        return try await sleep(after: page, milliseconds: 10)
      },
      Way("by a check that is made of it", below: 3) { context in
        await withUnsafeContinuation { continuation in
          context.after(.milliseconds(10)) { CheckedContinuation(continuation: continuation).resume(returning: "page") }
          context.after(.milliseconds(11)) { continuation.resume(returning: "again") }
        }
      },
      Way("checked, by two callbacks", isChecked: true, below: 3) { context in
        await withCheckedContinuation { continuation in
          context.after(.milliseconds(10)) { continuation.resume(returning: "page") }
          context.after(.milliseconds(11)) { continuation.resume(returning: "late") }
        }
      },
    ]

    private struct Refused: Error {}

    @Sendable private static func sleep(after page: String, milliseconds: Int = 0) async throws -> String {
      if milliseconds > 0 { try await Task.sleep(for: .milliseconds(milliseconds)) }
      return page
    }

    @Test(arguments: ways) func `a comparison says where, and the first result counts`(_ way: Way) throws {
      let comparison = way.program.compare()
      let report = comparison.runs[1].report
      #expect(report.violations.map(\.kind) == [.resumedTwice], "\(report)")
      let violation = try #require(report.violations.first)
      #expect(
        "\(violation)".hasSuffix("; the second time at UnsafeContinuationTests.swift:\(way.line)"), "\(violation)")
      #expect(violation.label.contains("ways") || way.isChecked, "\(violation)")
      #expect(comparison.runs.map(\.outcomes) == [[.value(#""page""#)], [.value(#""page""#)]], "\(comparison.runs)")
      #expect(
        comparison.unexplained.map(\.sentence) == [
          "leftovers — callback: none; async: violation \"\(violation.label)\" resumed twice at UnsafeContinuationTests.swift:\(way.line)"
        ], "\(comparison)")
    }

    @Test(arguments: ways) func `the search and the sweep find it`(_ way: Way) {
      let text = "resumed twice at UnsafeContinuationTests.swift:\(way.line)"
      let differential = Differential(of: way.program)
      #expect(!differential.isEquivalent)
      #expect(differential.explorations[0].isClean && !differential.explorations[1].isClean)
      #expect("\(differential.explorations[1])".contains(text), "\(differential)")
      let sweep = CancellationSweep(of: way.program)
      #expect(sweep.findings.contains { $0.version == "async" && $0.text.contains(text) }, "\(sweep)")
    }

    /// The reply and the cancellation both resume: only in some orders twice.
    @Test func `a race of the reply and the cancellation is found in the orders that have it`() throws {
      let program = ComparedProgram("race").async { context in
        let waiting = Mutex<UnsafeContinuation<String, any Error>?>(nil)
        return try await withTaskCancellationHandler {
          try await withUnsafeThrowingContinuation { continuation in
            waiting.withLock { $0 = continuation }
            context.note("asked")
            context.after(.milliseconds(10)) { continuation.resume(returning: "page") }
          }
        } onCancel: {
          waiting.withLock { $0 }?.resume(throwing: CancellationError())
        }
      }
      #expect(program.compare().runs[0].report.isClean)
      let sweep = CancellationSweep(of: program)
      #expect(
        sweep.findings.contains { $0.text.contains("resumed twice at UnsafeContinuationTests.swift:") }, "\(sweep)")
      var plan = Plan(cancellations: [Cancellation(at: .racing(at: .zero.advanced(by: .milliseconds(10))))])
      plan.timeout = .seconds(1)
      let exploration = ScheduleExploration(of: Subject(program, program.versions[0], under: plan), Effort(runs: 200))
      #expect("\(exploration)".contains("resumed twice"), "\(exploration)")
    }

    @Test func `one that is never resumed is left over`() {
      let program = ComparedProgram("never")
        .callback { _, done in done(.success("page")) }
        .async { _ in await withUnsafeContinuation { (_: UnsafeContinuation<String, Never>) in } }
      let comparison = program.compare()
      #expect(comparison.runs[1].outcomes == [nil] && !comparison.runs[1].report.leftovers.isEmpty)
      #expect(comparison.unexplained.map(\.aspect) == [.outcome, .leftovers], "\(comparison)")
      #expect(!Differential(of: program).isEquivalent)
    }

    /// The memory of a continuation is used again for the next one, and the watch uses its own again.
    @Test func `many continuations that are resumed once each have no finding`() throws {
      let loop = VirtualEventLoop(capturing: .everything)
      let sum = try loop.run {
        var sum = 0
        for number in 0..<10_000 {
          sum += await withUnsafeContinuation { continuation in
            loop.post { continuation.resume(returning: number) }
          }
          sum += await withCheckedContinuation { continuation in
            loop.post { continuation.resume(returning: number) }
          }
        }
        for _ in 0..<200_000 { sum += await withUnsafeContinuation { $0.resume(returning: 1) } }
        return sum
      }
      #expect(sum == 10_000 * 9_999 + 200_000)
    }

    @Test func `outside of the events of a loop it ends the process, with its name`() async throws {
      let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        let loop = VirtualEventLoop(capturing: .everything)
        let kept = Mutex<UnsafeContinuation<Int, Never>?>(nil)
        _ = try loop.run {
          await withUnsafeContinuation { continuation in
            kept.withLock { $0 = continuation }
            continuation.resume(returning: 1)
          }
        }
        kept.withLock { $0 }?.resume(returning: 2)
      }
      let text = String(decoding: try #require(result).standardErrorContent, as: UTF8.self)
      #expect(
        text.contains("made an unsafe continuation that was resumed twice, outside of a loop's events"), "\(text)")
    }
  }
#endif
