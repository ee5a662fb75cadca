// What the runs of an exploration ask of the API, beside what they deliver.

package import Comparison
import EventLoops

/// How a version treats the API in all runs of an exploration together: what it asks for, how often, in which order, and how
/// much at once.
///
/// Two versions may always deliver the same and differ in this: requests that are not shared, a limit that is not kept, a
/// call that is made again after a cancellation.
package struct Conduct: Sendable, Hashable {
  /// For each request, the call and what it asks for, how often it was sent at most in one run.
  package private(set) var sendings: [Request: Int] = [:]
  /// For each call, how often it was sent or refused at most in one run.
  package private(set) var attempts: [String: Int] = [:]
  /// How many calls were under way at once at most, for longer than an instant.
  package private(set) var mostAtOnce = 0
  /// The calls that were made again after a cancellation had called them off.
  package private(set) var againAfterCancellation: Set<String> = []
  /// For two requests, the lesser one first, which of them is sent first in every run that sends both at two instants.
  private var orders: [Pair: PairOrder] = [:]

  /// Two requests, the lesser one first.
  private struct Pair: Sendable, Hashable {
    let lesser, greater: Request
  }

  /// Which of two requests is sent at the earlier instant.
  private enum PairOrder: Sendable, Hashable {
    case lesserFirst, greaterFirst
    /// Neither of them, or not always the same.
    case either
  }

  /// Of how many different requests of a run the order is looked at.
  static let orderedRequests = 30

  /// A call, and what it asks for.
  package struct Request: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// The call's name.
    package let call: String
    /// What it asks for.
    package let text: String

    /// By the call's name, and then by what it asks for.
    package static func < (left: Request, right: Request) -> Bool {
      (left.call, left.text) < (right.call, right.text)
    }

    /// The call and, in quotes, what it asks for.
    package var description: String { "\(callLabel(call)) \(quoted(text))" }
  }

  /// The conduct of no run.
  package init() {}

  /// Takes in what one more run did.
  ///
  /// - Parameter run: The run.
  package mutating func add(_ run: StyleRun) {
    var (sent, tried) = ([Request: Int](), [String: Int]())
    for event in run.events {
      switch event.kind {
      case .sent(let call, let text):
        sent[Request(call: call, text: text), default: 0] += 1
        tried[call, default: 0] += 1
      case .callRefused(let call): tried[call, default: 0] += 1
      default: break
      }
    }
    sendings.merge(sent, uniquingKeysWith: max)
    attempts.merge(tried, uniquingKeysWith: max)
    addOrder(of: run)
  }

  /// Takes in what other runs did.
  mutating func add(_ other: Conduct) {
    sendings.merge(other.sendings, uniquingKeysWith: max)
    attempts.merge(other.attempts, uniquingKeysWith: max)
    mostAtOnce = max(mostAtOnce, other.mostAtOnce)
    againAfterCancellation.formUnion(other.againAfterCancellation)
    orders.merge(other.orders) { $0 == $1 ? $0 : .either }
  }

  /// Takes in what depends on the order of a run's events, and not only on what they are.
  mutating func addOrder(of run: StyleRun) {
    mostAtOnce = max(mostAtOnce, Self.mostAtOnce(in: run))
    addPairs(of: run)
    guard run.events.contains(where: { $0.kind == .cancelRequested }) else { return }
    for pipeline in 1...max(run.pipelines, 1) {
      againAfterCancellation.formUnion(Self.againAfterCancellation(in: run.events.filter { $0.pipeline == pipeline }))
    }
  }

  /// Takes in the order in which the requests of each pipeline are sent for the first time.
  private mutating func addPairs(of run: StyleRun) {
    var known: [Int: [(request: Request, instant: Instant)]] = [:]
    for event in run.events {
      guard case .sent(let call, let text) = event.kind else { continue }
      let request = Request(call: call, text: text)
      let earlier = known[event.pipeline, default: []]
      guard earlier.count < Self.orderedRequests, !earlier.contains(where: { $0.request == request }) else { continue }
      for other in earlier {
        let isLesser = other.request < request
        let pair =
          isLesser ? Pair(lesser: other.request, greater: request) : Pair(lesser: request, greater: other.request)
        let order: PairOrder =
          other.instant == event.instant ? .either : isLesser ? .lesserFirst : .greaterFirst
        orders[pair] = orders[pair, default: order] == order ? order : .either
      }
      known[event.pipeline, default: []].append((request, event.instant))
    }
  }

  /// How many calls are under way between two instants, at most: what happens within an instant may be in any order.
  private static func mostAtOnce(in run: StyleRun) -> Int {
    var (count, most) = (0, 0)
    var instant: Instant?
    for event in run.events {
      if event.instant != instant {
        most = max(most, count)
        instant = event.instant
      }
      switch event.kind {
      case .sent: count += 1
      case .replied, .failed, .callCancelled: count -= 1
      default: break
      }
    }
    return max(most, count)
  }

  /// The calls of a pipeline that are cancelled after a cancellation and tried again in a later event.
  private static func againAfterCancellation(in events: [SemanticEvent]) -> Set<String> {
    guard let request = events.first(where: { $0.kind == .cancelRequested }) else { return [] }
    var (calledOff, again): ([String: Int], Set<String>) = ([:], [])
    for event in events where event.turn >= request.turn {
      switch event.kind {
      case .callCancelled(let call): calledOff[call] = event.turn
      case .sent(let call, _), .callRefused(let call):
        if let turn = calledOff[call], event.turn > turn { again.insert(call) }
      default: break
      }
    }
    return again
  }

  /// In what another conduct differs, one sentence each.
  ///
  /// - Parameters:
  ///   - other: The other conduct.
  ///   - names: The versions' names, this one's first.
  package func differences(from other: Conduct, names: (own: String, other: String)) -> [String] {
    var sentences: [String] = []
    // A request of which one version only says that it was not sent is no difference in requests.
    for request in Set(sendings.keys).union(other.sendings.keys).sorted() {
      let (mine, theirs) = (sendings[request, default: 0], other.sendings[request, default: 0])
      let isRefused =
        min(attempts[request.call, default: 0], other.attempts[request.call, default: 0]) >= max(mine, theirs)
      if mine != theirs, !isRefused {
        sentences.append("\(names.own) sends \(request) up to \(times(mine)), \(names.other) up to \(times(theirs))")
      }
    }
    if mostAtOnce != other.mostAtOnce {
      sentences.append(
        "\(names.own) has up to \(mostAtOnce) calls under way at once, \(names.other) up to \(other.mostAtOnce)")
    }
    for (pair, order) in orders.sorted(by: { ($0.key.lesser, $0.key.greater) < ($1.key.lesser, $1.key.greater) }) {
      let opposite: PairOrder = order == .lesserFirst ? .greaterFirst : .lesserFirst
      guard order != .either, other.orders[pair] == opposite else { continue }
      let (first, second) = order == .lesserFirst ? (pair.lesser, pair.greater) : (pair.greater, pair.lesser)
      sentences.append("\(names.own) sends \(first) before \(second), \(names.other) after it")
    }
    for call in againAfterCancellation.symmetricDifference(other.againAfterCancellation).sorted() {
      let (does, doesNot) =
        againAfterCancellation.contains(call) ? (names.own, names.other) : (names.other, names.own)
      sentences.append(
        "\(does) makes \(callLabel(call)) again after a cancellation has called it off, \(doesNot) does not")
    }
    return sentences
  }

  private func times(_ count: Int) -> String { count == 1 ? "once" : "\(count) times" }
}
