// What cancels the work of a function, and where a function runs.

import Testing

@testable import Migration

@Suite("The handle of a function") struct HandleTests {
  private static let text = """
    protocol Stoppable { func stop() }
    protocol Job: Stoppable {}
    struct Ticket {}
    final class Download { func cancel() {} }
    @MainActor final class Loader {
      func closure(_ done: @escaping () -> Void) -> () -> Void {}
      func progress(_ done: @escaping () -> Void) -> Progress? {}
      func object(_ done: @escaping () -> Void) -> Download {}
      func inherited(_ done: @escaping () -> Void) -> (any Job)? {}
      func number(_ done: @escaping () -> Void) -> Int {}
      func ticket(_ done: @escaping () -> Void) -> Ticket {}
      func nothing(_ done: @escaping () -> Void) {}
      nonisolated func text(_ done: @escaping () -> Void) -> String {}
      func cancelLoad(number: Int) {}
    }
    actor Store {
      func read(_ done: @escaping () -> Void) {}
      static func count(_ done: @escaping () -> Void) {}
      @MainActor func show(_ done: @escaping () -> Void) {}
    }
    extension Store { func write(_ done: @escaping () -> Void) {} }
    """

  private static func function(
    _ name: String
  ) throws -> (FunctionSignature, SourceOutline.TypeDeclaration?, SourceOutline) {
    let outline = SourceOutline(SourceText(text))
    for place in outline.source.places(of: "func") {
      guard let function = FunctionSignature(in: outline.source, at: place), function.name == name else { continue }
      return (function, outline.type(around: place), outline)
    }
    throw Missing()
  }

  private struct Missing: Error {}

  @Test(arguments: [
    ("closure", "handle()"), ("progress", "handle?.cancel()"), ("object", "handle.cancel()"),
    ("inherited", "handle?.stop()"), ("number", "self.cancelLoad(number: handle)"), ("ticket", "nothing"),
    ("nothing", "nothing"), ("text", "nothing"),
  ])
  func `is found by the type that is returned`(name: String, statement: String) throws {
    let (function, owner, outline) = try Self.function(name)
    let handle = Handle(of: function, in: owner, outline)
    #expect(handle?.cancelling("handle", of: "self.") ?? "nothing" == statement)
  }

  @Test(arguments: [
    ("closure", Isolation.mainActor), ("text", .none), ("read", .actor), ("count", .none), ("show", .mainActor),
    ("write", .actor),
  ])
  func `is called where the function is isolated`(name: String, isolation: Isolation) throws {
    let (function, owner, outline) = try Self.function(name)
    #expect(Isolation(of: function, in: owner, outline) == isolation)
  }
}
