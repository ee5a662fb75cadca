// Reading of the repository for a site, with the site's own error.

import GuideChecking

extension RepositoryTree {
  /// Reads something; what cannot be read is a problem of the site.
  func reading<Value>(_ read: () throws(NotesProblem) -> Value) throws(SiteProblem) -> Value {
    do throws(NotesProblem) {
      return try read()
    } catch {
      throw SiteProblem(error)
    }
  }
}
