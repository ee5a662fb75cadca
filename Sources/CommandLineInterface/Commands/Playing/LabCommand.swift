// `braid lab`: a page on which a scenario is changed, and the compiled programs answer.

import EmbeddedScenarios
import EventLoops
import Foundation
import Lab
import LiveIO
import Workbench

/// Serves the lab.
enum LabCommand {
  static let host = OptionDescription(
    name: "host", value: ("address", .text),
    summary: "the address to listen on, by default 127.0.0.1; another one lets other machines in")
  static let port = OptionDescription(
    name: "port", value: ("N", .number(0...65_535)), summary: "the port, by default 8080; 0 for any")
  static let open = OptionDescription(name: "open", summary: "open the page in the browser")

  /// The default port.
  private static let usualPort: UInt16 = 8_080

  static let description = CommandDescription(
    name: "lab",
    summary: "Change a scenario in a browser and see the styles answer",
    details: [
      """
      The page has the text of a scenario and the picture of its runs. A reply, a cancellation or a time limit is \
      dragged, a call is made to fail, and each change runs the compiled programs again. 'Every order' explores the \
      scenario in the background. The page loads nothing from elsewhere; the server answers only its own page, reads \
      scenarios when it starts, and writes nothing. Ctrl-C ends it at once.
      """
    ],
    examples: [
      .init(line: "braid lab", purpose: "then open http://127.0.0.1:8080/"),
      .init(line: "braid lab cancelled-at-the-reply --open", purpose: "begin with a scenario, in the browser"),
    ],
    arguments: [
      ArgumentDescription(
        name: "scenario", summary: "where the page begins; 'success' unless given", kind: .named([.scenarios]),
        count: .oneOrNone)
    ],
    options: [host, port, open]
  ) { invocation in
    let line = invocation.line
    let host = line.value(of: host) ?? "127.0.0.1"
    let port = line.number(of: port).map { UInt16($0) } ?? usualPort
    let sources = EmbeddedPrograms.texts.map { (path: "Pipelines/\($0.path)", text: $0.text) }
    let lab = Lab(scenarios: try offered(for: invocation), sources: sources)
    let run = LiveRun("lab")
    let server: LabServer
    do throws(SocketError) {
      server = try LabServer(lab, host: host, port: port, on: run.loop)
    } catch {
      throw CommandFailure.cannotListen(error)
    }
    let address = "http://\(server.address)/"
    run.relay.send("the lab is at \(address) until Ctrl-C\n")
    if line.has(open) { try show(address) }
    let loop = run.loop
    _ = run.run(writingTo: invocation.output) {
      server.stop { _ in }
      loop.stop()
    }
    return .success
  }

  /// The scenarios that the page offers: first the one to begin with, then all others that can be used.
  private static func offered(for invocation: Invocation) throws -> [OfferedScenario] {
    let start = try ScenarioSearch.file(meantBy: invocation.arguments.first ?? "success")
    let first: OfferedScenario
    do throws(ScenarioError) {
      first = OfferedScenario(name: Scenario.name(ofFile: start.path), text: try start.scenario().source.text)
    } catch {
      throw CommandFailure.failures(of: error)[0]
    }
    let files = ScenarioSearch.filesAtHome.map { ScenarioFile(path: $0) } + ScenarioFile.builtIn
    var known: Set<String> = [first.name]
    let others = files.compactMap { file -> OfferedScenario? in
      let name = Scenario.name(ofFile: file.path)
      guard known.insert(name).inserted, let scenario = try? file.scenario() else { return nil }
      return OfferedScenario(name: name, text: scenario.source.text)
    }
    return [first] + others
  }

  /// Opens an address in the browser of the user's choice.
  private static func show(_ address: String) throws {
    #if os(macOS)
      let opener = "open"
    #else
      let opener = "xdg-open"
    #endif
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [opener, address]
    (process.standardOutput, process.standardError) = (FileHandle.nullDevice, FileHandle.nullDevice)
    do {
      try process.run()
    } catch {
      throw CommandFailure(
        code: .unavailable, message: "the browser cannot be opened: \(error.localizedDescription)".visible,
        help: ["leave '--open' out, and open \(address) yourself"])
    }
  }
}
