// The kinds of what paths name.

import TemporaryFiles
import Testing
import Workbench

@Suite("The kind of a file")
struct FileKindTests {
  @Test func `is that of what is there, or of what a link leads to`() throws {
    let tree = try TemporaryTree(["folder/file": "x"])
    try tree.link("good", to: "folder/file")
    try tree.link("broken", to: "nowhere")
    try tree.link("round", to: "round")
    let kinds: [(String, FileKind, FileKind)] = [
      ("", .folder, .folder), ("/folder", .folder, .folder), ("/folder/file", .regular, .regular),
      ("/good", .regular, .link), ("/broken", .missing, .link), ("/round", .missing, .link),
      ("/nothing", .missing, .missing), ("/folder/file/x", .missing, .missing),
    ]
    for (path, reached, own) in kinds {
      #expect(FileKind(of: tree.root + path) == reached, "\(path)")
      #expect(FileKind(of: tree.root + path, followsLinks: false) == own, "\(path)")
    }
    #expect(FileKind(of: "/dev/null") == .other)
    #expect(FileKind(of: "") == .missing)
  }
}
