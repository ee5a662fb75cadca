// The promise that a fence quotes a file or a region of it.

extension FencePromise {
  private static let key = "source"

  /// `source=path#region`: the body is that region, `source=path`: the body is that file.
  static let source = FencePromise(
    form: .value(key), usage: "source=PATH#REGION",
    truth: { (fence, context) throws(NotesProblem) in
      guard let reference = reference(of: fence) else { return nil }
      return Truth(body: try reference.lines(in: context), origin: reference.description)
    })

  /// The quoted region, if the fence makes this promise.
  static func reference(of fence: MarkdownFence) -> SourceReference? {
    fence.info.value(of: key).map { SourceReference($0) }
  }
}
