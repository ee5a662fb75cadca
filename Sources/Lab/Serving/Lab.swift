// The lab without its server: a question in, an answer out.

import Comparison
import Workbench

/// Answers the questions of the page. It reads no file and writes none.
package final class Lab: Sendable {
  private let scenarios: [OfferedScenario]
  private let sources: SourceAnswer
  let page: LabPage
  private let searches: LabSearches
  /// What one question may cost.
  package let limits: LabLimits

  /// A lab.
  ///
  /// - Parameters:
  ///   - scenarios: The scenarios that the page offers; it begins with the first one.
  ///   - sources: The sources of the programs by path: the module, folders, and the name of the file.
  ///   - limits: What one question may cost.
  package init(
    scenarios: [OfferedScenario], sources: [(path: String, text: String)] = [], limits: LabLimits = LabLimits()
  ) {
    self.scenarios = scenarios
    self.sources = SourceAnswer(sources)
    self.limits = limits
    page = LabPage(scenarios: scenarios, limits: limits)
    searches = LabSearches(limits: limits)
  }

  /// An answer, and whether the question was one.
  package struct Answer: Sendable, Hashable {
    /// Whether the question could be read and answered.
    package let isGood: Bool
    /// The answer as JSON.
    package let bytes: [UInt8]
  }

  /// The answer to a question.
  ///
  /// - Parameter question: The question as JSON.
  package func answer(to question: [UInt8]) -> Answer {
    do throws(LabRefusal) {
      let question = try LabQuestion(question, limits: limits)
      return Answer(isGood: true, bytes: try bytes(answering: question))
    } catch {
      return Answer(isGood: false, bytes: LabAnswer.refused(error))
    }
  }

  /// Ends a search that is under way.
  package func stop() { searches.stopAll() }

  /// Waits until the last search has ended.
  func waitForSearch() { searches.wait() }

  private func bytes(answering question: LabQuestion) throws(LabRefusal) -> [UInt8] {
    switch question.ask {
    case .about: return AboutAnswer.bytes(scenarios)
    case .run: return try DeepStack.run { () throws(LabRefusal) in try self.run(question).bytes }
    case .record: return try DeepStack.run { () throws(LabRefusal) in try self.recorded(question).bytes }
    case .file:
      guard let form = question.form else { throw LabRefusal("'form' is missing") }
      return try DeepStack.run { () throws(LabRefusal) in try FileAnswer.bytes(of: self.run(question), as: form) }
    case .source:
      guard let files = question.files else { throw LabRefusal("'files' is missing") }
      return sources.bytes(of: files, most: limits.files)
    case .search:
      guard let kind = question.kind else { throw LabRefusal("'kind' is missing") }
      guard case .success(let scenario) = RunAnswer.read(try text(of: question)) else {
        throw LabRefusal("the text has mistakes: correct them first")
      }
      return searches.begin(scenario, kind, question.effort ?? .quick)
    case .progress: return try searches.progress(of: question.search)
    case .stop: return try searches.stop(question.search)
    }
  }

  private func text(of question: LabQuestion) throws(LabRefusal) -> String {
    guard let text = question.text else { throw LabRefusal("'text' is missing") }
    return text
  }

  private func run(_ question: LabQuestion) throws(LabRefusal) -> RunAnswer {
    try RunAnswer(try text(of: question), applying: question.edits ?? [], limits: limits)
  }

  /// The text with the runs as its expectations, and its runs.
  private func recorded(_ question: LabQuestion) throws(LabRefusal) -> RunAnswer {
    let result = try run(question).result()
    let text: String
    do throws(ScenarioError) {
      text = try result.scenario.text(expecting: result.comparison.runs)
    } catch {
      throw LabRefusal(error.diagnostics.first?.message ?? "the runs cannot be written as expectations")
    }
    guard text.utf8.count <= limits.text else { throw LabRefusal("the scenario grows too long") }
    return try RunAnswer(text, limits: limits)
  }
}
