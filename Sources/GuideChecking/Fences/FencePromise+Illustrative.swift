// The admission that a fence promises nothing; such fences are counted.

extension FencePromise {
  /// `illustrative`: any body will do.
  static let illustrative = FencePromise(form: .flag("illustrative"), usage: "illustrative") { _, _ in nil }

  /// Whether this is the admission that nothing is promised.
  var isIllustrative: Bool { form == Self.illustrative.form }
}
