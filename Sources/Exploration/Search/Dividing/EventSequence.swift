// A sequence of events with which another run is to begin.

import EventLoops

/// A sequence of events that reverses a race of a run, as a search compares it with what is left to try.
protocol EventSequence {
  /// Whether an event is taken to touch always what it has touched in the run. Otherwise that is so only of events that
  /// come after what they came after in the run, so not of the last item of the sequence.
  var isExact: Bool { get }
  /// The items, in their order; what they are numbers of is the sequence's own matter.
  var sequence: [Int] { get }
  func name(of item: Int) -> UInt64
  /// What an item touched; nothing for an event that did not run.
  func footprint(of item: Int) -> Footprint
  /// The choices of other kinds that were made in an item.
  func choices(of item: Int) -> UInt64
  /// Whether an item needs one that is before it in the sequence.
  func needs(_ one: Int, before item: Int) -> Bool
  /// Whether an event that touches some states may not change places with an item.
  func conflicts(_ footprint: Footprint, with item: Int) -> Bool
}

/// Where an event is in the sequence that can begin with it, and is of the same class.
enum EventPlace {
  /// It is this item, which needs none of those before it.
  case at(Int)
  /// It is none of the items, and conflicts with none of them.
  case beside
}

extension EventSequence {
  /// Whether, and how, a run can begin with an event that is of the class of one that begins with a sequence.
  ///
  /// - Parameters:
  ///   - name: The name of the event.
  ///   - footprint: What it touches; it is asked for only if that decides.
  ///   - hasRun: Whether the event has run from the point at which the sequence begins, so that its footprint is certain.
  ///   - sequence: What is left of the sequence.
  func place(
    of name: UInt64, touching footprint: @autoclosure () -> Footprint, hasRun: Bool, in sequence: [Int]
  ) -> EventPlace? {
    guard let index = sequence.firstIndex(where: { self.name(of: $0) == name }) else {
      return isExact && isIndependent(footprint(), of: sequence[...]) ? .beside : nil
    }
    if hasRun && !isExact && index == sequence.count - 1 {
      return isIndependent(footprint(), of: sequence[..<index]) ? .at(index) : nil
    }
    let item = sequence[index]
    return !sequence[..<index].contains { needs($0, before: item) } ? .at(index) : nil
  }

  private func isIndependent(_ footprint: Footprint, of items: ArraySlice<Int>) -> Bool {
    !items.contains { conflicts(footprint, with: $0) }
  }
}
