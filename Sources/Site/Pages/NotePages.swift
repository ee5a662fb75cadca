// The pages of the notes.

/// Makes the pages of notes.
enum NotePages {
  /// The page of a note.
  ///
  /// - Parameters:
  ///   - note: The note.
  ///   - counterpart: The same note in the other edition, if that is part of the site.
  ///   - plan: Where links lead.
  static func page(of note: GuideNote, counterpart: GuideNote?, in plan: SitePlan) throws(SiteProblem) -> SitePage {
    var renderer = NoteRenderer(of: note.path, on: note.page, words: note.edition.words, in: plan)
    try renderer.render(note.blocks)
    return SitePage(
      path: note.page, title: note.title, edition: note.edition, language: note.edition.language,
      counterpart: counterpart.map { ($0.edition, $0.page) }, markup: renderer.markup, sections: renderer.sections,
      shown: renderer.shown)
  }
}
