// Pages that are read one after another, and a model of the main actor that searches.

import Dispatch
import Foundation

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

struct Article: Codable, Hashable {
  let id: Int
  let title: String
}

struct Page: Codable {
  let items: [Article]
  let next: String?
}

protocol HTTPClient: AnyObject {
  func get(_ path: String, completionHandler: @escaping (Data?, URLResponse?, Error?) -> Void)
}

/// Reads a list that a server sends in pages.
final class ArticleReader {
  typealias Handler<Value> = (Result<Value, Error>) -> Void

  enum Failure: Error { case noData, tooManyPages }

  private let client: HTTPClient
  private let limit: Int

  init(client: HTTPClient, limit: Int = 3) {
    self.client = client
    self.limit = limit
  }

  /// One page.
  func page(at cursor: String, completion: @escaping Handler<Page>) {
    client.get("/articles?cursor=\(cursor)") { data, _, error in
      if let error = error {
        completion(.failure(error))
        return
      }
      guard let data = data else {
        completion(.failure(Failure.noData))
        return
      }
      completion(Result { try JSONDecoder().decode(Page.self, from: data) })
    }
  }

  /// All pages, until there is no further one or there are too many.
  func allArticles(completion: @escaping Handler<[Article]>) {
    readOn(from: "", have: [], pages: 0, completion: completion)
  }

  private func readOn(from cursor: String, have: [Article], pages: Int, completion: @escaping Handler<[Article]>) {
    guard pages < limit else { return completion(.failure(Failure.tooManyPages)) }
    page(at: cursor) { [weak self] result in
      switch result {
      case .failure(let error):
        completion(.failure(error))
      case .success(let page):
        guard let self = self, let next = page.next, !page.items.isEmpty else {
          return completion(.success(have + page.items))
        }
        self.readOn(from: next, have: have + page.items, pages: pages + 1, completion: completion)
      }
    }
  }

  /// The head of a page with what the server says about it.
  func header(of path: String, completion: @escaping (Data?, URLResponse?, Error?) -> Void) {
    client.get(path) { data, response, error in
      DispatchQueue.main.async { completion(data, response, error) }
    }
  }
}

@MainActor
protocol SearchService {
  func results(for text: String, then handler: @escaping @MainActor ([String]?, Error?) -> Void)
}

/// What a search field shows.
@MainActor
final class SearchModel {
  private let service: any SearchService
  private(set) var results: [String] = []
  private(set) var isSearching = false

  init(service: any SearchService) { self.service = service }

  /// Searches, and gives the number of results.
  func search(_ text: String, completion: @escaping @MainActor (Result<Int, Error>) -> Void) {
    isSearching = true
    service.results(for: text) { results, error in
      self.isSearching = false
      if let error {
        completion(.failure(error))
      } else {
        self.results = results ?? []
        completion(.success(self.results.count))
      }
    }
  }
}
