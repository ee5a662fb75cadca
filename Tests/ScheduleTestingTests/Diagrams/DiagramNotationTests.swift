// Diagrams of swift-async-algorithms that show what the notation means, and the mistakes that it finds.

import ScheduleTesting
import Testing

@Suite("The notation of diagrams") struct DiagramNotationTests {
  @Test(arguments: [
    ("    a -- b --  c       ---|", "    a -- b --  c       ---|"),
    ("'foo''bar''baz'|", "'foo''bar''baz'|"),
    ("'foo-''bar^''baz|'|", "'foo-''bar^''baz|'|"),
    ("[abc]def|", "[abc]def|"),
    (" a  b  c def|", "[a][b][c]def|"),
    ("a--b- -  c--|", "a--b-[;|]"),
    ("xxx---   |", "x,,,,[xx]|"),
    ("xxx    |", ",,[xxx]|"),
    ("xxx|", ",,,[x,][x,][x,]|"),
    ("ab^", "ab^"),
    ("[abc]|", "{cab}|"),
  ])
  func `an input that is passed on has the diagram of the output`(input: String, output: String) async {
    await expectDiagram {
      input
      $0.inputs[0]
      output
    }
  }

  @Test(arguments: [
    ("a--b--c---|", "A--B--C---|"), ("    a -- b --  c       ---|", "    A- - B - - C   -  --  |     "),
  ])
  func `work in a task of its own takes no time`(input: String, output: String) async {
    await expectDiagram {
      input
      $0.inputs[0].map { item in await Task { item.uppercased() }.value }
      output
    }
  }

  @Test func `a value of several characters becomes one of one`() async {
    await expectDiagram {
      "'foo''bar''baz'|"
      $0.inputs[0].map { "\($0.prefix(1))" }
      "fbb|"
    }
  }

  @Test func `other characters can be chosen`() async {
    let symbols = DiagramSymbols(step: "➖", finish: "❌", failure: "❗️", pause: "⏳", quotes: ("➡️", "⬅️"))
    await expectDiagram(symbols) {
      "➖🔴➖🟠➖🟡➖🟢➖❌"
      $0.inputs[0]
      "➖🔴➖🟠➖🟡➖🟢➖❌"
    }
  }

  @Test func `a sequence that is late for a request comes in the columns in which nothing is expected`() async {
    await expectDiagram {
      "xx|"
      Lagging($0.inputs[0], by: .seconds(3))
      ",,,---x--[x|]"
    }
  }

  @Test func `elements of other types are compared as they look`() async {
    await expectDiagram {
      "1-2|"
      $0.inputs[0].map { (Int($0) ?? 0) + 9 }
      "'10'-'11'|"
    }
  }

  @Test(arguments: [
    ("a--b--c---|", "A--B--X---|", "expected 'X' and got 'C' in column 6"),
    ("a--b--c---|", "A--B--|", "expected the end and got 'C' in column 6"),
    ("a--b--|", "A--B--C|", "expected 'C' and got the end in column 6"),
    ("a--b--|", "A--B--^", "expected an error and got the end in column 6"),
    ("a--b--^", "A--B--|", "expected the end and got an error in column 6"),
    ("a--b--c|", "A--B--^", "expected an error and got 'C' in column 6"),
    ("a--b--^", "A--B--C|", "expected 'C' and got an error in column 6"),
    ("a--b---|", "A--B--C|", "expected 'C' in column 6"),
    ("a--b---|", "A--B--^", "expected an error in column 6"),
    ("a--b--c|", "A--B---|", "unexpected 'C' in column 6"),
    ("a--b--^|", "A--B---|", "unexpected an error in column 6"),
    ("[ab]|", "[BA]|", "expected 'B' and got 'A' in column 0"),
    ("[ab]|", "{AC}|", "expected 'C' and got 'B' in column 0"),
    ("ab|", "A{BB}|", "expected 'B' in column 1"),
  ])
  func `the first difference has its column`(input: String, output: String, words: String) async throws {
    let difference = try await differenceFromDiagram {
      input
      $0.inputs[0].map { item in await Task { item.uppercased() }.value }
      output
    }
    let lines = "\(try #require(difference))".split(separator: "\n")
    #expect(lines.first.map(String.init) == words)
  }

