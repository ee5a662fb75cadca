// The fakes of protocols and closures, and sample values.

import Testing

@testable import Migration

@Suite("The fakes of what a function depends on") struct FakeWriterTests {
  private static let text = """
    struct Page: Codable { let items: [String]; let next: String?
      let count: Int
    }
    protocol Task { func cancel(); var isRunning: Bool { get } }
    protocol Client: AnyObject {
      func get(_ path: String, completion: @escaping (Data?, Error?) -> Void) -> Task
      func start(_ path: String, done: @escaping () -> Void) -> Int
      func stop(_ id: Int)
      func cached(_ path: String) -> Page?
      func save(_ page: Page) async throws -> Bool
    }
    protocol CameraDelegate { func took(_ picture: Int); func failed(_ camera: Camera, with error: Error) }
    protocol Camera { var delegate: CameraDelegate? { get set }; func take() }
    protocol Store { associatedtype Item }
    final class Box<Value: Hashable> { init(_ value: Value, client: Client) {} }
    struct Drawer<S: Store> { init() {} }
    struct Window<Root: AnyObject> { let root: Root; init(_ root: Root) { self.root = root } }
    func decode(_ data: Data) throws -> Page { try JSONDecoder().decode(Page.self, from: data) }
    """

  private static let values = SampleValues(outline: SourceOutline(SourceText(text)), module: "Original")

  private static func fake(of name: String) throws -> String {
    FakeWriter(values: values).declaration(of: try #require(values.outline.declaration(of: name)))
  }

  @Test(arguments: [
    ("Data", ##"Data(#"{"items":["a"],"next":null,"count":1}"#.utf8)"##),
    ("Client", "OriginalClientFake(context)"),
    ("(any Client)?", "OriginalClientFake(context)"),
    ("Box<Int>", "Original.Box<Int>(1, client: OriginalClientFake(context))"),
    ("(Int, to: Bool)", "(1, to: true)"),
    ("[Page.Type]", "[Original.Page.self]"),
    ("(Int) -> Bool", "{ _ in true }"),
    ("any Store", "<#any Original.Store#>"),
    ("[Store]", "[<#any Original.Store#>]"),
    ("Unknown", "<#Unknown#>"),
    ("Drawer", "Original.Drawer<WrittenTypeStore>()"),
    ("Window", "Original.Window<WrittenTypeAnyObject>(<#WrittenTypeAnyObject#>)"),
  ])
  func `are made by the names of types`(type: String, value: String) {
    #expect(Self.values.value(of: type) == value)
  }

  @Test func `answer closures by a stub`() {
    let closure = Self.values.value(of: "(String, @escaping (Bool, Error?) -> Void) -> () -> Void", named: "send")
    #expect(closure.contains("context.stub(\"send\", after: .milliseconds(20)) { (_: String) in true }"))
    #expect(
      closure.contains(
        "case .success(let value): argument1(value, nil); case .failure(let error): argument1(false, error)"))
    #expect(closure.hasSuffix("return { handle.cancel() } }"))
  }

  @Test func `return what cancels their calls`() throws {
    let fake = try Self.fake(of: "Client")
    #expect(fake.contains("final class OriginalClientFake: Original.Client {"))
    #expect(fake.contains("let stub0: Stub<String, Data>"))
    #expect(fake.contains("return OriginalTaskHandle { handle.cancel() }"))
    #expect(fake.contains("return handles.keep(handle)") && fake.contains("handles.cancel(id)"))
    #expect(fake.contains("func cached(_ path: String) -> Original.Page? {\n    return nil"))
    #expect(fake.contains("return try await self.stub4("))
    let handle = FakeWriter(values: Self.values).handleDeclaration(
      of: try #require(Self.values.outline.declaration(of: "Task")))
    #expect(handle.contains("  func cancel() { work() }") && handle.contains("var isRunning: Bool = true"))
  }

  @Test func `call the delegate that they have`() throws {
    let fake = try Self.fake(of: "Camera")
    #expect(fake.contains("case .success: self.delegate?.took(1)"))
    #expect(fake.contains("case .failure(let error): self.delegate?.failed(self, with: error)"))
  }
}
