// The editions of the guide: their language, their folders, and the words of the pages around the notes.

import Workbench

/// An edition of the guide.
package enum SiteEdition: String, CaseIterable, Sendable {
  /// The originals.
  case english = "en"
  /// The translations.
  case korean = "ko"

  /// The tag of the language.
  package var language: String { rawValue }

  /// The folder of the notes in the repository.
  var notesFolder: String { self == .english ? "notes" : "notes/ko" }

  /// The folder of the pages in the site, with a slash at its end.
  var pagesFolder: String { self == .english ? "" : "ko/" }

  /// The language of the texts that have a translation: titles, rules, questions.
  var texts: Language { self == .english ? .english : .korean }

  /// The words of the pages in this language.
  var words: SiteWords { self == .english ? .english : .korean }
}
