// Pictures: nested callbacks, queues, objects that are not Sendable, a handle that is a work item.

import Dispatch
import Foundation

/// A picture in memory; it may change, and is not Sendable.
final class Bitmap {
  var width: Int
  var pixels: [UInt8]

  init(width: Int, pixels: [UInt8]) {
    self.width = width
    self.pixels = pixels
  }
}

enum PictureError: Error { case undecodable }

protocol PictureSource {
  func bytes(of name: String, completion: @escaping (Result<[UInt8], Error>) -> Void)
}

protocol PictureCache: AnyObject {
  func bitmap(named name: String) -> Bitmap?
  func keep(_ bitmap: Bitmap, named name: String)
}

/// Decodes pictures away from the main queue.
final class BitmapLoader {
  private let source: PictureSource
  private let decoding = DispatchQueue(label: "decoding", attributes: .concurrent)

  init(source: PictureSource) { self.source = source }

  /// A picture, on the main queue.
  func bitmap(named name: String, completion: @escaping (Bitmap?, Error?) -> Void) {
    source.bytes(of: name) { result in
      self.decoding.async {
        switch result {
        case .success(let bytes) where !bytes.isEmpty:
          let bitmap = Bitmap(width: bytes.count, pixels: bytes)
          DispatchQueue.main.async { completion(bitmap, nil) }
        case .success:
          DispatchQueue.main.async { completion(nil, PictureError.undecodable) }
        case .failure(let error):
          DispatchQueue.main.async { completion(nil, error) }
        }
      }
    }
  }

  /// Two pictures in one, by callbacks in callbacks.
  func collage(of left: String, and right: String, completion: @escaping (Result<Bitmap, Error>) -> Void) {
    bitmap(named: left) { first, error in
      guard let first = first else { return completion(.failure(error ?? PictureError.undecodable)) }
      self.bitmap(named: right) { second, error in
        guard let second = second else { return completion(.failure(error ?? PictureError.undecodable)) }
        self.decoding.async {
          let both = Bitmap(width: first.width + second.width, pixels: first.pixels + second.pixels)
          DispatchQueue.main.async { completion(.success(both)) }
        }
      }
    }
  }

  /// All pictures that can be loaded, in any order.
  func prefetch(_ names: [String], completionHandler: (([Bitmap]) -> Void)?) {
    let group = DispatchGroup()
    let results = DispatchQueue(label: "results")
    var bitmaps: [Bitmap] = []
    names.forEach { name in
      group.enter()
      bitmap(named: name) { bitmap, _ in
        results.async {
          if let bitmap { bitmaps.append(bitmap) }
          group.leave()
        }
      }
    }
    group.notify(queue: results) { completionHandler?(bitmaps) }
  }

  /// Work that is made later, unless its item is cancelled.
  func render(_ text: String, after delay: DispatchTimeInterval, done: @escaping (Bitmap) -> Void) -> DispatchWorkItem {
    let item = DispatchWorkItem { done(Bitmap(width: text.count, pixels: Array(text.utf8))) }
    decoding.asyncAfter(deadline: .now() + delay, execute: item)
    return item
  }
}

/// Small pictures.
enum Thumbnails {
  /// A small picture from the cache or the source.
  static func make(
    _ name: String, size: Int, from source: PictureSource, cache: PictureCache,
    completion: @escaping (Result<Bitmap, Error>) -> Void
  ) {
    if let known = cache.bitmap(named: name) { return completion(.success(known)) }
    source.bytes(of: name) { result in
      completion(
        result.map { bytes in
          let bitmap = Bitmap(width: size, pixels: Array(bytes.prefix(size)))
          cache.keep(bitmap, named: name)
          return bitmap
        })
    }
  }
}

/// What finds places on a map.
protocol Geocoder {
  func coordinates(of address: String, completionHandler: @escaping ([Double]?, NSError?) -> Void)
}

extension Geocoder {
  /// The first place of an address.
  func firstCoordinate(of address: String, completionHandler: @escaping (Double?, NSError?) -> Void) {
    coordinates(of: address) { found, error in completionHandler(found?.first, error) }
  }
}
