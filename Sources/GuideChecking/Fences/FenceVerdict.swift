// The comparison of one fence with what it promises.

import Workbench

/// Whether a fence keeps its promise.
enum FenceVerdict {
  /// The promise is kept, or none is needed.
  case kept
  /// The fence admits that it promises nothing.
  case illustrative
  /// The body is not what is promised.
  case stale(FencePromise.Truth)
  /// The promise cannot be compared.
  case broken(NotesProblem)

  init(_ fence: MarkdownFence, in context: NotesContext) {
    do throws(NotesProblem) {
      guard fence.isClosed else {
        throw NotesProblem("the fence has no end", remedy: "close it with the marks that open it")
      }
      guard
        let promise = try FencePromise.made(by: fence.info, freeLanguages: context.rules.freeLanguages)
      else {
        self = .kept
        return
      }
      guard let truth = try promise.truth(fence, context) else {
        self = promise.isIllustrative ? .illustrative : .kept
        return
      }
      try Self.checkFits(truth.body, in: fence)
      self = TextLines.areSame(truth.body, fence.body) ? .kept : .stale(truth)
    } catch {
      self = .broken(error)
    }
  }

  /// Refuses a body that could not be read back from the fence as it was written.
  private static func checkFits(_ body: [String], in fence: MarkdownFence) throws(NotesProblem) {
    for line in body {
      if fence.opening.isClosed(by: fence.opening.fileLine(line)) {
        throw NotesProblem("a line of the body would close the fence", remedy: "open it with more marks")
      }
      if line.utf8.contains(UInt8(ascii: "\r")) {
        throw NotesProblem("the body would hold a carriage return", remedy: "end its lines with line feeds")
      }
    }
  }
}
