// What outputs are compared by that are not Equatable: a text with all their stored properties.

import Comparison
import EventLoops
import Foundation
import Promises
import Synchronization
import Testing

@Suite("The descriptions of outputs")
struct OutputDescriptionTests {
  private class Shape { var sides = 3 }
  private final class Square: Shape {
    var color: String
    lazy var area = 4
    init(_ color: String) {
      self.color = color
      super.init()
      sides = 4
    }
  }
  private final class Node {
    let name: String
    var next: Node?
    init(_ name: String) { self.name = name }
  }
  private final class Foreign: NSObject { var number = 7 }
  private final class Shown: CustomStringConvertible { var description: String { "shown" } }
  private final class Guarded: Sendable {
    private let state = Mutex(3)
    let number = 4
  }
  private struct Box {
    var content: Square
    var other: Shape?
    var pair = (1, name: "x")
  }
  private enum Found {
    case nothing
    case one(Square)
    case two(first: Square, Int)
  }
  private struct Tags { var all: Set<String> = ["b", "a", "c"] }
  private actor Keeper { var state = 3 }
  private struct Plain {
    var name = "a"
    var numbers = [1, 2]
  }

  private static func text<Output>(_ make: @escaping @Sendable () -> Output) -> String {
    let program = ComparedProgram("output").callback { _, done in done(.success(make())) }
    guard case .value(let text)? = program.compare().runs[0].outcomes[0] else { return "no value" }
    return text
  }

  private static func knot() -> Node {
    let (first, second) = (Node("a"), Node("b"))
    (first.next, second.next) = (second, first)
    return first
  }

  @Test func `an object has its stored properties, with those that it inherits`() {
    #expect(Self.text { Square("red") } == #"Square(sides: 4, color: "red", area: nil)"#)
    #expect(Self.text { [Square("red")] } == #"[Square(sides: 4, color: "red", area: nil)]"#)
    #expect(Self.text { Foreign() } == "Foreign(number: 7)")
  }

  @Test func `a value that holds an object has its parts, and any other one its own description`() {
    let red = #"Square(sides: 4, color: "red", area: nil)"#
    #expect(Self.text { Box(content: Square("red")) } == #"Box(content: \#(red), other: nil, pair: (1, name: "x"))"#)
    #expect(Self.text { Found.one(Square("red")) } == "one(\(red))")
    #expect(Self.text { Found.two(first: Square("red"), 2) } == "two(first: \(red), 2)")
    #expect(Self.text { Found.nothing } == "nothing")
    #expect(Self.text { Plain() } == #"Plain(name: "a", numbers: [1, 2])"#)
    #expect(Self.text { Shown() } == "shown")
    #expect(Self.text { (1, Square("red")) } == "(1, \(red))")
  }

  @Test func `an object that refers to itself, or twice to another one, is described once`() {
    #expect(Self.text { Self.knot() } == #"Node(name: "a", next: Node(name: "b", next: Node (object 1)))"#)
    let twice = Self.text {
      let node = Node("a")
      return [node, node, Node("a")]
    }
    #expect(twice == #"[Node(name: "a", next: nil), Node (object 1), Node(name: "a", next: nil)]"#)
  }

  /// The order of a set is another one in each process, and that of references in each run.
  @Test func `the elements of sets and dictionaries come in the order of their texts`() {
    #expect(Self.text { Tags() } == #"Tags(all: ["a", "b", "c"])"#)
    let nodes = Self.text { Dictionary(uniqueKeysWithValues: "cab".map { (String($0), Node(String($0))) }) }
    #expect(
      nodes == #"["a": Node(name: "a", next: nil), "b": Node(name: "b", next: nil), "c": Node(name: "c", next: nil)]"#)
  }

  @Test func `what is behind a lock or in an actor is not read`() {
    #expect(Self.text { Guarded() } == "Guarded(state: ?, number: 4)")
    #expect(Self.text { Keeper() }.hasSuffix("Keeper"))
  }

  @Test func `a box of the loop has the text of its content`() {
    let program = ComparedProgram("box")
      .callback { _, done in done(.success(Square("red"))) }
      .future { context in
        let promise = Promise<LoopConfined<Square>>(on: context.loop, "square")
        promise.succeed(LoopConfined(Square("red"), on: context.loop))
        return promise.future
      }
    #expect(program.compare().agrees, "\(program.compare())")
  }

  @Test func `a long list of objects is bounded`() {
    let text = Self.text {
      let first = Node("0")
      var last = first
      for number in 1..<50_000 {
        let node = Node("\(number)")
        last.next = node
        last = node
      }
      // Not released one inside the other, which would need a stack as deep.
      return (first, Chain(first))
    }
    #expect(text.contains("(…)") && text.utf8.count < 100_000)
  }

  /// Takes a list apart when it ends.
  private final class Chain: CustomStringConvertible {
    private var first: Node?
    init(_ first: Node) { self.first = first }
    var description: String { "chain" }
    deinit {
      var node = first.take()
      while let next = node?.next {
        node?.next = nil
        node = next
      }
    }
  }
}
