// Wait for the first success among several futures.

public import EventLoops

extension Future {
  /// The future of the first value that comes; errors count only if all futures fail.
  ///
  /// The first value settles it; the work behind the other futures goes on, as with `Promise.any` in JavaScript,
  /// unless `cancelsOthers` says otherwise. If all fail, it fails with `AllFailedError`, at once for no futures at
  /// all. Cancelling it cancels all of them; it then fails with `CancellationError`.
  ///
  /// - Complexity: O(number of futures).
  public static func any(
    _ futures: [Future], on loop: any EventLoop, cancelsOthers: Bool = false,
    fileID: StaticString = #fileID, line: UInt32 = #line
  ) -> Future {
    let joint = Future.joint(of: futures, on: loop)
    if joint.isDone { return joint }
    let debt = JointDebt(joint)
    let missing = LoopConfined(futures.count, on: loop)
    let errors = LoopConfined([(any Error)?](repeating: nil, count: futures.count), on: loop)
    if futures.isEmpty { joint.settle(.failure(AllFailedError(errors: []))) }
    for (index, future) in futures.enumerated() {
      future.react("any", at: SourceSite(fileID: fileID, line: line)) { result in
        let joint = debt.joint
        switch result {
        case .success:
          guard joint.settle(future.input(for: joint)), cancelsOthers else { return }
          for future in futures { future.cancel() }
        case .failure(let error):
          errors.withValue { $0[index] = error }
          missing.withValue { $0 -= 1 }
          guard missing.value == 0 else { return }
          let isCancelled = joint.box.withValue { $0.isCancelled }
          let all = AllFailedError(errors: errors.value.compactMap(\.self))
          joint.settle(.failure(isCancelled ? CancellationError() : all))
        }
      }
    }
    return joint
  }
}

/// None of several futures succeeded.
public struct AllFailedError: Error, CustomStringConvertible {
  /// The error of each, in the order in which the futures were given.
  public let errors: [any Error]

  /// `all 2 futures failed: error 1; error 2`.
  public var description: String {
    if errors.isEmpty { return "there was no future that could succeed" }
    return "all \(errors.count) futures failed: " + errors.map { "\($0)" }.joined(separator: "; ")
  }
}
