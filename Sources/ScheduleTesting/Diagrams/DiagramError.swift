// The failure of an input.

/// The error that `^` throws in the input of a diagram.
public struct DiagramError: Error {}
