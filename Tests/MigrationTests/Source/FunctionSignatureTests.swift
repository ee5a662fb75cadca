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
    let completion = try #require(function.completion)
    #expect(completion.parameter.name == "body")
    #expect(completion.shape.form == .result && completion.shape.value == "[UInt8]")
  }

  @Test(arguments: [
    ("(Result<Image, any Error>) -> Void", "result Image error"),
    ("(Result<Image, LoadError>) -> ()", "result Image error LoadError"),
    ("(Result<Void, any Error>) -> Void", "result error"),
    ("(_ image: Image?, _ error: (any Error)?) -> Void", "values Image error"),
    ("(Data?, Error?) -> Void", "values Data error"),
    ("(Data?, URLResponse?, Error?) -> Void", "values (Data, URLResponse) error"),
    ("(Bool, NSError?) -> Void", "values Bool error NSError"),
    ("((any Error)?) -> Void", "values error"),
    ("(Bool) -> Void", "values Bool"),
    ("(Image?) -> Void", "values Image?"),
    ("() -> Void", "values"),
    ("((Bool) -> Void)?", "values Bool optional"),
    ("(@Sendable () throws -> Image) -> Void", "throwing Image error"),
    ("(() throws -> Void) -> Void", "throwing error"),
    ("(Int) -> Int", "none"),
    ("(Int, (Int) -> Void) -> Void", "none"),
    ("() async -> Void", "none"),
    ("String", "none"),
  ])
  func `has the shape of the completion handler`(type: String, words: String) {
    let shape = CompletionShape(type)
    let read = shape.map { shape in
      ([
        "\(shape.form)", shape.value, shape.hasError ? "error" : nil, shape.failure,
        shape.isOptional ? "optional" : nil,
      ] as [String?])
      .compactMap { $0 }.joined(separator: " ")
    }
    #expect(read ?? "none" == words)
  }

  @Test(arguments: [
    ("func f(success: @escaping (Int) -> Void, failure: @escaping (Error) -> Void)", "success failure"),
    ("func f(onError: @escaping (Error) -> Void, then: @escaping (Int) -> Void)", "then onError"),
    ("func f(completion: @escaping (Int) -> Void, progress: @escaping (Double) -> Void)", "completion"),
    ("func f(progress: @escaping (Double) -> Void, _ body: @escaping (Int) -> Void)", "body"),
    ("func f(_ first: @escaping (Int) -> Void, _ second: @escaping (Int) -> Void)", "second"),
    ("func f(isValid: (Int) -> Bool)", "none"),
  ])
  func `has its completion, which may be two handlers`(text: String, names: String) throws {
    let completion = try Self.signature(text + " {}").completion
    let read = [completion?.parameter.name, completion?.failure?.parameter.name].compactMap(\.self)
    #expect(read.isEmpty ? names == "none" : read.joined(separator: " ") == names)
  }

  @Test func `has generic parameters, effects and constraints`() throws {
    let function = try Self.signature(
      """
      @MainActor
      public static func decode<Value: Decodable>(
        _ type: Value.Type, completion: @escaping (Value) -> Void
      ) throws -> () -> Void
      where Value: Sendable {
      }
      """)
    #expect(function.name == "decode" && function.genericClause == "<Value: Decodable>")
    #expect(function.whereClause == "where Value: Sendable" && function.isThrowing && function.result == "() -> Void")
    #expect(function.modifiers == ["@MainActor", "public", "static"])
  }

  @Test(arguments: [
    ("Handler<Page>", "(Result<Page, Error>) -> Void"),
    ("Reader.Handler<[Page]>?", "((Result<[Page], Error>) -> Void)?"),
    ("[ID: Done]", "[Int: () -> Void]"),
    ("Identity", "Identity"),
    ("Number", "Int"),
    ("[Size]", "[Double]"),
    ("Reply", "(Int, (Bool) -> Void) -> Void"),
  ])
  func `is read through other names of types`(type: String, full: String) {
    let outline = SourceOutline(
      SourceText(
        """
        typealias ID = Int
        typealias Number = Int  // a number (of anything
        typealias Size = /* as in } */ Double; typealias Length = Size
        typealias Reply = (
          Int,  // first, as (always)
          (Bool) -> Void
        ) -> Void
        typealias Done = () -> Void
        struct Reader {
          typealias Handler<Value> = (
            Result<Value, Error>
          ) -> Void
        }
        """))
    #expect(
      outline.expanded(type).replacing(/\s+/, with: " ").replacing("( ", with: "(").replacing(" )", with: ")") == full)
  }

  @Test func `is read without the comments in it`() throws {
    let function = try Self.signature(
      """
      public /* (a) */ static func load(
        _ id: Int,  // the number, as in (1
        at path: String = "/* a */",  /* , then */
        // Called once: with a value, or an error
        completion: @escaping (Int?, Error?) -> Void
      ) throws  // where it cannot begin
        -> Int {
      """)
    #expect(function.modifiers == ["public", "static"] && function.isThrowing && function.result == "Int")
    #expect(function.parameters.map(\.name) == ["id", "path", "completion"])
    #expect(function.parameters.map(\.type) == ["Int", "String", "(Int?, Error?) -> Void"])
    #expect(function.parameters[1].defaultValue == "\"/* a */\"")
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
      enum Mode {
        case fast(Int)  // quick, hasty
        case slow
      }
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
    #expect(
      values.arguments(ofMaking: loader)
        == "network: OriginalNetworkFake(context), options: Original.Options(mode: Original.Mode.slow, count: 1)")
    #expect(values.value(of: "[String: Image?]") == #"["a": <#Image#>]"#)
  }
}
