// The result of a command as a JUnit document, which servers for continuous integration read.

import Workbench

/// One suite of cases, each of which passes or fails.
struct JUnitReport {
  /// One case.
  struct Case {
    /// The name of the case.
    let name: String
    /// Why it fails: a sentence and a page each; none if it passes.
    let failures: [(message: String, page: String)]
    /// Why it is not known whether it passes; nil if it is.
    var error: String?
    /// Further output of the case.
    let output: String
  }

  /// The suite's name.
  let suite: String
  /// The cases.
  let cases: [Case]

  /// Where a command writes such a document.
  static let option = OptionDescription(
    name: "junit", value: ("file", .path),
    summary: "write the result to this file as a JUnit document; '-' prints it in place of the text")

  /// The document: without times, so that the same result is the same text.
  var text: String {
    let failing = cases.count { !$0.failures.isEmpty && $0.error == nil }
    let erring = cases.count { $0.error != nil }
    var lines = [
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>",
      "<testsuite name=\"\(suite.asMarkup)\" tests=\"\(cases.count)\" failures=\"\(failing)\" "
        + "errors=\"\(erring)\">",
    ]
    for entry in cases {
      lines.append("  <testcase classname=\"\(suite.asMarkup)\" name=\"\(entry.name.asMarkup)\">")
      if let error = entry.error { lines.append("    <error type=\"incomplete\" message=\"\(error.asMarkup)\"/>") }
      for failure in entry.failures {
        let page = failure.page.split(separator: "\n").map { String($0).asMarkup }.joined(separator: "\n")
        lines.append("    <failure type=\"failure\" message=\"\(failure.message.asMarkup)\">\(page)</failure>")
      }
      lines.append("    <system-out>\(entry.output.asMarkup)</system-out>")
      lines.append("  </testcase>")
    }
    return (lines + ["</testsuite>"]).map { $0 + "\n" }.joined()
  }

  /// Makes a report and writes its document, if the command line asks for it.
  ///
  /// - Returns: Whether it went to the standard output, which then gets nothing else.
  static func write(for invocation: Invocation, _ report: () -> JUnitReport) throws -> Bool {
    guard let path = invocation.line.value(of: option) else { return false }
    try OutputTarget.write(to: path, invocation) { $0(report().text) }
    return path == OutputTarget.standardOutput
  }

  /// Refuses two documents on one output, before there is work.
  ///
  /// - Parameter others: The options with which another document is printed.
  static func checkOutput(beside others: [OptionDescription], of invocation: Invocation) throws {
    guard invocation.line.value(of: option) == OutputTarget.standardOutput,
      let other = others.first(where: invocation.line.has)
    else { return }
    throw CommandFailure.usage(
      "'--junit -' and '\(other.long)' both write to the standard output", help: ["write one of them to a file"],
      of: invocation.line.command)
  }
}
