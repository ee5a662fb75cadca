// Functions with completion handlers, as code bases have them: what 'braid migrate' is tried on.

import Foundation

struct Picture: Sendable, Hashable { var bytes: [UInt8] }

enum LoadError: Error { case missing, damaged }

protocol Network: Sendable {
  func get(_ url: String, completion: @escaping @Sendable (Result<[UInt8], any Error>) -> Void)
}

protocol Transfers: Sendable {
  @discardableResult
  func fetch(_ name: String, completion: @escaping @Sendable (Data?, (any Error)?) -> Void) -> Progress
}

/// Loads pictures.
final class Loader: Sendable {
  let network: any Network

  init(network: any Network) { self.network = network }

  /// One request.
  func load(_ url: String, completion: @escaping @Sendable (Result<Picture, any Error>) -> Void) {
    network.get(url) { result in
      switch result {
      case .success(let bytes): completion(.success(Picture(bytes: bytes)))
      case .failure(let error): completion(.failure(error))
      }
    }
  }

  /// Two requests, one after the other.
  func loadBoth(
    _ first: String, _ second: String, completion: @escaping @Sendable (Result<[Picture], any Error>) -> Void
  ) {
    load(first) { result in
      switch result {
      case .failure(let error): completion(.failure(error))
      case .success(let one):
        self.load(second) { result in completion(result.map { [one, $0] }) }
      }
    }
  }

  /// Once more after a failure.
  func loadPersistently(_ url: String, completion: @escaping @Sendable (Result<Picture, any Error>) -> Void) {
    load(url) { result in
      if case .failure = result { return self.load(url, completion: completion) }
      completion(result)
    }
  }

  /// Whether there is one.
  func exists(_ url: String, completion: @escaping @Sendable (Bool) -> Void) {
    network.get(url) { result in
      if case .success = result { completion(true) } else { completion(false) }
    }
  }
}

/// Reads files, and can cancel a read.
final class Store: Sendable {
  let transfers: any Transfers

  init(transfers: any Transfers) { self.transfers = transfers }

  /// A read with a handle.
  @discardableResult
  func read(_ name: String, then body: @escaping @Sendable (Data?, (any Error)?) -> Void) -> Progress {
    transfers.fetch(name) { data, error in
      if let error { return body(nil, error) }
      body(data, nil)
    }
  }

  /// The number of bytes of two files.
  func size(_ first: String, _ second: String, completion: @escaping @Sendable (Result<Int, any Error>) -> Void) {
    transfers.fetch(first) { data, error in
      guard let data else { return completion(.failure(error ?? LoadError.damaged)) }
      self.transfers.fetch(second) { more, error in
        guard let more else { return completion(.failure(error ?? LoadError.damaged)) }
        completion(.success(data.count + more.count))
      }
    }
  }
}

/// A function with a closure in the place of a protocol.
func ping(
  using send: @escaping @Sendable (String, @escaping @Sendable (Result<String, any Error>) -> Void) -> Void,
  completion: @escaping @Sendable (Result<Bool, any Error>) -> Void
) {
  send("ping") { result in completion(result.map { $0 == "a" }) }
}
