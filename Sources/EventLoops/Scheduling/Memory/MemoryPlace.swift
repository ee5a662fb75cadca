// Where in a program's code an event touches memory.

/// What an event does to one place in memory, and where in the code.
package struct MemoryPlace: Sendable, Hashable {
  /// A place in code, as addresses: they mean nothing in another process, and go into no output.
  package struct Code: Sendable, Hashable {
    /// The instruction.
    package let address: UInt
    /// From where its function was called; 0 if it is not known.
    package let caller: UInt

    /// A place; nil for the address 0.
    init?(_ address: UInt, _ caller: UInt) {
      if address == 0 { return nil }
      (self.address, self.caller) = (address, caller)
    }
  }

  /// The step.
  package let step: Int
  /// The state, by its name.
  package let state: UInt64
  /// What all accesses of the step do to it together.
  package let mode: Footprint.Mode
  /// Where the code first reads it, and first writes it.
  package let read: Code?
  package let write: Code?
  /// The address of the metadata of the object's type; 0 if the memory is none, or its type is not known.
  package let type: UInt
  /// The offset in the object.
  package let offset: Int
  /// What the state is to the step.
  package var use = Use.memory

  /// What a step does where the order with another one matters.
  package enum Use: Sendable {
    /// It accesses memory, or a stream.
    case memory
    /// It ends a task of a group: the state is the order of the results.
    case result
  }
}

extension MemoryPlace {
  /// Whether it is known what the memory is: a property, or a stream.
  package var isNamed: Bool { type != 0 || use != .memory || state == ScheduleRecord.streams }
}

extension ScheduleRecord {
  /// Notes that the running step uses a stream. Which one is not known.
  ///
  /// - Parameter sites: Where in the code, as return addresses, a call before its caller.
  func noteStream(at sites: [UInt]) {
    note(Self.streams, .write)
    guard keepsPlaces, let code = MemoryPlace.Code(sites.first ?? 0, sites.dropFirst().first ?? 0), currentStep >= 0
    else { return }
    if places.contains(where: { $0.step == currentStep && $0.state == Self.streams }) { return }
    places.append(
      MemoryPlace(step: currentStep, state: Self.streams, mode: .write, read: nil, write: code, type: 0, offset: 0))
  }

  /// Notes that a step has ended a task of a group.
  func noteResult(in results: UInt64, ofStep step: Int) {
    guard keepsPlaces, let entries = entries[step],
      let code = MemoryPlace.Code(entries[0], entries.dropFirst().first ?? 0)
    else { return }
    places.append(
      MemoryPlace(
        step: step, state: results, mode: .write, read: nil, write: code, type: 0, offset: 0, use: .result))
  }

  /// The places in memory over which two steps conflict, in the order in which the second one touches them: those in objects,
  /// or all if there is none.
  ///
  /// - Parameters:
  ///   - first: A step.
  ///   - second: Another step.
  ///   - use: Which places to look at.
  package func conflictingPlaces(
    _ first: Int, _ second: Int, of use: MemoryPlace.Use
  ) -> [(first: MemoryPlace, second: MemoryPlace)] {
    let mine = places.filter { $0.step == first && $0.use == use }
    let conflicts: [(first: MemoryPlace, second: MemoryPlace)] = places.filter { $0.step == second }.compactMap {
      theirs in
      guard let own = mine.first(where: { $0.state == theirs.state }) else { return nil }
      let conflicts = Footprint.Access(state: own.state, mode: own.mode)
        .conflicts(with: Footprint.Access(state: theirs.state, mode: theirs.mode))
      return conflicts ? (own, theirs) : nil
    }
    let objects = conflicts.filter { $0.second.type != 0 }
    return objects.isEmpty ? conflicts : objects
  }
}
