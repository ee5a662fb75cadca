// What 'braid migrate' refuses before it asks the toolchain, and without one.

import Foundation
import Testing

@testable import CommandLineInterface

@Suite("braid migrate") struct MigrateCommandTests {
  private static let source = """
    protocol Network {
      func get(_ url: String, completion: @escaping (Int) -> Void)
    }
    func plain(_ number: Int) -> Int {
      number
    }
    func modern(completion: @escaping (Int) -> Void) async {
    }
    func load(completion: @escaping (Int) -> Void) {
      completion(1)
    }

    """

  @Test(arguments: [
    ("Loader.swift", 64, "is no place in a file"),
    ("Loader.swift:0", 64, "is no place in a file"),
    ("Loader.swift:9 --write all", 64, "convert"),
    ("None.swift:1", 66, "there is no file"),
    ("Loader.swift:9 --braid .", 66, "is not a checkout of Braid"),
    ("Loader.swift:99", 1, "Loader.swift: error: the file has no line 99"),
    ("scratch:1", 66, "scratch: error: the file cannot be read"),
    ("Loader.swift:12", 1, "is in no function"),
    ("Loader.swift:2", 1, "a requirement has no body"),
    ("Loader.swift:5", 1, "'plain' has no completion handler that can be read"),
    ("Loader.swift:7", 1, "'modern' cannot be compared: it is async already"),
    ("Loader.swift:10", 69, "'sourcekit-lsp' was not found"),
  ])
  func `ends with the documented code where it cannot begin`(words: String, code: Int, message: String) async throws {
    let folder = try TemporaryFolder()
    try folder.file("Loader.swift", Self.source)
    try folder.file("scratch/empty", "")
    let ending = try await Shell.run("PATH=none $braid migrate \(words) --into scratch/package", in: folder)
    #expect(ending.code == Int32(code), "\(ending)")
    #expect(ending.errors.replacing("\n", with: " ").contains(message), "\(ending)")
    #expect(try folder.text(of: "Loader.swift") == Self.source)
  }
}
