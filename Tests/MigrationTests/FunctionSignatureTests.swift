// What is read of declarations: signatures, completion handlers, and where code is.

import Testing

@testable import Migration

@Suite("The signature of a function") struct FunctionSignatureTests {
  private static func signature(_ text: String) throws -> FunctionSignature {
    let source = SourceText(text)
    let place = try #require(source.places(of: "func").first)
    return try #require(FunctionSignature(in: source, at: place))
  }

  @Test func `has labels, types and defaults`() throws {
    let function = try Self.signature(
      """
      static func load(
        _ url: String, from cache: [String: (Int, Int)] = [:], size: Int, then body: @escaping @Sendable (Result<[UInt8], any Error>) -> Void
      ) -> Progress {
      }
      """)
    #expect(function.name == "load" && function.isStatic && function.result == "Progress")
    #expect(function.parameters.map(\.label) == [nil, "from", "size", "then"])
    #expect(function.parameters.map(\.name) == ["url", "cache", "size", "body"])
    #expect(function.parameters.map(\.type)[..<3] == ["String", "[String: (Int, Int)]", "Int"])
    #expect(function.parameters.map(\.hasDefault) == [false, true, false, false])
    let (parameter, shape) = try #require(function.completion)
    #expect(parameter.name == "body" && shape.form == .result && shape.value == "[UInt8]")
  }

  @Test(arguments: [
    ("(Result<Image, any Error>) -> Void", "result Image"),
    ("(Result<Image, LoadError>) -> ()", "result Image LoadError"),
    ("(_ image: Image?, _ error: (any Error)?) -> Void", "valueAndError Image"),
    ("(Data?, Error?) -> Void", "valueAndError Data"),
    ("((any Error)?) -> Void", "error"),
    ("(Bool) -> Void", "value Bool"),
    ("() -> Void", "nothing"),
    ("((Bool) -> Void)?", "value Bool optional"),
    ("(Data?, URLResponse?, Error?) -> Void", "none"),
    ("(Int) -> Int", "none"),
    ("String", "none"),
  ])
  func `has the shape of the completion handler`(type: String, words: String) {
    let shape = CompletionShape(type)
    let read = shape.map { shape in
      (["\(shape.form)", shape.value, shape.failure, shape.isOptional ? "optional" : nil] as [String?])
        .compactMap { $0 }.joined(separator: " ")
    }
    #expect(read ?? "none" == words)
  }

  @Test func `is not read from comments and literals`() {
    let source = SourceText(
      #"""
      // func a() {}
      /* func b() { /* func c() {} */ } */
      let text = "func d() {} \" func e()"
      let long = """
        func f() {
        """
      func g() {}
      """#)
    #expect(source.places(of: "func").map { source.line(of: $0) } == [7])
  }

  @Test func `has an owner with what it takes to make it`() throws {
    let text = """
      protocol Network { func get(_ url: String, completion: @escaping (Result<Int, any Error>) -> Void) }
      enum Mode { case fast(Int), slow }
      struct Options { var mode: Mode; let count: Int
        var twice: Int { count * 2 }
      }
      final class Loader {
        let network: any Network
        init(network: any Network, options: Options, name: String = "x") { self.network = network }
        func load(completion: @escaping (Result<Int, any Error>) -> Void) { network.get("a", completion: completion) }
      }
      """
    let outline = SourceOutline(SourceText(text))
    let place = try #require(outline.source.places(of: "func").last)
    #expect(outline.type(around: place)?.name == "Loader")
    let values = SampleValues(outline: outline, module: "Original")
    let loader = try #require(outline.declaration(of: "Loader"))
    let writer = FakeWriter(values: values)
    #expect(
      values.arguments(ofMaking: loader) { writer.fake(for: $0) }
        == "network: OriginalNetworkFake(context), options: Original.Options(mode: Original.Mode.slow, count: 1)")
    #expect(values.value(of: "[String: Image?]") == #"["a": <#Image#>]"#)
  }
}
