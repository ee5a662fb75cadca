// Files that commands write: pipes, links, modes, drafts, and every way out.

import Dispatch
import Foundation
import Synchronization
import Testing
import Workbench

@testable import CommandLineInterface

@Suite("The files that commands write", .timeLimit(.minutes(10)))
struct OutputFileTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.file("a.scenario", ScenarioText.success)
  }

  private func shell(_ script: String) async throws -> ProcessEnding {
    try await Shell.run(script, in: folder)
  }

  private func files(in subfolder: String = "") throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path + "/" + subfolder).sorted()
  }

  /// A command that writes the file `out/target` of a kind that it can write over.
  struct Writer: Sendable, CustomTestStringConvertible {
    let testDescription: String
    /// The content that the target has before.
    var before = "old\n"
    let command: String
    /// What the written file contains.
    let mark: String
  }

  static let writers = [
    Writer(testDescription: "show -o", command: "$braid show a.scenario -f svg -o out/target", mark: "<svg"),
    Writer(
      testDescription: "explore -o", command: "$braid explore ./a.scenario -f html -o out/target", mark: "<!doctype"),
    Writer(
      testDescription: "--junit", command: "$braid explore ./a.scenario --junit out/target > text", mark: "<testsuite"),
    Writer(
      testDescription: "run --record", before: ScenarioText.success,
      command: "mv out/target out/target.scenario; $braid run --record out/target.scenario > text;"
        + "mv out/target.scenario out/target", mark: "call 1 sent"),
    Writer(
      testDescription: "fuzz --keep", command: "$braid fuzz token --runs 3 --keep out/target > text", mark: ""),
  ]

  @Test(arguments: writers)
  func `a link stays a link, and the file that it leads to is replaced with its mode`(writer: Writer) async throws {
    try folder.file("far/file", writer.before)
    let ending = try await shell(
      """
      mkdir out && ln -s ../far/file out/target && chmod 600 far/file
      \(writer.command)
      test -L out/target && echo link
      stat -c %a far/file
      """)
    #expect(ending.output == "link\n600\n")
    #expect(ending.errors == "")
    let text = try folder.text(of: "far/file")
    #expect(text != writer.before && (writer.mark.isEmpty || text.contains(writer.mark)))
    #expect(try files(in: "far") == ["file"])
    #expect(try files(in: "out") == ["target"])
  }

  @Test func `a link to no file makes the file, with the mode of new files`() async throws {
    let ending = try await shell(
      """
      umask 027; mkdir far; ln -s far/file target
      $braid show a.scenario -f svg -o target
      test -L target && stat -c %a far/file
      """)
    #expect(ending.output == "640\n")
    #expect(try folder.text(of: "far/file").hasPrefix("<svg"))
    #expect(try await shell("ln -s loop loop; $braid show a.scenario -o loop").code == 74)
  }

  @Test(arguments: [
    "show a.scenario -f svg -o pipe", "explore ./a.scenario -f html -o pipe",
    "sweep cancel ./a.scenario --junit pipe > text",
  ])
  func `a pipe is written to and stays a pipe`(command: String) async throws {
    let ending = try await shell(
      """
      mkfifo pipe; cat pipe > got &
      $braid \(command)
      echo $?; test -p pipe && echo pipe; test -p pipe || kill $!; wait
      """)
    #expect(ending.output == "0\npipe\n")
    #expect(try folder.text(of: "got").contains("<"))
  }

  @Test func `a pipe whose reader goes away is no failure`() async throws {
    let ending = try await shell("mkfifo pipe; : < pipe & $braid show a.scenario -f html -o pipe; echo $?; wait")
    #expect(ending.output == "0\n" && ending.errors == "")
  }

  @Test(.enabled(if: geteuid() == 0))
  func `a device is written to and stays a device`() async throws {
    let ending = try await shell(
      """
      mknod device c 1 3 || { echo none; exit; }
      $braid show a.scenario -f svg -o device; echo $?
      test -c device && echo device
      """)
    #expect(["0\ndevice\n", "none\n"].contains(ending.output))
  }

  @Test func `the process's own output is written where its end is`() async throws {
    let ending = try await shell(
      """
      ln -s /proc/self/fd/1 out
      { echo before; $braid explore ./a.scenario --junit out; } > text
      test -L out && echo link
      { echo before; $braid show a.scenario -f mermaid -o out; } | cat > piped
      """)
    #expect(ending.output == "link\n" && ending.errors == "")
    let text = try folder.text(of: "text")
    #expect(text.hasPrefix("before\n<?xml") && text.contains("All is well"))
    #expect(try folder.text(of: "piped").hasPrefix("before\nsequenceDiagram\n"))
  }

  @Test func `a user's file whose name ends in part is kept`() async throws {
    try folder.file("x.svg.part", "mine")
    #expect(try await shell("$braid show a.scenario -f svg -o x.svg").code == 0)
    #expect(try folder.text(of: "x.svg.part") == "mine")
    #expect(try files() == ["a.scenario", "x.svg", "x.svg.part"])
  }

  @Test func `processes that write one file at once all succeed`() async throws {
    let ending = try await shell(
      """
      for n in 1 2 3 4 5 6; do { $braid show a.scenario -f html -o page; echo $?; } & done; wait
      """)
    #expect(ending.output == String(repeating: "0\n", count: 6))
    #expect(ending.errors == "")
    #expect(try folder.text(of: "page").hasSuffix("</html>\n"))
    #expect(try files() == ["a.scenario", "page"])
  }

  @Test(arguments: [false, true])
  func `writers that replace one file while others begin all succeed`(throughLink: Bool) throws {
    let path = folder.path + "/page"
    if throughLink {
      try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: "target")
    }
    let refusals = Mutex<[OutputFile.Refusal]>([])
    DispatchQueue.concurrentPerform(iterations: 4) { _ in
      for _ in 0..<500 {
        do throws(OutputFile.Refusal) {
          try OutputFile.write(Array("text".utf8), to: path)
        } catch {
          refusals.withLock { $0.append(error) }
        }
      }
    }
    #expect(refusals.withLock { $0 } == [])
    #expect(try folder.text(of: "page") == "text")
    #expect(try files() == ["a.scenario", "page"] + (throughLink ? ["target"] : []))
  }

  @Test(arguments: [SIGINT, SIGTERM, SIGHUP])
  func `a signal leaves the older file and no draft`(signal: Int32) async throws {
    try folder.file("out/film", "old")
    await #expect(processExitsWith: .signal(signal)) { [signal = signal as Int32, path = folder.path as String] in
      try OutputFile.write(to: path + "/out/film") { sink in
        sink("new")
        let files = try FileManager.default.contentsOfDirectory(atPath: path + "/out")
        guard files.count == 2 else { exit(EXIT_FAILURE) }
        ProcessSignals.shared.hand(signal)
      }
    }
    #expect(try files(in: "out") == ["film"])
    #expect(try folder.text(of: "out/film") == "old")
  }

  @Test func `a signal that the parent process has switched off stays off`() async throws {
    try folder.file("out/film", "old")
    let ending = try await shell("trap '' HUP; $braid spinner --for 300ms --pace 1x & kill -HUP $!; wait $!; echo $?")
    #expect(ending.output.hasSuffix("Answer: 42\n0\n"))
  }

  @Test(.enabled(if: Shell.hasOrdinaryUser))
  func `a file in a folder that takes no draft is written in place`() async throws {
    let ending = try await shell(
      """
      mkdir closed; echo old > closed/file; echo old > closed/other
      chmod 666 closed/file; chmod 444 closed/other; chmod 555 closed; chmod 755 .
      user="\(Shell.asOrdinaryUser)"
      $user $braid show a.scenario -f svg -o closed/file; echo $?
      $user $braid show a.scenario -f svg -o closed/other; echo $?
      $user $braid show a.scenario -f svg -o closed/new; echo $?
      stat -c %a closed/file; ls -A closed; chmod 755 closed
      """)
    #expect(ending.output == "0\n74\n74\n666\nfile\nother\n")
    #expect(
      ending.errors.components(separatedBy: "error: ").dropFirst().map { $0.prefix { $0 != "\n" } } == [
        "cannot write 'closed/other': Permission denied", "cannot write 'closed/new': Permission denied",
      ])
    #expect(try folder.text(of: "closed/file").hasPrefix("<svg"))
    #expect(try folder.text(of: "closed/other") == "old\n")
  }

  @Test(arguments: [
    ("none/file", "No such file or directory"), ("folder", "Is a directory"), ("a.scenario/x", "Not a directory"),
    ("''", "No such file or directory"),
  ])
  func `a file that cannot be written is an error with the system's reason`(
    path: String, reason: String
  ) async throws {
    for command in ["show a.scenario -f svg -o", "explore ./a.scenario --junit"] {
      let ending = try await shell("mkdir -p folder; $braid \(command) \(path)")
      #expect(ending.code == 74)
      #expect(ending.errors.hasPrefix("error: cannot write '\(path.filter { $0 != "'" })': \(reason)\n"))
    }
    #expect(try await shell("$braid fuzz token --runs 1 --keep \(path)").code == 74)
  }

  @Test func `a disk without space for it is an error, and no file is left`() async throws {
    let limited = try await shell("ulimit -f 8; $braid show a.scenario -f html -o page")
    #expect(limited.code == 74)
    #expect(limited.errors == "error: cannot write 'page': File too large\n")
    #expect(try files() == ["a.scenario"])
  }

  @Test(.enabled(if: geteuid() == 0))
  func `a full device is an error, and stays a device`() async throws {
    let ending = try await shell(
      """
      mknod full c 1 7 || { echo none; exit; }
      $braid show a.scenario -f html -o full; echo $?; test -c full && echo device
      """)
    #expect(["74\ndevice\n", "none\n"].contains(ending.output))
    #expect(["error: cannot write 'full': No space left on device\n", ""].contains(ending.errors))
  }

  // MARK: - The standard output by name

  @Test(arguments: [
    ("show a.scenario -f svg", "-o"), ("show a.scenario", "-o"), ("explore ./a.scenario -f html", "-o"),
    ("explore ./a.scenario", "--junit"), ("sweep cancel ./a.scenario", "--junit"),
  ])
  func `a dash is the standard output, and a file of that name has its folder before it`(
    command: String, option: String
  ) async throws {
    let ending = try await shell(
      """
      $braid \(command) \(option) - > printed
      $braid \(command) \(option) ./- > rest
      cmp printed ./- && echo same
      """)
    #expect(ending.output == "same\n" && ending.errors == "")
    #expect(try files() == ["-", "a.scenario", "printed", "rest"])
  }

  @Test(arguments: [
    "show a.scenario -f html --all -o -", "fuzz token --runs 1 --keep -", "flags CN --live --folder -",
    "explore ./a.scenario --json --junit -", "sweep cancel ./a.scenario --json --junit -",
  ])
  func `a dash is refused where there must be a file, or another document is printed`(command: String) async throws {
    let ending = try await shell("$braid \(command)")
    #expect(ending.code == 64 && ending.output == "")
    #expect(try files() == ["a.scenario"])
  }
}
