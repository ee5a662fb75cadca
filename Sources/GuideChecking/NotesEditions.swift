// The check that the translated edition of the notes keeps step with the original, chapter for chapter.

import Workbench

/// Compares the editions: the same chapters, headings, fences, tables, lists and links.
struct NotesEditions {
  let context: NotesContext
  let documents: [MarkdownDocument]

  /// The parts that a translation lacks, or has in addition to its original; empty if there is no translated edition.
  func mistakes() -> [NotesMistake] {
    guard context.tree.kind(of: NotesEdition.translations) == .folder else { return [] }
    do throws(NotesProblem) {
      let waiting = try NotesEdition.waiting(in: context.tree)
      let originals = documents.filter { NotesEdition.counterpart(of: $0.path) != $0.path }
        .filter { !NotesEdition.isTranslation($0.path) }
      let translations = documents.filter { NotesEdition.isTranslation($0.path) }
      return waitingMistakes(waiting, originals, translations)
        + originals.flatMap { original in
          let path = NotesEdition.counterpart(of: original.path)
          if let translation = translations.first(where: { $0.path == path }) {
            return compare(translation, with: original, waiting: waiting.map { NotesEdition.originals + "/" + $0.name })
          }
          let isWaiting = waiting.contains { NotesEdition.originals + "/" + $0.name == original.path }
          return isWaiting ? [] : [NotesMistake(path: original.path, problem: .untranslated(path))]
        }
        + translations.filter { translation in
          !originals.contains { $0.path == NotesEdition.counterpart(of: translation.path) }
        }
        .map { NotesMistake(path: $0.path, problem: .withoutOriginal(NotesEdition.counterpart(of: $0.path))) }
    } catch {
      return [NotesMistake(path: NotesEdition.waitingList, problem: error)]
    }
  }

  private func waitingMistakes(
    _ waiting: [(name: String, line: Int)], _ originals: [MarkdownDocument], _ translations: [MarkdownDocument]
  ) -> [NotesMistake] {
    waiting.compactMap { name, line in
      let path = NotesEdition.originals + "/" + name
      let isKnown = originals.contains { $0.path == path }
      let isTranslated = translations.contains { $0.path == NotesEdition.counterpart(of: path) }
      guard !isKnown || isTranslated else { return nil }
      let problem: NotesProblem = isKnown ? .waitsNoMore(name) : .waitsForNothing(name)
      return NotesMistake(path: NotesEdition.waitingList, line: line, problem: problem)
    }
  }

  private func compare(
    _ translation: MarkdownDocument, with original: MarkdownDocument, waiting: [String]
  ) -> [NotesMistake] {
    let wanted = NotesSection.sections(of: original, context.inlines(of: original))
    let found = NotesSection.sections(of: translation, context.inlines(of: translation))
    func mistake(_ line: Int, _ problem: NotesProblem) -> NotesMistake {
      NotesMistake(path: translation.path, line: line, problem: problem)
    }
    for (ours, theirs) in zip(found, wanted) where ours.level != theirs.level {
      return [mistake(ours.line, .otherLevel(ours, theirs, in: original.path))]
    }
    if let missing = wanted.dropFirst(found.count).first {
      return [mistake(found[found.count - 1].line, .missingHeading(missing, in: original.path))]
    }
    if let surplus = found.dropFirst(wanted.count).first {
      return [mistake(surplus.line, .surplusHeading(surplus, in: original.path))]
    }
    return zip(found, wanted).flatMap { ours, theirs -> [NotesMistake] in
      let place = "\(original.path):\(theirs.line)"
      var mistakes: [NotesMistake] = []
      func count(_ what: String, _ found: Int, _ wanted: Int) {
        if found != wanted { mistakes.append(mistake(ours.line, .otherCount(what, found, wanted, ours, place))) }
      }
      count("table rows", ours.tableRows, theirs.tableRows)
      count("list items", ours.listItems, theirs.listItems)
      count("fences", ours.fences.count, theirs.fences.count)
      if let problem = targetProblem(ours, theirs, place, waiting) { mistakes.append(mistake(ours.line, problem)) }
      for (fence, model) in zip(ours.fences, theirs.fences) {
        let shown = TextLines.withoutEnding(original.rawLines[model.line - 1])
        if fence.info != model.info {
          mistakes.append(mistake(fence.line, .otherFence(shown, "\(original.path):\(model.line)")))
        } else if !TextLines.areSame(fence.body, model.body) {
          let diff = LineDiff(expected: model.body, found: fence.body, firstFoundNumber: fence.line + 1)
          mistakes.append(
            NotesMistake(
              path: translation.path, line: fence.line,
              message: "the fence holds something else than the one at \(original.path):\(model.line)",
              difference: diff.rendered(maximumLines: context.rules.mostDifferenceLines),
              remedy: "run 'braid notes --write', or copy the fence"))
        }
      }
      return mistakes
    }
  }

