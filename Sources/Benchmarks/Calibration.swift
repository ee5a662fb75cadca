// A loop of fixed work, to which all figures are related.

/// A dependent chain of multiplications and shifts: it has no memory to wait for and nothing to predict, so that its
/// time tells how fast the processor is just now.
enum Calibration {
  /// How many steps one measurement has.
  static let steps = 2_000_000

  /// The nanoseconds that one step takes now.
  static func measure(steps: Int = steps) -> Double {
    let lap = Lap.of(steps) {
      var value: UInt64 = 1
      for _ in 0..<steps {
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
      }
      keep(value)
    }
    return Double(lap.nanoseconds) / Double(steps)
  }
}

/// Takes a result, so that the optimizer cannot leave its computation out.
@inline(never)
@_optimize(none)
func keep<Value>(_ value: Value) {}
