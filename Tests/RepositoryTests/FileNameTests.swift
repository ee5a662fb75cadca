// A file bears the name of its one public type; the list of exceptions may only shrink.

import Testing

@Suite("The files")
struct FileNameTests {
  /// The files that declare several public types, or one of another name, with a reason or until they are split.
  private static let exceptionsPath = "Tests/RepositoryTests/file-names.txt"

  /// A type that other modules can name, declared at the left margin.
  private static let typeForm =
    #"^(?:@\w+(?:\([^)\n]*\))?\s+)*(?:public|package) (?:indirect |final )*"#
    + #"(?:struct|class|enum|actor|protocol|typealias) (\w+)"#

  @Test func `bear the name of their one public type`() throws {
    let exceptions = try Repository.list(at: Self.exceptionsPath)
    #expect(exceptions == Array(Set(exceptions)).sorted(), "one path on each line, sorted")
    var mismatches: [String] = []
    let files = Repository.files(below: "Sources", type: "swift")
    #expect(files.count > 300)
    for path in files {
      let types = try Repository.matches(of: Self.typeForm, in: try Repository.text(of: path)).map { $0[1] }
      let name = path.split(separator: "/").last.map { String($0.dropLast(".swift".count)) } ?? ""
      guard let type = types.first, types.count > 1 || type != name else { continue }
      mismatches.append(path)
      if !exceptions.contains(path) {
        Issue.record("\(path) declares \(types.joined(separator: ", ")): move each type into a file of its name")
      }
    }
    for path in exceptions where !mismatches.contains(path) {
      Issue.record("\(path) is no exception any more: remove its line from \(Self.exceptionsPath)")
    }
  }

  @Test func `say in their first line what they are for`() throws {
    for path in Repository.files(below: "Sources", type: "swift") + Repository.files(below: "Tests", type: "swift") {
      #expect(try Repository.text(of: path).hasPrefix("// "), "\(path)")
    }
  }

  @Test(arguments: ["Sources", "Tests"])
  func `lie at most fifteen in a folder`(root: String) {
    let exceptions = ["Tests/LessonTests"]  // a file for each chapter
    let folders = Dictionary(grouping: Repository.files(below: root, type: "swift")) { path in
      path.split(separator: "/").dropLast().joined(separator: "/")
    }
    for (folder, files) in folders.sorted(by: { $0.key < $1.key }) where !exceptions.contains(folder) {
      #expect(files.count <= 15, "\(folder)")
    }
  }
}
