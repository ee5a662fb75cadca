// Tests that use what has a time or threads of its own: each use is named, and none ends the process.

import Foundation
import Testing

@testable import ScheduleTesting

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

@Suite("Tests that use the system") struct SystemTests {
  private static func failure(_ body: @escaping @Sendable () async throws -> Void) async -> String {
    do {
      return "passed: \(try await explore(budget: 10) { try await body() })"
    } catch {
      return "\(error)"
    }
  }

  @Test func `a request is refused before it is made`() async throws {
    let address = try #require(URL(string: "http://127.0.0.1:9/"))
    let text = await Self.failure { _ = try await URLSession.shared.data(from: address) }
    #expect(text.hasPrefix("the test does not end"), "\(text)")
    #expect(text.contains(/escaped: '[^']+' used URLSession, which has/), "\(text)")
  }

  @Test func `a request with a completion handler is refused before it is made`() async throws {
    let address = try #require(URL(string: "http://127.0.0.1:9/"))
    let text = await Self.failure {
      await withCheckedContinuation { continuation in
        URLSession.shared.dataTask(with: address) { _, _, _ in continuation.resume() }.resume()
      }
    }
    #expect(text.contains(/escaped: '[^']+' used URLSession, which has/), "\(text)")
  }

  @Test func `a timer of a run loop is named`() async {
    let text = await Self.failure {
      RunLoop.main.add(Timer(timeInterval: 1, repeats: false) { _ in }, forMode: .default)
    }
    #expect(text.contains("escaped: 'test' used Timer, which has"), "\(text)")
  }
}
