// Lines of source by number, each once: pictures in a page refer to them.

package import EventLoops

/// A list of sites, each once.
package struct SiteList: Sendable {
  /// The sites in the order of their numbers.
  package private(set) var sites: [SourceSite] = []
  private var numbers: [SourceSite: Int] = [:]

  /// An empty list.
  package init() {}

  /// The number of a site, which is added if the list does not have it.
  package mutating func number(of site: SourceSite) -> Int {
    if let known = numbers[site] { return known }
    numbers[site] = sites.count
    sites.append(site)
    return sites.count - 1
  }
}
