// Paths of the site's files, and the relative addresses from one page to another.

import Workbench

/// Arithmetic on paths in the site, which are relative to its folder.
enum SitePath {
  /// The address of a file as a page writes it.
  ///
  /// - Parameters:
  ///   - target: The path of the file.
  ///   - page: The path of the page.
  ///   - anchor: The place in the file.
  static func address(of target: String, from page: String, anchor: String? = nil) -> String {
    let fragment = anchor.map { "#" + $0.addingPercentEscapes() } ?? ""
    if target == page, anchor != nil { return fragment }
    return root(from: page) + target.addingPercentEscapes(keeping: "/") + fragment
  }

  /// The way from a page up to the site's folder: `../` for each folder that it is in.
  static func root(from page: String) -> String {
    String(repeating: "../", count: page.utf8.count { $0 == UInt8(ascii: "/") })
  }
}
