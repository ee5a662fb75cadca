// Code that calls a function with a completion, and the bridge to it.

import Testing

@testable import Migration

@Suite("The generated call") struct GeneratedCallTests {
  private static func call(_ text: String) throws -> CompletionCall {
    let source = SourceText(text + " {}")
    let place = try #require(source.places(of: "func").first)
    let function = try #require(FunctionSignature(in: source, at: place))
    let completion = try #require(function.completion)
    return CompletionCall(
      function: function, completion: completion, handle: Handle(of: function, in: nil, SourceOutline(source)))
  }

  @Test(arguments: [
    ("func f(_ done: @escaping () -> Void)", "f({ answer.resume(.success(())) })"),
    (
      "func f(then body: @escaping (Result<Int, E>) -> Void, on queue: Q)",
      "f(then: { result in answer.resume(result.mapError { $0 as any Error }) }, on: queue)"
    ),
    (
      "func f(done: @escaping (Result<Void, E>) -> Void)",
      "f(done: { result in answer.resume(result.map { () }.mapError { $0 as any Error }) })"
    ),
    (
      "func f(done: @escaping (Int?, Bool, Error?) -> Void)",
      "f(done: { value0, value1, error in if let error { return answer.fail(error) };"
        + " guard let value0 else { return answer.fail(NoReply()) };"
        + " answer.resume(.success((value0, value1))) })"
    ),
    (
      "func f(done: @escaping (() throws -> Int) -> Void)",
      "f(done: { body in answer.resume(Result { try body() }) })"
    ),
    (
      "func f(success: @escaping (Int) -> Void, failure: @escaping (Error) -> Void)",
      "f(success: { value in answer.resume(.success(value)) }, failure: { error in answer.fail(error) })"
    ),
    (
      "func f(done: @escaping (Int?) -> Void) -> () -> Void",
      "let handle = f(done: { value in answer.resume(.success(value)) })|answer.cancel { handle() }"
    ),
    (
      "func f(done: @escaping (Int) -> Void) throws -> Bool",
      "do {|  _ = try f(done: { value in answer.resume(.success(value)) })|} catch {|  answer.fail(error)|}"
    ),
  ])
  func `passes each kind of completion on`(text: String, lines: String) throws {
    let call = try Self.call(text)
    #expect(call.text(of: "", passingTo: "resume", nothing: "()") { $0.name }.joined(separator: "|") == lines)
  }

  @Test func `bridges with the words, constraints and defaults of the original`() throws {
    let text = try Self.call(
      "@MainActor public class func f<T: Decodable>(_ type: T.Type, at url: String = \"/\","
        + " done: @escaping (Result<T, Error>) -> Void) where T: Sendable"
    )
    let bridge = BridgeWriter(call: text).text(isMember: true)
    let head =
      "@MainActor public static func f<T: Decodable>(_ type: T.Type, at url: String = \"/\") async throws -> T where T: Sendable {"
    #expect(bridge.contains(head))
    #expect(bridge.contains("\n      f(type, at: url, done: {"))
  }
}
