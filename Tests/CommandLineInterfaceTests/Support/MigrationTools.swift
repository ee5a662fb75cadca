// A language server and a build for 'braid migrate' that answer by the protocols of the real ones.

import Foundation

enum MigrationTools {
  /// A folder with `Loader.swift`, a library's manifest, and two tools of a toolchain that offer one refactoring.
  ///
  /// - Parameter edit: The edit of "Convert Function to Async", as the protocol has it.
  static func folder(_ text: String, converting edit: String) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.file("Loader.swift", text)
    try folder.file("library/Package.swift", "let package = Package(name: \"Braid\")")
    let version = folder.url.appending(path: "scratch/package/Sources/Original/Source.swift").absoluteString
    let messages = [
      #""id":1,"result":{"capabilities":{}}"#,
      #""id":2,"result":[{"title":"Convert Function to Async","command":{"title":"a","command":"b","arguments":[]}}]"#,
      #""id":"edit","method":"workspace/applyEdit","params":{"edit":{"changes":{"\#(version)":[\#(edit)]}}}"#,
      #""id":3,"result":null"#, #""id":4,"result":[]"#, #""id":5,"result":[]"#,
    ]
    let answers = messages.map { #"{"jsonrpc":"2.0",\#($0)}"# }.map { "Content-Length: \($0.utf8.count)\r\n\r\n\($0)" }
    try folder.file("tools/answers", answers.joined())
    try folder.file("tools/sourcekit-lsp", "#!/bin/sh\ncat \(folder.path)/tools/answers\nexec cat > /dev/null\n")
    try folder.file(
      "tools/check",
      """
      #!/bin/sh
      echo '{"rewrite":"Original","outcome":"success(\\"1\\")"}'
      echo "{\\"rewrite\\":\\"$1\\",\\"differences\\":[]}"

      """)
    try folder.file(
      "tools/swift",
      """
      #!/bin/sh
      set -e
      mkdir -p "$3/debug"
      cp \(folder.path)/tools/check "$3/debug/Check"
      . \(folder.path)/tools/meanwhile

      """)
    return folder
  }

  /// Runs the command in a folder, with some shell commands before it, and some in the package while the versions are built.
  static func migrate(
    _ words: String, in folder: TemporaryFolder, before: String = "", meanwhile: String = "", as user: String = ""
  ) async throws -> ProcessEnding {
    try folder.file("tools/meanwhile", meanwhile + "\n")
    return try await Shell.run(
      """
      chmod +x tools/*
      \(before)
      export PATH="$PWD/tools:$PATH"
      \(user)"$braid" migrate \(words) --braid library --into "$PWD/scratch/package"
      """, in: folder)
  }
}
