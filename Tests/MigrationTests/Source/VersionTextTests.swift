// The text of a file as a version of it is compiled.

import Testing

@testable import Migration

@Suite("The text of a version") struct VersionTextTests {
  private static func version(_ text: String) throws -> VersionText {
    let source = SourceText(text)
    let place = try #require(source.places(of: "func").first)
    let function = try #require(FunctionSignature(in: source, at: place))
    return VersionText(source, of: function, at: place + 5, in: SourceOutline(source))
  }

  @Test func `has no private words before the function and its types, and keeps all places`() throws {
    let text = """
      private struct Outer {
        fileprivate final class Inner {
          private let number = 1
          private func load(_ done: @escaping () -> Void) { done() }
        }
      }
      """
    let version = try Self.version(text).text
    #expect(version.count == text.count)
    #expect(
      version.contains("private let number") && version.replacing("private let", with: "").contains("private") == false)
  }

  @Test func `keeps the attributes of the original, and what hides it`() throws {
    let words = "  @available(*, deprecated, message: \"use the other one\")\r\n  @discardableResult\r\n  private "
    let callback = words + "func load(_ done: () -> Void) -> Int {\r\n    1\r\n  }"
    let converted = words + "func load() async -> Int {\r\n    1\r\n  }"
    let (head, tail) = ("struct A {\r\n  let a = 1; // load\r\n", "\r\n  func b() { load {} }\r\n}")
    let version = try Self.version(head + callback + tail)
    let kept = version.keepingOriginal(in: head + converted + tail)
    #expect(kept == head + converted + "\r\n\r\n" + callback + tail)
    #expect(version.version(of: kept) == kept.replacing("private", with: "       "))
  }

  @Test func `keeps the original beside a converted function for what calls it`() throws {
    let callback = "@discardableResult\nfunc load(_ done: @escaping () -> Void) -> Int { done() ; return 1 }"
    let converted = "@discardableResult\nfunc load() async -> Int { return 1 }"
    let caller = "\nfunc loadTwice() { load { load {} } }"
    let kept = try Self.version(callback + caller).keepingOriginal(in: converted + caller)
    #expect(kept.contains("async -> Int") && kept.contains("@discardableResult\nfunc load(_ done"))
    #expect(kept.ranges(of: "func load(").count == 2 && kept.contains("loadTwice"))
    #expect(try Self.version(callback).keepingOriginal(in: converted) == converted)
  }
}
