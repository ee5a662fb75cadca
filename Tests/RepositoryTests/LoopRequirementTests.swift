// The protocol of event loops stays small: it has no requirements that only the package's own modules use.

import Testing

@Suite("The protocol of event loops")
struct LoopRequirementTests {
  @Test func `has at most fourteen requirements`() throws {
    let source = try Repository.text(of: "Sources/EventLoops/EventLoop.swift")
    let form = #"^public protocol EventLoop: TaskExecutor \{\n((?:.*\n)*?)\}\n"#
    let body = try #require(Repository.matches(of: form, in: source).first?[1])
    let requirements = try Repository.matches(of: #"^  (?:\S+ )*?(?:func|var|init|subscript)\b *(\w*)"#, in: body)
    #expect(requirements.map { $0[1] }.contains("schedule"))
    #expect(requirements.count <= 14, "\(requirements.map { $0[0] })")
    #expect(!body.contains("associatedtype"))
  }
}
