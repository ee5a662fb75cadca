// The context of a check: the tree, the rules, the function that runs commands, and the files read so far.

import Workbench

/// The surroundings of one check or one rewriting.
final class NotesContext {
  let tree: RepositoryTree
  let rules: NotesRules
  private let runCommand: NotesCommandRunner
  /// The output of the commands that were run so far: the editions show the same commands.
  private var printed: [[String]: (output: String, exitCode: Int)] = [:]
  private var sources: [String: SourceFile] = [:]
  private var anchors: [String: Set<String>] = [:]
  private var inlines: [String: [MarkdownInline]] = [:]

  init(root: String, rules: NotesRules, run: @escaping NotesCommandRunner) {
    tree = RepositoryTree(root: root, rules: rules)
    self.rules = rules
    runCommand = run
  }

  /// The output of a command, and its exit code; each command is run once.
  func run(_ words: [String]) -> (output: String, exitCode: Int) {
    if let known = printed[words] { return known }
    let result = runCommand(words)
    printed[words] = result
    return result
  }

  /// The paths of the notes: `README.md`, every Markdown file below `notes`, and the modules' documentation below
  /// `Sources`; each sorted.
  func notePaths() throws(NotesProblem) -> [String] {
    let readme = tree.kind(of: "README.md") == .file ? ["README.md"] : []
    return try readme + tree.files(below: "notes", types: ["md"]) + tree.files(below: "Sources", types: ["md"])
  }

  /// The Markdown file at `path`.
  func document(at path: String) throws(NotesProblem) -> MarkdownDocument {
    MarkdownDocument(path: path, text: try tree.text(of: path))
  }

  /// The code spans and links of a note's prose, block by block, found once.
  func inlines(of document: MarkdownDocument) -> [MarkdownInline] {
    if let known = inlines[document.path] { return known }
    let found = document.prose.map(MarkdownInline.init)
    inlines[document.path] = found
    return found
  }

  /// The scenarios below `Scenarios`: the path of each, and its name.
  func scenarios() throws(NotesProblem) -> [(path: String, name: String)] {
    try tree.files(below: "Scenarios", types: ["scenario"]).map { path in
      (path, String(RepositoryPath.name(of: path).dropLast(".scenario".count)))
    }
  }

  /// The source file at `path`, read once.
  func source(at path: String) throws(NotesProblem) -> SourceFile {
    if let known = sources[path] { return known }
    let source = SourceFile(path: path, text: try tree.text(of: path))
    sources[path] = source
    return source
  }

  /// The anchors in the Markdown file at `path`, found once.
  func anchors(at path: String) throws(NotesProblem) -> Set<String> {
    if let known = anchors[path] { return known }
    let found = MarkdownHeading.anchors(of: try document(at: path))
    anchors[path] = found
    return found
  }
}