  @Test(arguments: [
    (" ab|", "[ab|", "the diagram cannot be read: a group has no ']'"),
    ("[ab|", " ab|", "the diagram cannot be read: a group has no ']'"),
    ("  ab|", "[[ab|", "the diagram cannot be read: a group is within another one"),
    ("[[ab|", "  ab|", "the diagram cannot be read: a group is within another one"),
    ("  ab|", "[a-]b|", "the diagram cannot be read: a group has no steps"),
    ("[a-]b|", "  ab|", "the diagram cannot be read: a group has no steps"),
    ("ab]|", "ab|", "the diagram cannot be read: ']' ends a group that was not begun"),
    ("[ab}|", "ab|", "the diagram cannot be read: '}' ends a group that was not begun"),
    ("'ab|", "ab|", "the diagram cannot be read: a quoted value has no end"),
    ("ab;|", "ab|", "the diagram cannot be read: ';' is for the output: an input is not asked and not cancelled"),
    ("a,b|", "ab|", "the diagram cannot be read: ',' is for the output: an input is not asked and not cancelled"),
  ])
  func `a mistake in a diagram is reported`(input: String, output: String, words: String) async throws {
    let difference = try await differenceFromDiagram {
      input
      $0.inputs[0]
      output
    }
    #expect("\(try #require(difference))" == words)
  }

  @Test func `an input without a diagram is reported`() async throws {
    let difference = try await differenceFromDiagram {
      "a|"
      $0.inputs[1]
      "a|"
    }
    #expect("\(try #require(difference))" == "the sequence uses inputs[1], which has no diagram")
  }

  @Test(arguments: [("d" as String?, "'d'"), (nil, "an error")])
  func `a sequence has nothing after its end`(_ more: String?, words: String) async throws {
    let difference = try await differenceFromDiagram {
      "a--b--c--|"
      Restarting($0.inputs[0], with: more)
      "a--b--c--|"
    }
    let first = "\(try #require(difference))".split(separator: "\n").first
    #expect(first.map(String.init) == "after its end the sequence has \(words)")
  }

  @Test func `an issue is at the first difference within the diagram`() async {
    let (line, column) = (#line + 4, 16)
    await withKnownIssue {
      await expectDiagram {
        "a--b--c---|"
        $0.inputs[0]
        "a--b--x---|"
      }
    } matching: { issue in
      issue.sourceLocation?.line == line + 1 && issue.sourceLocation?.column == column
    }
  }

  @Test func `a sequence that ignores its cancellation is a failure`() async {
    await #expect(throws: ScheduleFailure.self) {
      try await differenceFromDiagram {
        "a|"
        $0.inputs[0].map { _ in await withCheckedContinuation { (_: CheckedContinuation<String, Never>) in } }
        "a|"
      }
    }
  }

  @Test func `the diagrams of both are aligned, and the difference is marked`() async throws {
    let difference = try await differenceFromDiagram {
      "a--[bc]-|"
      $0.inputs[0].map { $0 == "c" ? "ten" : $0 }
      "a--b-|"
    }
    #expect(
      "\(try #require(difference))" == """
        unexpected 'ten' in column 3
          input 0:  a--[bc]-|
          expected: a--b       -|
          actual:   a--[b'ten']-|
                       ^
        """)
  }
}

/// An identity that asks its base after a delay.
private struct Lagging<Base: AsyncSequence>: AsyncSequence {
  typealias Element = Base.Element

  let base: Base
  let delay: Duration

  init(_ base: Base, by delay: Duration) { (self.base, self.delay) = (base, delay) }

  struct Iterator: AsyncIteratorProtocol {
    var base: Base.AsyncIterator
    let delay: Duration

    mutating func next() async throws -> Element? {
      guard let element = try await base.next() else { return nil }
      try await Task.sleep(for: delay)
      return element
    }
  }

  func makeAsyncIterator() -> Iterator { Iterator(base: base.makeAsyncIterator(), delay: delay) }
}

/// An identity that continues after its end, with an element or an error.
private struct Restarting<Base: AsyncSequence>: AsyncSequence where Base.Element == String {
  typealias Element = String

  let base: Base
  let more: String?

  init(_ base: Base, with more: String?) { (self.base, self.more) = (base, more) }

  struct Iterator: AsyncIteratorProtocol {
    var base: Base.AsyncIterator
    let more: String?
    var hasEnded = false

    mutating func next() async throws -> String? {
      if hasEnded {
        guard let more else { throw CancellationError() }
        return more
      }
      let element = try await base.next()
      hasEnded = element == nil
      return element
    }
  }

  func makeAsyncIterator() -> Iterator { Iterator(base: base.makeAsyncIterator(), more: more) }
}
