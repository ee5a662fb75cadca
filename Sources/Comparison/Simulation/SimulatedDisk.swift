// A disk on which a program saves what it has downloaded: slow, blocking, and full at some point.

import Callbacks
package import EventLoops

/// A disk that takes time for every file and blocks the caller: the loop, or a thread.
package struct SimulatedDisk: Sendable {
  /// A saved file.
  package struct File: Sendable, Hashable {
    /// The name.
    package let name: String
    /// The contents.
    package let contents: String
  }

  /// How long it takes to save a file.
  package let timePerSave: Duration
  private let room: Int
  private let saved: LoopConfined<[File]>

  /// An empty disk.
  ///
  /// - Parameters:
  ///   - loop: The loop of the program that uses the disk.
  ///   - timePerSave: How long it takes to save a file.
  ///   - room: For how many files there is room.
  package init(on loop: any EventLoop, timePerSave: Duration, room: Int = .max) {
    self.timePerSave = timePerSave
    self.room = room
    saved = LoopConfined([], on: loop)
  }

  /// The saved files, in order.
  package var files: [File] { saved.value }

  /// Saves a file, and blocks the loop until that is done.
  ///
  /// - Throws: `DiskError` if there is no room left.
  package func save(_ contents: String, as name: String) throws {
    saved.loop.block(for: timePerSave)
    try write(contents, as: name)
  }

  /// Saves a file without taking the loop's time: what a thread does at the end of a job that takes `timePerSave`.
  ///
  /// - Throws: `DiskError` if there is no room left.
  package func write(_ contents: String, as name: String) throws {
    try saved.withValue { files in
      if files.count >= room { throw DiskError(file: name) }
      files.append(File(name: name, contents: contents))
    }
  }
}
