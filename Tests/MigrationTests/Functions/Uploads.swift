// Uploads and downloads: progress, handles that cancel, throwing handlers, limited concurrency.

import Dispatch
import Foundation

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

/// What cancels a transfer.
protocol TransferTask {
  func cancel()
}

struct Receipt: Hashable {
  let number: Int
}

enum UploadError: Error { case empty, rejected }

protocol UploadService {
  @discardableResult
  func send(_ chunk: Data, at offset: Int, completion: @escaping (Error?) -> Void) -> TransferTask
  func finish(_ name: String, completion: @escaping (Result<Receipt, UploadError>) -> Void)
}

/// Cancels what is running now.
final class UploadHandle {
  private let lock = NSLock()
  private var current: TransferTask?
  private var isCancelled = false

  func replace(_ task: TransferTask?) {
    lock.lock()
    defer { lock.unlock() }
    if isCancelled { task?.cancel() } else { current = task }
  }

  func cancel() {
    lock.lock()
    isCancelled = true
    let task = current
    current = nil
    lock.unlock()
    task?.cancel()
  }
}

/// Uploads files in pieces.
final class Uploader {
  private let service: UploadService
  private let chunk: Int

  init(service: UploadService, chunk: Int = 2) {
    self.service = service
    self.chunk = chunk
  }

  /// Uploads data, and tells how far it is.
  @discardableResult
  func upload(
    _ data: Data, named name: String, progress: @escaping (Double) -> Void,
    completion: @escaping (Result<Receipt, Error>) -> Void
  ) -> UploadHandle {
    let handle = UploadHandle()
    sendNext(data, at: 0, named: name, handle, progress, completion)
    return handle
  }

  private func sendNext(
    _ data: Data, at offset: Int, named name: String, _ handle: UploadHandle,
    _ progress: @escaping (Double) -> Void, _ completion: @escaping (Result<Receipt, Error>) -> Void
  ) {
    guard offset < data.count else {
      return service.finish(name) { result in completion(result.mapError { $0 }) }
    }
    let end = min(offset + chunk, data.count)
    let task = service.send(data.subdata(in: offset..<end), at: offset) { error in
      if let error = error { return completion(.failure(error)) }
      progress(Double(end) / Double(data.count))
      self.sendNext(data, at: end, named: name, handle, progress, completion)
    }
    handle.replace(task)
  }

  /// Uploads, with a handler that throws.
  func submit(_ data: Data, completion: @escaping (() throws -> Receipt) -> Void) {
    guard !data.isEmpty else {
      completion { throw UploadError.empty }
      return
    }
    service.send(data, at: 0) { error in
      if let error = error {
        completion { throw error }
        return
      }
      self.service.finish("submitted") { result in
        completion { try result.get() }
      }
    }
  }

  /// Refuses what is empty at once, by throwing.
  func check(_ data: Data, completion: @escaping (Result<Receipt, UploadError>) -> Void) throws {
    if data.isEmpty { throw UploadError.empty }
    service.finish("check", completion: completion)
  }

  /// Uploads several, two at a time.
  func uploadAll(_ files: [Data], completion: @escaping ([Result<Receipt, Error>]) -> Void) {
    let slots = DispatchSemaphore(value: 2)
    let group = DispatchGroup()
    let lock = DispatchQueue(label: "results")
    var results = [Result<Receipt, Error>?](repeating: nil, count: files.count)
    DispatchQueue.global().async {
      for (index, file) in files.enumerated() {
        slots.wait()
        group.enter()
        self.upload(file, named: "\(index)", progress: { _ in }) { result in
          lock.async {
            results[index] = result
            slots.signal()
            group.leave()
          }
        }
      }
      group.notify(queue: lock) { completion(results.compactMap { $0 }) }
    }
  }
}

protocol Downloads {
  func start(_ url: URL, completion: @escaping (URL?, URLResponse?, Error?) -> Void) -> Int
  func stop(_ id: Int)
}

/// Downloads that are cancelled by their numbers.
final class DownloadManager {
  private let downloads: Downloads

  init(downloads: Downloads) { self.downloads = downloads }

  /// Downloads a file; the number cancels it.
  func download(_ url: URL, completion: @escaping (URL?, Error?) -> Void) -> Int {
    downloads.start(url) { file, _, error in completion(file, error) }
  }

  func cancelDownload(_ id: Int) { downloads.stop(id) }
}
