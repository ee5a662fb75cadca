// An extension of a type of another file: many requests at once, and handlers on a queue of the caller.

import Dispatch
import Foundation

extension DiskCache {
  /// The data of several keys, as a dictionary.
  func data(
    forKeys keys: [String], callbackQueue: DispatchQueue = .main, completion: @escaping ([String: Data]) -> Void
  ) {
    let group = DispatchGroup()
    var found: [String: Data] = [:]
    for key in keys {
      group.enter()
      data(forKey: key) { data in
        found[key] = data
        group.leave()
      }
    }
    group.notify(queue: callbackQueue) { completion(found) }
  }

  /// Removes nothing, and tells when all that was asked for before is done.
  static func drain(_ cache: DiskCache, on queue: DispatchQueue, completion: @escaping () -> Void) {
    cache.queue.async(flags: .barrier) { queue.async(execute: completion) }
  }
}
