// The page that lists the pages of all scenarios.

import Comparison

/// The index of a small site: a section a program, a line a scenario.
package struct SiteIndex {
  private let pictures: [Picture]

  /// The index of the pages of some pictures, in their order.
  package init(_ pictures: [Picture]) {
    self.pictures = pictures
  }

  /// The name of the index's file.
  package static let fileName = "index.html"

  /// The name of the file of a picture's page.
  package static func fileName(of picture: Picture) -> String { picture.name + ".html" }

  /// The page.
  package var text: String {
    var programs: [String] = []
    for picture in pictures where !programs.contains(picture.comparison.program) {
      programs.append(picture.comparison.program)
    }
    return EmbeddedFile.filled(
      EmbeddedFile.sitePage,
      with: ["style": EmbeddedFile.pageStyle, "sections": programs.map(section).joined()])
  }

  private func section(of program: String) -> String {
    let lines = pictures.filter { $0.comparison.program == program }.map { picture in
      let differences = picture.comparison.differences.map(\.aspect.rawValue).joined(separator: ", ")
      let address = Self.fileName(of: picture).addingPercentEscapes().asMarkup
      return """
        <tr><td><a href="\(address)">\(picture.title.asMarkup)</a></td>\
        <td>\((picture.teaches ?? "").asMarkup)</td>\
        <td>\(differences.isEmpty ? "no difference" : differences.asMarkup)</td></tr>

        """
    }
    return """
      <h2>\(program.asMarkup)</h2>
      <table>
      <thead><tr><th scope="col">scenario</th><th scope="col">the point</th><th scope="col">the styles differ in</th></tr></thead>
      <tbody>
      \(lines.joined())</tbody>
      </table>

      """
  }
}
