// Where a file has a bridge and what the bridge uses.

import Testing

@testable import Migration

@Suite("The file with a bridge") struct BridgeFileTests {
  private static func bridged(_ text: String) throws -> String {
    let source = SourceText(text)
    let outline = SourceOutline(source)
    let place = try #require(source.places(of: "func").first)
    let function = try #require(FunctionSignature(in: source, at: place))
    let completion = try #require(function.completion)
    let owner = outline.type(around: place)
    let call = CompletionCall(function: function, completion: completion, handle: nil)
    return BridgeWriter(call: call).adding(to: source, isMember: owner != nil, in: outline)
  }

  @Test(arguments: [
    "// A\n|import Foundation\n\n/// B\n", "// A\n\n|/// B\n", "|/// B\n", "|", "// A\n|@testable import X\n",
    "// A\n|#if os(Linux)\n  import Glibc\n#endif\n", "\t// A\r\n\r\n|// B\r\n/* C\r\n*/ ",
    "// A\nimport Synchronization\n", "import Foundation; import Synchronization  // locks\n",
  ])
  func `imports what the bridge uses above its imports, or above its first declaration`(head: String) throws {
    let function = "func f(_ done: @escaping () -> Void) { done() }"
    let bridged = try Self.bridged(head.replacing("|", with: "") + function)
    let lineEnd = head.contains("\r\n") ? "\r\n" : "\n"
    #expect(bridged.hasPrefix(head.replacing("|", with: "import Synchronization\(lineEnd)") + function))
    #expect(bridged.ranges(of: "import Synchronization").count == 1)
  }

  @Test(arguments: [
    ("private func", "private func"), ("open func", "public func"), ("override public func", "public func"),
    ("@objc fileprivate func", "fileprivate func"), ("@available(*, deprecated) func", "func"),
  ])
  func `has a bridge behind the function that is as visible`(words: String, bridge: String) throws {
    let type = "extension Loader where Value: Sendable {\n\t\(words) f(_ done: @escaping () -> Void) {\n\t}\n"
    let text = try Self.bridged(type + "\n\tfunc g() {}\n}\n")
    #expect(text.hasPrefix("import Synchronization\n\(type)\n\t/// As `f` with a completion."))
    #expect(text.contains("\n\t\(bridge) f() async throws {\n\t  let answer = FirstAnswer<Void>()\n"))
    #expect(text.contains("\n\t}\n\n\tfunc g() {}\n}\n\n/// An answer that counts once"))
  }
}
