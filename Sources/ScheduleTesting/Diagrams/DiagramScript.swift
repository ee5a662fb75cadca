// The events of a diagram, read from its text.

/// A diagram as a list of columns.
struct DiagramScript: Sendable {
  /// What happens at one point of a diagram.
  enum Event: Hashable, Sendable {
    case value(String)
    case finish
    case failure

    /// The event in a trace and in a difference.
    func words(end: String = "the end") -> String {
      switch self {
      case .value(let value): "'\(value)'"
      case .finish: end
      case .failure: "an error"
      }
    }
  }

  /// One column: the instant at which it comes is its number and one more, in seconds.
  struct Column: Sendable {
    var events: [Event] = []
    /// Whether the events may come in any order.
    var isUnordered = false
    /// Whether the consumer is cancelled at the begin of the column.
    var cancels = false
    /// After which number of the column's events the next element is not asked for before the next column; nil for none.
    var pauses: [Int] = []
    /// Where in the text the column begins, in characters.
    let place: Int
  }

  private(set) var columns: [Column] = []

  /// Reads a diagram.
  ///
  /// Blanks have no meaning outside of quotes: they align diagrams.
  ///
  /// - Parameters:
  ///   - text: The diagram.
  ///   - symbols: The characters of the diagram.
  ///   - isInput: Whether it is that of an input, which has no cancellation and no pause.
  /// - Throws: `DiagramSyntaxError` with the place of the first mistake.
  init(_ text: String, _ symbols: DiagramSymbols, isInput: Bool) throws(DiagramSyntaxError) {
    var quoted: (text: String, place: Int)?
    var group: (end: Character, place: Int)?
    for (place, character) in text.enumerated() {
      if let open = quoted {
        if character == symbols.quotes.1 {
          quoted = nil
          add(.value(open.text), at: open.place, isGrouped: group != nil)
        } else {
          quoted?.text.append(character)
        }
        continue
      }
      switch character {
      case " ": break
      case symbols.step:
        guard group == nil else { throw DiagramSyntaxError("a group has no steps", at: place) }
        columns.append(Column(place: place))
      case symbols.quotes.0: quoted = ("", place)
      case symbols.group.0, symbols.unordered.0:
        guard group == nil else { throw DiagramSyntaxError("a group is within another one", at: place) }
        let isUnordered = character == symbols.unordered.0
        group = (isUnordered ? symbols.unordered.1 : symbols.group.1, place)
        columns.append(Column(isUnordered: isUnordered, place: place))
      case symbols.group.1, symbols.unordered.1:
        guard group?.end == character else {
          throw DiagramSyntaxError("'\(character)' ends a group that was not begun", at: place)
        }
        group = nil
      case symbols.cancellation, symbols.pause:
        guard !isInput else {
          throw DiagramSyntaxError(
            "'\(character)' is for the output: an input is not asked and not cancelled", at: place)
        }
        if group == nil { columns.append(Column(place: place)) }
        let last = columns.count - 1
        if character == symbols.cancellation {
          columns[last].cancels = true
        } else {
          columns[last].pauses.append(columns[last].events.count)
        }
      case symbols.finish: add(.finish, at: place, isGrouped: group != nil)
      case symbols.failure: add(.failure, at: place, isGrouped: group != nil)
      default: add(.value(String(character)), at: place, isGrouped: group != nil)
      }
    }
    if let quoted { throw DiagramSyntaxError("a quoted value has no end", at: quoted.place) }
    if let group { throw DiagramSyntaxError("a group has no '\(group.end)'", at: group.place) }
  }

  private mutating func add(_ event: Event, at place: Int, isGrouped: Bool) {
    if !isGrouped { columns.append(Column(place: place)) }
    columns[columns.count - 1].events.append(event)
  }

  /// The seconds after which each element is asked for at the earliest, the first one first.
  ///
  /// An element is asked for as soon as the one before has come. A pause moves this to the next column.
  var requests: [Int] {
    var requests = [0]
    for (index, column) in columns.enumerated() {
      let second = index + 1
      for place in 0...column.events.count {
        for _ in column.pauses where column.pauses.contains(place) {
          requests[requests.count - 1] = second + 1
        }
        if place < column.events.count || (column.cancels && column.events.isEmpty) { requests.append(second) }
      }
    }
    return requests
  }
}

/// A mistake in a diagram.
struct DiagramSyntaxError: Error, CustomStringConvertible {
  let description: String
  /// Where it is, in characters.
  let place: Int

  init(_ description: String, at place: Int) {
    (self.description, self.place) = (description, place)
  }
}
