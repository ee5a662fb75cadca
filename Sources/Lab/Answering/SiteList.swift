// The lines of source that a picture references by number.

import EventLoops

/// Sites by number, in the order in which they are first referenced.
struct SiteList {
  private(set) var sites: [SourceSite] = []
  private var numbers: [SourceSite: Int] = [:]

  mutating func number(of site: SourceSite) -> Int {
    if let number = numbers[site] { return number }
    numbers[site] = sites.count
    sites.append(site)
    return sites.count - 1
  }
}
