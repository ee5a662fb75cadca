// Published programs of threads that share cells: each step of a thread is an event with one access.

import EventLoops
import Exploration

/// Programs from the papers on partial order reduction.
///
/// Readers, last zero, indexer, file system, n writers and the example with five classes are from Abdulla, Aronis, Jonsson
/// and Sagonas (POPL 2014); count and master is from Nguyen, Rodríguez, Sousa, Coti and Petrucci (CAV 2018).
enum SharedCells {
  typealias Cell = LoopConfined<Int>

  static func cells(_ count: Int, on loop: VirtualEventLoop) -> [Cell] { (0..<count).map { _ in Cell(0, on: loop) } }

  static func verdict(_ cells: [Cell]) -> Verdict { Verdict(cells.map { "\($0.value)" }.joined(separator: " ")) }

  /// One writes a cell; each of the others reads a cell that is never written, and then the written one.
  static func readers(_ size: Int) -> Subject {
    Subject("readers") { loop in
      let (x, y, seen) = (Cell(0, on: loop), Cell(0, on: loop), cells(size, on: loop))
      loop.post { x.value = 1 }
      for reader in seen {
        loop.post {
          _ = y.value
          loop.post { if x.value == 1 { reader.withValueUnobserved { $0 = 1 } } }
        }
      }
      return { _ in verdict(seen) }
    }
  }

  /// Each writer sets its cell to one more than the cell before it; a reader looks for the last cell that is zero.
  static func lastZero(_ size: Int) -> Subject {
    Subject("last zero") { loop in
      let (cells, last) = (cells(size + 1, on: loop), LoopConfined(observing: -1, on: loop))
      @Sendable func look(_ index: Int) {
        loop.post {
          if cells[index].value == 0 { last.value = index } else { look(index - 1) }
        }
      }
      look(size)
      for index in 1...size {
        loop.post {
          let before = cells[index - 1].value
          loop.post { cells[index].value = before + 1 }
        }
      }
      return { _ in Verdict("\(last.value): " + verdict(cells).outcome) }
    }
  }

  /// Threads put four messages each into a table of 128 places, which is too small from the twelfth thread on.
  static func indexer(_ size: Int) -> Subject {
    Subject("indexer") { loop in
      let table = cells(128, on: loop)
      @Sendable func put(_ message: Int, of thread: Int) {
        if message == 4 { return }
        let word = (message + 1) * 11 + thread
        @Sendable func compareAndSet(_ place: Int) {
          loop.post {
            let isFree = table[place].withValue { cell in
              defer { if cell == 0 { cell = word } }
              return cell == 0
            }
            isFree ? put(message + 1, of: thread) : compareAndSet((place + 1) % 128)
          }
        }
        compareAndSet((word * 7) % 128)
      }
      for thread in 0..<size { put(0, of: thread) }
      return { _ in verdict(table) }
    }
  }

  static func writers(_ size: Int) -> Subject {
    Subject("n writers") { loop in
      let x = Cell(0, on: loop)
      for index in 1...size { loop.post { x.value = index } }
      return { _ in Verdict("\(x.value)") }
    }
  }

  /// Two threads that write or read a third cell if the one that they read first has not been written.
  static func example() -> Subject {
    Subject("POPL'14 example") { loop in
      let (x, y, z) = (Cell(0, on: loop), Cell(0, on: loop), Cell(0, on: loop))
      let seen = LoopConfined(observing: -1, on: loop)
      loop.post { if x.value == 0 { loop.post { z.value = 1 } } }
      loop.post { x.value = 1 }
      loop.post { if y.value == 0 { loop.post { seen.value = z.value } } }
      loop.post { y.value = 1 }
      return { _ in Verdict("\(seen.value) " + verdict([x, y, z]).outcome) }
    }
  }

  /// As many writers of a cell each, one thread that counts, and one that writes the cell to which the count points.
  static func countAndMaster(_ size: Int) -> Subject {
    Subject("count and master") { loop in
      let (cells, count) = (cells(size, on: loop), Cell(0, on: loop))
      @Sendable func step(_ left: Int) {
        if left > 0 {
          loop.post {
            count.withValue { $0 += 1 }
            step(left - 1)
          }
        }
      }
      for cell in cells { loop.post { cell.value = 7 } }
      step(size - 1)
      loop.post {
        let index = count.value
        loop.post { cells[index].value = 8 }
      }
      return { _ in verdict(cells + [count]) }
    }
  }
}
