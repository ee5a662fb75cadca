// The commands that notes show, as a function that runs them.

/// Runs `braid` with the given words (without `braid` itself) and returns all it printed and its exit code.
package typealias NotesCommandRunner = (_ words: [String]) -> (output: String, exitCode: Int)
