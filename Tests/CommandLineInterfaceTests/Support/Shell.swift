// Runs shell scripts in which `$braid` is the program that was built together with these tests.

import Foundation

enum Shell {
  /// Runs a script in a folder.
  static func run(_ script: String, in folder: TemporaryFolder) async throws -> ProcessEnding {
    let braid = try ChildProcess.braid.path
    return try await ChildProcess.run(
      URL(fileURLWithPath: "/bin/sh"), ["-c", "braid=$0\n" + script, braid], in: folder.url)
  }

  /// How a command of a script is run by a user without special rights: as it is, if the tests have none.
  static var asOrdinaryUser: String {
    geteuid() == 0 ? "setpriv --reuid=65534 --regid=65534 --clear-groups " : ""
  }

  /// Whether commands can be run by a user without special rights.
  static var hasOrdinaryUser: Bool {
    geteuid() != 0 || FileManager.default.isExecutableFile(atPath: "/usr/bin/setpriv")
  }
}
