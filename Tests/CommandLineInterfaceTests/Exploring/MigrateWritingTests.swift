// What 'braid migrate --write' changes: the language server and the build are programs that answer by their protocols.

import Foundation
import Testing

@testable import CommandLineInterface

@Suite("braid migrate --write") struct MigrateWritingTests {
  private static let head = """
    // A loader.
    import Foundation

    final class Loader {
    """
  private static let original =
    "  private func load(_ id: Int, completion: @escaping (Result<Int, Error>) -> Void) {\n"
    + "    completion(.success(id))\n  }"
  private static let tail = "\n  let name = \"é 🇰🇷\"\n}"
  private static let source = "\(head)\n\(original)\(tail)"

  /// What the language server puts in the place of the function, with the ends of lines that it has.
  private static let converted = "private func load(_ id: Int) async throws -> Int {\nreturn id\n  }"

  private static func folder(_ text: String) throws -> TemporaryFolder {
    let range = #"{"start":{"line":4,"character":2},"end":{"line":6,"character":3}}"#
    return try MigrationTools.folder(
      text, converting: #"{"range":\#(range),"newText":"\#(converted.replacing("\n", with: "\\n"))"}"#)
  }

  @Test(arguments: ["", "--json", "--show convert", "--show bridge"])
  func `leaves the file as it is without the option`(words: String) async throws {
    let folder = try Self.folder(Self.source)
    let ending = try await MigrationTools.migrate("Loader.swift:5 \(words)", in: folder)
    #expect(ending.code == 0, "\(ending)")
    #expect(try folder.text(of: "Loader.swift") == Self.source)
  }

  /// Files that differ in their ends of lines and of the file, and in their mark.
  private static let forms = [source, source + "\n", source.replacing("\n", with: "\r\n"), "\u{FEFF}\(source)\n"]

  @Test(arguments: forms)
  func `puts the rewrite of the toolchain in the place of the function`(text: String) async throws {
    let folder = try Self.folder(text)
    let ending = try await MigrationTools.migrate("Loader.swift:5 --write convert", in: folder)
    #expect(ending.code == 0, "\(ending)")
    #expect(ending.output.contains("convert: no difference"), "\(ending)")
    #expect(ending.errors.contains("the rewrite 'convert' is in 'Loader.swift'"), "\(ending)")
    func form(_ part: String) -> String { text.contains("\r\n") ? part.replacing("\n", with: "\r\n") : part }
    let expected = text.replacing(form(Self.original), with: "  " + form(Self.converted))
    let written = try Data(contentsOf: folder.url.appending(path: "Loader.swift"))
    #expect(expected != text && String(decoding: written, as: UTF8.self).utf8.elementsEqual(expected.utf8))
  }

  @Test func `puts the original behind a rewrite in its place where the file still calls that`() async throws {
    let caller = "\nfunc both(_ loader: Loader) { loader.load(1) { _ in } }\n"
    let folder = try Self.folder(Self.source + caller)
    let ending = try await MigrationTools.migrate("Loader.swift:5 --write convert", in: folder)
    #expect(ending.code == 0, "\(ending)")
    let both = "  \(Self.converted)\n\n\(Self.original)"
    #expect(try folder.text(of: "Loader.swift") == Self.source.replacing(Self.original, with: both) + caller)
    let compared = try folder.text(of: "scratch/package/Sources/Converted/Source.swift")
    #expect(try compared == folder.text(of: "Loader.swift").replacing("private", with: "       "))
  }

  @Test(arguments: forms)
  func `puts the bridge behind the function, and what it uses at the end`(text: String) async throws {
    let folder = try Self.folder(text)
    let ending = try await MigrationTools.migrate("Loader.swift:5 --write bridge", in: folder)
    #expect(ending.code == 0, "\(ending)")
    let isCRLF = text.contains("\r\n")
    let written = String(decoding: try Data(contentsOf: folder.url.appending(path: "Loader.swift")), as: UTF8.self)
    let lines = written.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    #expect(lines.dropLast().allSatisfy { ($0.last == UInt8(ascii: "\r")) == isCRLF })
    #expect(written.last?.isNewline == text.last?.isNewline)
    let plain = written.replacing("\r\n", with: "\n")
    let begin = try #require(
      plain.firstRange(of: "\n\n  /// As `load` with a completion.")?.lowerBound)
    let end = try #require(plain.firstRange(of: "\n  }\n  let name")?.lowerBound)
    let bridge = plain[begin..<end] + "\n  }"
    #expect(bridge.contains("\n  private func load(_ id: Int) async throws -> Int {\n    let answer"))
    #expect(bridge.contains("\n        self.load(id, completion: {"))
    let support = try #require(plain.firstRange(of: "\n\n/// An answer that counts once")?.lowerBound)
    #expect(plain[support...].contains("final class FirstAnswer<Value>"))
    // All else is the file.
    let rest = (plain[..<begin] + plain[begin...].dropFirst(bridge.count)).replacing(plain[support...], with: "")
      .replacing("// A loader.\nimport Synchronization\n", with: "// A loader.\n")
    let trimmed = text.replacing("\r\n", with: "\n")
    #expect(rest == (trimmed.hasSuffix("\n") ? String(trimmed.dropLast()) : trimmed))
  }

