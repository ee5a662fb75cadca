// Wait for all of several futures.

public import EventLoops

extension Future {
  /// The future of all values, in the order of `futures`, or of the first error that comes.
  ///
  /// The first error settles it; the work behind the other futures goes on, as with `Promise.all` in JavaScript,
  /// unless `cancelsOthers` says otherwise. No futures at all succeed at once. Cancelling it cancels all of them.
  ///
  /// - Complexity: O(number of futures).
  public static func all(
    _ futures: [Future], on loop: any EventLoop, cancelsOthers: Bool = false,
    fileID: StaticString = #fileID, line: UInt32 = #line
  ) -> Future<[Value]> {
    let joint = Future<[Value]>.joint(of: futures, on: loop)
    if joint.isDone { return joint }
    if futures.isEmpty { joint.settle(.success([])) }
    let debt = JointDebt(joint)
    let missing = LoopConfined(futures.count, on: loop)
    let values = LoopConfined([Value?](repeating: nil, count: futures.count), on: loop)
    for (index, future) in futures.enumerated() {
      future.react("all", at: SourceSite(fileID: fileID, line: line)) { _ in
        let joint = debt.joint
        switch future.input(for: joint) {
        case .success(let value):
          values.withValue { $0[index] = value }
          missing.withValue { $0 -= 1 }
          if missing.value == 0 { joint.settle(.success(values.value.compactMap(\.self))) }
        case .failure(let error):
          guard joint.settle(.failure(error)), cancelsOthers else { return }
          for future in futures { future.cancel() }
        }
      }
    }
    return joint
  }
}
