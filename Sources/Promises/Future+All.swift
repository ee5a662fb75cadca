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
        switch future.settled {
        case .success(let value):
          // In which order the values come cannot be told: each of them updates the joint future.
          joint.loop.noteUpdate(of: joint.box.stateName)
          if joint.box.withValueUnobserved({ $0.isCancelled }) {
            return joint.settleInConcert(.failure(CancellationError()))
          }
          values.withValueUnobserved { $0[index] = value }
          let left = missing.withValueUnobserved { missing in
            missing -= 1
            return missing
          }
          if left > 0 { return }
          joint.settleInConcert(.success(values.withValueUnobserved { $0.compactMap(\.self) }))
        case .failure(let error):
          guard joint.settle(.failure(error)), cancelsOthers else { return }
          for future in futures { future.cancel() }
        }
      }
    }
    return joint
  }
}
