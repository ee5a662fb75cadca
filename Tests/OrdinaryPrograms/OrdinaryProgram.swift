// A program of ordinary Swift with a bug, and the same program without it.

/// A small program that uses Swift's own concurrency alone.
package struct OrdinaryProgram: Sendable {
  /// The program's name.
  package let name: String
  private let body: @Sendable (_ isFixed: Bool) async throws -> String?

  /// A program from its parts.
  ///
  /// - Parameters:
  ///   - name: The program's name.
  ///   - body: Runs the program once, and returns what went wrong; nil if nothing did.
  init(_ name: String, _ body: @escaping @Sendable (_ isFixed: Bool) async throws -> String?) {
    self.name = name
    self.body = body
  }

  /// Runs the program once.
  ///
  /// - Parameter isFixed: Whether to run the version without the bug.
  /// - Returns: What went wrong; nil if nothing did.
  package func run(isFixed: Bool) async -> String? {
    do {
      return try await body(isFixed)
    } catch {
      return "the program threw \(error)"
    }
  }
}

/// Lets other tasks run a number of times.
func hop(_ times: Int) async {
  for _ in 0..<times { await Task.yield() }
}
