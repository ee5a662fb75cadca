// The index of the names of all characters.

package import CharacterNames

extension NameIndex {
  /// The index of all characters that have a name. The build makes its table, see the plugin `EmbedNames`.
  package static let standard = NameIndex(NameTable(words: tableOfNameWords, ranges: tableOfNameRanges))
}
