// Make one value of the values of several futures.

public import EventLoops

extension Future {
  /// The future of what `combine` makes of this future's value and, one after another, of the values of `others`.
  ///
  /// The work behind all futures is under way from the beginning; each step begins when its value is there and the step
  /// before is done. The first error that comes settles the fold, and no further step begins. Cancelling it cancels the
  /// step that is under way, and all futures that it waits for.
  ///
  /// - Parameters:
  ///   - others: The futures whose values to add, in this order.
  ///   - fileID: The file that reports name; the caller's unless given.
  ///   - line: The line that reports name; the caller's unless given.
  ///   - combine: Starts a step; runs in a later event. What it throws is the error of the new future.
  /// - Complexity: O(number of futures).
  public func fold<Other: Sendable>(
    _ others: [Future<Other>], fileID: StaticString = #fileID, line: UInt = #line,
    _ combine: @escaping @Sendable (Value, Other) throws -> Future
  ) -> Future {
    others.reduce(self) { folded, other in
      folded.and(other, fileID: fileID, line: line).flatMap(fileID: fileID, line: line) { try combine($0.0, $0.1) }
    }
  }

  /// The future of what `combine` makes of a first value and, one after another, of the values of `futures`.
  ///
  /// All values are waited for before the first is combined. The first error that comes settles the new future, and the
  /// work behind the other futures continues. Cancelling it cancels all of them.
  ///
  /// - Parameters:
  ///   - initial: The value to begin with; that of the new future if there are no futures.
  ///   - futures: The futures whose values to add, in this order.
  ///   - loop: The loop of the futures.
  ///   - fileID: The file that reports name; the caller's unless given.
  ///   - line: The line that reports name; the caller's unless given.
  ///   - combine: Adds a value; runs in a later event. What it throws is the error of the new future.
  /// - Complexity: O(number of futures).
  public static func reduce<Input: Sendable>(
    _ initial: Value, _ futures: [Future<Input>], on loop: any EventLoop, fileID: StaticString = #fileID,
    line: UInt = #line, _ combine: @escaping @Sendable (Value, Input) throws -> Value
  ) -> Future {
    Future<Input>.all(futures, on: loop, fileID: fileID, line: line)
      .map(fileID: fileID, line: line) { try $0.reduce(initial, combine) }
  }
}
