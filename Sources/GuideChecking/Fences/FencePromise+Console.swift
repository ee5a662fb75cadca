// The promise that a fence shows commands and exactly what they print.

extension FencePromise {
  /// `console`: each line `$ braid …` is a command, and the lines below it are its output.
  static let console = FencePromise(
    form: .language("console"), usage: "console",
    truth: { (fence, context) throws(NotesProblem) in
      let replayed = try ConsoleTranscript(fence.body).replayed(by: context.run)
      return Truth(body: replayed.body, origin: "what '\(replayed.wrong ?? "")' prints")
    })
}
