// Stores with completion handlers: queues that protect state, typed errors, optional handlers, an actor, a generic class.

import Dispatch
import Foundation

enum StoreError: Error { case full, unreadable }

/// Keeps data by name; a serial queue protects it.
final class DiskCache {
  let queue = DispatchQueue(label: "disk cache")
  private var entries: [String: Data] = [:]
  private let capacity: Int

  init(capacity: Int = 10) { self.capacity = capacity }

  /// The data of a key, or nil.
  func data(forKey key: String, completion: @escaping (Data?) -> Void) {
    queue.async {
      completion(self.entries[key])
    }
  }

  /// Keeps data, and calls a handler if there is one.
  func store(_ data: Data, forKey key: String, completion: ((Error?) -> Void)? = nil) {
    queue.async {
      guard self.entries.count < self.capacity else {
        completion?(StoreError.full)
        return
      }
      self.entries[key] = data
      completion?(nil)
    }
  }
}

struct Settings: Equatable {
  var volume: Int
  var isMuted: Bool
}

/// Settings that are read by a closure.
struct SettingsStore {
  typealias Completion = (Result<Settings, StoreError>) -> Void

  let readFile: (_ name: String, _ completion: @escaping (Data?) -> Void) -> Void

  /// The settings of a user, on the main queue.
  func load(user: String, completion: @escaping Completion) {
    readFile("\(user).settings") { data in
      DispatchQueue.main.async {
        guard let data, let volume = data.first else { return completion(.failure(.unreadable)) }
        completion(.success(Settings(volume: Int(volume), isMuted: false)))
      }
    }
  }
}

protocol SessionService: Sendable {
  func session(of user: String, completion: @escaping @Sendable (Result<String, Error>) -> Void)
}

/// Sessions, each fetched once.
actor SessionStore {
  private let service: any SessionService
  private var sessions: [String: String] = [:]

  init(service: any SessionService) { self.service = service }

  /// A session that is kept, or that of the service.
  func session(of user: String, completion: @escaping @Sendable (Result<String, Error>) -> Void) {
    if let known = sessions[user] { return completion(.success(known)) }
    service.session(of: user) { result in
      if case .success(let session) = result {
        Task { await self.keep(session, of: user) }
      }
      completion(result)
    }
  }

  private func keep(_ session: String, of user: String) { sessions[user] = session }
}

protocol RemoteTable {
  func row(_ id: Int, completion: @escaping (Data?, Error?) -> Void)
  func write(_ data: Data, to id: Int, completion: @escaping (Error?) -> Void)
}

/// The rows of a table as values.
final class Repository<Item: Codable> {
  private let table: RemoteTable
  private let decoder = JSONDecoder()

  init(table: RemoteTable) { self.table = table }

  /// One row.
  func item(id: Int, completion: @escaping (Item?, Error?) -> Void) {
    table.row(id) { data, error in
      guard let data = data else {
        completion(nil, error)
        return
      }
      do {
        completion(try self.decoder.decode(Item.self, from: data), nil)
      } catch {
        completion(nil, error)
      }
    }
  }

  /// Replaces a row.
  func save(_ item: Item, id: Int, completion: @escaping (Bool, Error?) -> Void) {
    do {
      let data = try JSONEncoder().encode(item)
      table.write(data, to: id) { error in completion(error == nil, error) }
    } catch {
      completion(false, error)
    }
  }
}
