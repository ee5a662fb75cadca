// Published programs of threads that take turns: file system, fast mutex, philosophers, buffer, sorting.

import Callbacks
import EventLoops
import Exploration

/// Programs of threads with locks, flags and other things to take.
enum SharedLocks {
  private typealias Cell = SharedCells.Cell

  /// Threads give a block to a file, one of 26 for 32 files; each look at a file or a block is one event.
  static func fileSystem(_ size: Int) -> Subject {
    Subject("file system") { loop in
      let (files, blocks) = (SharedCells.cells(32, on: loop), SharedCells.cells(26, on: loop))
      @Sendable func take(_ block: Int, for file: Int) {
        loop.post {
          let isFree = blocks[block].withValue { cell in
            defer { cell = 1 }
            return cell == 0
          }
          if isFree { loop.post { files[file].value = block + 1 } } else { take((block + 1) % 26, for: file) }
        }
      }
      for thread in 0..<size {
        let file = thread % 32
        loop.post { if files[file].value == 0 { take((file * 2) % 26, for: file) } }
      }
      return { _ in SharedCells.verdict(files + blocks) }
    }
  }

  /// The same with a lock for each file and each block, in whose line a thread waits.
  static func fileSystemWithLocks(_ size: Int) -> Subject {
    Subject("file system, queued locks") { loop in
      let (files, blocks) = (SharedCells.cells(32, on: loop), SharedCells.cells(26, on: loop))
      let fileLocks = (0..<32).map { Semaphore(on: loop, permits: 1, "file \($0)") }
      let blockLocks = (0..<26).map { Semaphore(on: loop, permits: 1, "block \($0)") }
      @Sendable func take(_ block: Int, for file: Int) {
        _ = blockLocks[block].acquire { _ in
          loop.post {
            let isFree = blocks[block].value == 0
            if isFree { blocks[block].value = 1 }
            if isFree { files[file].value = block + 1 }
            blockLocks[block].release()
            if isFree { fileLocks[file].release() } else { take((block + 1) % 26, for: file) }
          }
        }
      }
      for thread in 0..<size {
        let file = thread % 32
        loop.post {
          _ = fileLocks[file].acquire { _ in
            if files[file].value == 0 { take((file * 2) % 26, for: file) } else { fileLocks[file].release() }
          }
        }
      }
      return { _ in SharedCells.verdict(files + blocks) }
    }
  }

  /// Lamport's fast mutex; a thread that would have to wait gives up.
  static func lamport(_ size: Int) -> Subject {
    Subject("lamport") { loop in
      let (x, y) = (Cell(0, on: loop), Cell(0, on: loop))
      let flags = SharedCells.cells(size + 1, on: loop)
      let entered = LoopConfined(observing: [Int](), on: loop)
      @Sendable func leave(_ me: Int) {
        loop.post {
          y.value = 0; loop.post { flags[me].value = 0 }
        }
      }
      @Sendable func enter(_ me: Int) {
        entered.withValue { $0.append(me) }
        leave(me)
      }
      @Sendable func check(_ other: Int, _ me: Int) {
        loop.post {
          if other > size { return y.value == me ? enter(me) : () }
          if flags[other].value == 0 { check(other + 1, me) }
        }
      }
      @Sendable func start(_ me: Int) {
        loop.post {
          flags[me].value = 1
          loop.post {
            x.value = me
            loop.post {
              if y.value != 0 { return loop.post { flags[me].value = 0 } }
              loop.post {
                y.value = me
                loop.post {
                  if x.value == me { return enter(me) }
                  loop.post {
                    flags[me].value = 0
                    check(1, me)
                  }
                }
              }
            }
          }
        }
      }
      for thread in 1...size { start(thread) }
      return { _ in Verdict("\(entered.value)") }
    }
  }

  /// Dining philosophers: each takes the left fork and then the right one, twice, with a pause between.
  static func philosophers(_ size: Int) -> Subject {
    Subject("philosophers") { loop in
      let forks = SharedCells.cells(size, on: loop)
      for meal in 0..<2 {
        for philosopher in 0..<size {
          loop.schedule(after: .milliseconds(meal)) {
            forks[philosopher].value = philosopher
            loop.post { forks[(philosopher + 1) % size].value = philosopher }
          }
        }
      }
      return { _ in SharedCells.verdict(forks) }
    }
  }

  /// Producers and consumers of a buffer with two places; each retries once later if the buffer is full or empty.
  static func boundedBuffer(_ size: Int) -> Subject {
    Subject("bounded buffer") { loop in
      let buffer = LoopConfined([Int](), on: loop)
      let taken = LoopConfined(observing: [Int](), on: loop)
      @Sendable func produce(_ item: Int, _ tries: Int) {
        loop.post {
          let isFull = buffer.withValue { buffer in
            if buffer.count == 2 { return true }
            buffer.append(item)
            return false
          }
          if isFull && tries > 1 { produce(item, tries - 1) }
        }
      }
      @Sendable func consume(_ tries: Int) {
        loop.post {
          let item = buffer.withValue { $0.isEmpty ? nil : $0.removeFirst() }
          if let item { taken.withValue { $0.append(item) } } else if tries > 1 { consume(tries - 1) }
        }
      }
      for item in 1...size {
        produce(item, 2)
        consume(2)
      }
      return { _ in Verdict("\(taken.value) \(buffer.value)") }
    }
  }

  /// A thread for each two neighbours, which puts them in order, as often as there are threads.
  static func sorting(_ size: Int) -> Subject {
    Subject("sorting") { loop in
      let cells = (0..<size).map { Cell(size - $0, on: loop) }
      @Sendable func sort(_ index: Int, _ left: Int) {
        if left == 0 { return }
        loop.post {
          let (one, other) = (cells[index].value, cells[index + 1].value)
          if one > other { (cells[index].value, cells[index + 1].value) = (other, one) }
          sort(index, left - 1)
        }
      }
      for index in 0..<size - 1 { sort(index, size - 1) }
      return { _ in SharedCells.verdict(cells) }
    }
  }
}