  @Test func `adds what a bridge uses once`() async throws {
    let folder = try Self.folder(Self.source + "\nfunc wait(_ done: @escaping () -> Void) {\n  done()\n}\n")
    for line in ["5", "wait"] {
      let text = try folder.text(of: "Loader.swift")
      let number = Int(line) ?? text.components(separatedBy: "func wait")[0].components(separatedBy: "\n").count
      let ending = try await MigrationTools.migrate("Loader.swift:\(number) --write bridge", in: folder)
      #expect(ending.errors.contains("the rewrite 'bridge' is in 'Loader.swift'"), "\(ending)")
    }
    let text = try folder.text(of: "Loader.swift")
    #expect(text.ranges(of: "func wait() async throws").count == 1)
    #expect(text.ranges(of: "let answer = FirstAnswer<").count == 2)
    #expect(text.ranges(of: "final class FirstAnswer<").count == 1)
    #expect(text.ranges(of: "import Synchronization").count == 1)
  }

  @Test func `adds nothing that another file of the module has`() async throws {
    let folder = try Self.folder(Self.source)
    try folder.file("Weather.swift", "final class FirstAnswer<Value> {\n}\n")
    let ending = try await MigrationTools.migrate("Loader.swift:5 --write bridge", in: folder)
    #expect(ending.code == 0, "\(ending)")
    let text = try folder.text(of: "Loader.swift")
    #expect(text.contains("let answer = FirstAnswer<Int>()") && text.hasPrefix(Self.head + "\n" + Self.original))
    #expect(text.hasSuffix(Self.tail) && !text.contains("import Synchronization"))
  }

  @Test func `keeps a link to the file, and the permissions of the file`() async throws {
    let folder = try Self.folder(Self.source)
    let ending = try await MigrationTools.migrate(
      "Link.swift:5 --write convert", in: folder, before: "chmod 640 Loader.swift; ln -s Loader.swift Link.swift")
    #expect(ending.code == 0, "\(ending)")
    let files = FileManager.default
    #expect(try files.destinationOfSymbolicLink(atPath: folder.path + "/Link.swift") == "Loader.swift")
    #expect(try folder.text(of: "Loader.swift").contains("async throws"))
    let mode = try files.attributesOfItem(atPath: folder.path + "/Loader.swift")[.posixPermissions] as? Int
    #expect(mode == 0o640)
  }

  @Test(arguments: [
    ("--write wrapper", "", 1, "the file is not changed: the rewrite 'wrapper' was not compared"),
    ("--write convert", "echo // >> Loader.swift", 74, "another program has changed it since it was read"),
    ("--write convert", "rm Loader.swift", 74, "another program has changed it since it was read"),
    ("--write convert --show convert", "", 64, "'--write' and '--show' exclude each other"),
  ])
  func `keeps what it cannot write over`(words: String, meanwhile: String, code: Int, message: String) async throws {
    let folder = try Self.folder(Self.source)
    let change = meanwhile.replacing("Loader", with: folder.path + "/Loader")
    let ending = try await MigrationTools.migrate("Loader.swift:5 \(words)", in: folder, meanwhile: change)
    #expect(ending.code == Int32(code), "\(ending)")
    #expect(ending.errors.replacing(/\s+/, with: " ").contains(message), "\(ending)")
    // The report of the comparison is not lost.
    #expect(ending.output.contains("convert: no difference") == (code != 64))
    let text = try? folder.text(of: "Loader.swift")
    #expect(text == (meanwhile.isEmpty ? Self.source : meanwhile.hasPrefix("rm") ? nil : Self.source + "//\n"))
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    #expect(names.allSatisfy { !$0.hasPrefix(".braid") })
  }

  @Test(.enabled(if: Shell.hasOrdinaryUser))
  func `begins nothing where the file may not be written`() async throws {
    let folder = try Self.folder(Self.source)
    let ending = try await MigrationTools.migrate(
      "Loader.swift:5 --write convert", in: folder, before: "chmod -R a+rwX .; chmod 444 Loader.swift",
      as: Shell.asOrdinaryUser)
    #expect(ending.code == 74, "\(ending)")
    #expect(ending.errors.contains("cannot write 'Loader.swift': Permission denied"), "\(ending)")
    #expect(!ending.errors.contains("asking the toolchain"), "\(ending)")
    #expect(try folder.text(of: "Loader.swift") == Self.source)
  }
}
