// Wait for all of several futures whose values differ in type.

import EventLoops

extension Future {
  /// The future of the values of two or more futures, as a tuple, or of the first error that comes.
  ///
  ///     let page = Future.all(api.call("user"), api.call("count").map { Int($0) ?? 0 })
  ///     page.whenSuccess { user, count in … }
  ///
  /// The first error settles it; the work behind the other futures continues unless `cancelsOthers` says otherwise.
  /// Cancelling it cancels all of them.
  ///
  /// - Parameters:
  ///   - first: A future to wait for; the new future belongs to its loop.
  ///   - second: Another one.
  ///   - rest: Further ones.
  ///   - cancelsOthers: Whether an error cancels the futures that are not settled.
  ///   - fileID: The file that reports name; the caller's unless given.
  ///   - line: The line that reports name; the caller's unless given.
  /// - Complexity: O(number of futures).
  public static func all<First: Sendable, Second: Sendable, each Rest: Sendable>(
    _ first: Future<First>, _ second: Future<Second>, _ rest: repeat Future<each Rest>, cancelsOthers: Bool = false,
    fileID: StaticString = #fileID, line: UInt = #line
  ) -> Future where Value == (First, Second, repeat each Rest) {
    let site = SourceSite(fileID: fileID, line: line)
    return joint("all", at: site, first, second, repeat each rest, cancelsOthers: cancelsOthers)
  }

  /// The future of this future's value and of another one's, or of the first error that comes.
  ///
  /// The first error settles it, and the work behind the other future continues. Cancelling it cancels both.
  ///
  /// - Parameters:
  ///   - other: The other future.
  ///   - fileID: The file that reports name; the caller's unless given.
  ///   - line: The line that reports name; the caller's unless given.
  public func and<Other: Sendable>(
    _ other: Future<Other>, fileID: StaticString = #fileID, line: UInt = #line
  ) -> Future<(Value, Other)> {
    .joint("and", at: SourceSite(fileID: fileID, line: line), self, other, cancelsOthers: false)
  }

  private static func joint<First: Sendable, Second: Sendable, each Rest: Sendable>(
    _ label: StaticString, at site: SourceSite, _ first: Future<First>, _ second: Future<Second>,
    _ rest: repeat Future<each Rest>, cancelsOthers: Bool
  ) -> Future where Value == (First, Second, repeat each Rest) {
    let loop = first.loop
    var parts: [any AnyFuture] = [first, second]
    repeat parts.append(each rest)
    let values: @Sendable () throws -> Value = { [rest = (repeat each rest)] in
      (try first.knownValue, try second.knownValue, repeat try (each rest).knownValue)
    }
    let decide: JointWait<Void, Value>.Decision = { latest, results, _ in
      if case .failure(let error) = latest { return .failure(error) }
      return results.map { _ in Result { try values() } }
    }
    return joint(of: parts, on: loop, cancelsOthers: cancelsOthers, decide) { joint, wait in
      var count = 0
      func add<Part: Sendable>(_ future: Future<Part>) {
        let member = JointMember(wait: wait, index: count, joint: joint.box.stateName, commuting: .values)
        future.add(.joint(ValuelessMember<Part, Value>(member)), named: loop.name(label, at: site))
        count += 1
      }
      add(first)
      add(second)
      repeat add(each rest)
    }
  }

  /// The value, when every reaction to the future that leads here has run: it does not show which of them was the last one.
  private var knownValue: Value {
    get throws {
      guard let result = box.withValueUnobserved({ $0.result }) else { throw FutureError.notReady }
      return try result.get()
    }
  }
}

/// A member of a joint future that waits for values of several types: it hands on whether there is a value, not which.
private final class ValuelessMember<Input: Sendable, Output: Sendable>: JointReaction {
  private let member: JointMember<Void, Output>

  init(_ member: JointMember<Void, Output>) {
    self.member = member
  }

  var isOver: Bool { member.isOver }

  func react(to result: Result<Input, any Error>) {
    member.react(to: result.map { _ in })
  }
}
