// A sequence that a branch of a search has found for a point above it, apart from the run that showed it.

import EventLoops

/// A sequence that reverses a race, as what is left of it when its run is gone.
struct Offer: EventSequence, Sendable {
  /// An event of the sequence.
  struct Item: Sendable {
    let name: UInt64
    /// What it touched; nothing for an event that did not run.
    let footprint: Footprint
    /// The choices of other kinds that were made in it.
    let choices: UInt64
    let hasRun: Bool
    /// The items before it that it needs.
    let needs: [Int]
  }

  /// The point at which it begins.
  let place: Int
  let isExact: Bool
  let items: [Item]

  /// The sequence of a run.
  init(of run: ObservedRun, at place: Int) {
    (self.place, isExact) = (place, run.isExact)
    items = run.sequence.indices.map { index in
      let step = run.sequence[index]
      return Item(
        name: run.name(of: step), footprint: run.footprint(of: step), choices: run.choices(of: step),
        hasRun: step >= 0, needs: (0..<index).filter { run.needs(run.sequence[$0], before: step) })
    }
  }

  var sequence: [Int] { Array(items.indices) }
  func name(of item: Int) -> UInt64 { items[item].name }
  func footprint(of item: Int) -> Footprint { items[item].footprint }
  func choices(of item: Int) -> UInt64 { items[item].choices }
  func needs(_ one: Int, before item: Int) -> Bool { items[item].needs.contains(one) }
  func conflicts(_ footprint: Footprint, with item: Int) -> Bool {
    !items[item].hasRun || footprint.conflicts(with: items[item].footprint)
  }
}

/// The offers of a branch in the order of the first time, each of them once.
struct OfferList: Sendable {
  private(set) var offers: [Offer] = []
  /// Hashes of all offers that were ever added.
  private var known: Set<UInt64> = []

  /// Adds the sequence of a run.
  mutating func add(_ run: ObservedRun, at place: Int) {
    if known.insert(Self.hash(of: run, at: place)).inserted { offers.append(Offer(of: run, at: place)) }
  }

  /// Forgets the offers, and knows them still.
  mutating func removeOffers() { offers = [] }

  /// A hash of all that an offer says; most sequences have been offered before, and it costs less than the offer.
  private static func hash(of run: ObservedRun, at place: Int) -> UInt64 {
    var hash = StableHash()
    hash.add(UInt64(place))
    for (index, step) in run.sequence.enumerated() {
      hash.add(run.name(of: step))
      hash.add(run.choices(of: step))
      hash.add(run.accessHash(of: step))
      var needs: UInt64 = 0
      for before in run.sequence[..<index] { needs = needs &* 31 &+ (run.needs(before, before: step) ? 1 : 2) }
      hash.add(needs)
    }
    return hash.mixed
  }
}
