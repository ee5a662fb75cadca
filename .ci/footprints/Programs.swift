// Programs of ordinary Swift that are measured: the same file is compiled with the compiler's reports of memory and without.

import Synchronization

/// A basket that one task fills.
final class Basket {
  private(set) var total = 0
  private var last = 0

  func add(_ price: Int) {
    total += price
    last = price
  }
}

/// What all tasks pay into.
actor Till {
  private(set) var paid = 0
  func pay(_ amount: Int) { paid += amount }
}

/// A number behind a lock.
final class Sold: Sendable {
  private let number = Mutex(0)
  func add(_ items: Int) { number.withLock { $0 += items } }
}

/// Tasks that each fill a basket of their own, look at a lock now and then, and pay at one till.
///
/// - Parameters:
///   - tasks: How many tasks.
///   - items: How many items each of them buys; it suspends behind each.
/// - Returns: What was paid.
public func shopping(tasks: Int, items: Int) async -> Int {
  let till = Till()
  let sold = Sold()
  await withTaskGroup(of: Void.self) { group in
    for number in 0..<tasks {
      group.addTask {
        let basket = Basket()
        for item in 1...items {
          basket.add(number + item)
          await Task.yield()
        }
        sold.add(items)
        await till.pay(basket.total)
      }
    }
  }
  return await till.paid
}

/// An object with one number: nearly all that its loop does is to access it.
final class Sum {
  private(set) var value = 0
  @inline(never) func add(_ number: Int) { value &+= number }
}

/// Adds numbers to a property of an object, one by one, in a method that is not inlined.
public func additions(_ count: Int) -> Int {
  let sum = Sum()
  for number in 0..<count { sum.add(number) }
  return sum.value
}

/// Words by how often they occur.
final class WordCount {
  private var counts: [Substring: Int] = [:]
  private var longest = 0

  func add(_ text: String) {
    for word in text.split(separator: " ") {
      counts[word, default: 0] += 1
      longest = max(longest, word.utf8.count)
    }
  }

  var summary: Int { counts.count * 1_000 + longest }
}

/// Counts the words of a text again and again.
public func countedWords(_ rounds: Int) -> Int {
  let count = WordCount()
  for _ in 0..<rounds {
    count.add("a program is read more often than it is written and it is run more often than it is read")
  }
  return count.summary
}

/// Numbers in an array that a class owns.
final class Grid {
  private var cells: [Int]

  init(_ count: Int) { cells = (0..<count).map { ($0 &* 7_919) % count } }

  func sort() -> Int {
    for place in 1..<cells.count {
      var hole = place
      let cell = cells[place]
      while hole > 0, cells[hole - 1] > cell {
        cells[hole] = cells[hole - 1]
        hole -= 1
      }
      cells[hole] = cell
    }
    return cells[cells.count / 2]
  }
}

/// Sorts an array of an object by insertion.
public func insertions(_ count: Int) -> Int { Grid(count).sort() }