  /// The first link, by its target, that is in only one of the sections; an untranslated chapter is linked as it is.
  private func targetProblem(
    _ ours: NotesSection, _ theirs: NotesSection, _ place: String, _ waiting: [String]
  ) -> NotesProblem? {
    var surplus = ours.targets
    for target in theirs.targets {
      let parts = target.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
      let file = String(parts[0])
      let edition = waiting.contains(file) ? file : NotesEdition.counterpart(of: file)
      let here = edition + (parts.count == 2 ? "#…" : "")
      guard let index = surplus.firstIndex(of: here) else { return .missingLink(here, ours, place) }
      surplus.remove(at: index)
    }
    return surplus.first.map { .surplusLink($0, ours, place) }
  }
}

extension NotesProblem {
  fileprivate static func untranslated(_ path: String) -> NotesProblem {
    NotesProblem(
      "the chapter has no translation",
      remedy: "write '\(path)', or let it wait in '\(NotesEdition.waitingList)'")
  }

  fileprivate static func withoutOriginal(_ path: String) -> NotesProblem {
    NotesProblem("the translation has no original", remedy: "write '\(path)', or remove the translation")
  }

  fileprivate static func waitsNoMore(_ name: String) -> NotesProblem {
    NotesProblem("'\(name)' is translated and waits no more", remedy: "remove the line")
  }

  fileprivate static func waitsForNothing(_ name: String) -> NotesProblem {
    NotesProblem("there is no chapter '\(name)'", remedy: "remove the line, or correct the name")
  }

  fileprivate static func otherLevel(_ ours: NotesSection, _ theirs: NotesSection, in path: String) -> NotesProblem {
    NotesProblem(
      "the heading \(ours.name) is on level \(ours.level); level \(theirs.level) was expected, as of \(theirs.name) "
        + "at \(path):\(theirs.line)",
      remedy: "give both editions the same headings in the same order")
  }

  fileprivate static func missingHeading(_ section: NotesSection, in path: String) -> NotesProblem {
    NotesProblem(
      "no heading follows here; one was expected, as \(section.name) at \(path):\(section.line)",
      remedy: "translate that section")
  }

  fileprivate static func surplusHeading(_ section: NotesSection, in path: String) -> NotesProblem {
    NotesProblem("the heading \(section.name) has no counterpart in '\(path)'", remedy: "remove it, or add it there")
  }

  fileprivate static func otherCount(
    _ what: String, _ found: Int, _ wanted: Int, _ section: NotesSection, _ place: String
  ) -> NotesProblem {
    NotesProblem(
      "there are \(found) \(what) under \(section.name); \(wanted) were expected, as at \(place)",
      remedy: "translate what was added there, remove what was removed")
  }

  fileprivate static func otherFence(_ line: String, _ place: String) -> NotesProblem {
    NotesProblem("the fence promises something else than '\(line)' at \(place)", remedy: "copy the fence")
  }

  fileprivate static func missingLink(_ target: String, _ section: NotesSection, _ place: String) -> NotesProblem {
    NotesProblem(
      "no link under \(section.name) leads to '\(target)', as one at \(place) asks", remedy: "set that link")
  }

  fileprivate static func surplusLink(_ target: String, _ section: NotesSection, _ place: String) -> NotesProblem {
    NotesProblem(
      "the link under \(section.name) to '\(target)' has no counterpart at \(place)",
      remedy: "remove it, or lead it where the original's leads")
  }
}
