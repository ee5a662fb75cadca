// The result of benchmarks as one JSON document, with a version; later versions only add keys.

public import Workbench

/// The document that `braid bench --json` prints.
public struct BenchmarkReport: JSONDocument, Sendable {
  /// The name of the schema.
  public static let schema = "braid.bench"
  /// `release`, or `debug`, whose figures mean nothing.
  public let build: String
  /// How many rounds of each benchmark were measured, after one to warm up.
  public let rounds: Int
  /// Whether the user ended it early: the last result may be of fewer rounds, and others are missing.
  public let interrupted: Bool
  /// The machine meanwhile.
  public let machine: Machine
  /// The measurements, in the order of the catalogue.
  public let results: [Entry]

  /// How fast and how quiet the machine was.
  public struct Machine: Sendable, Encodable {
    /// The nanoseconds of one step of the calibration loop, measured before each round of each benchmark.
    public let nanosecondsPerStep: Spread
    /// The part of the time in which the process had a processor, in hundredths; less than 100 on a busy machine.
    public let processorPercent: Double
  }

  /// The measurement of one benchmark.
  public struct Entry: Sendable, Encodable {
    /// The name of the case.
    public let name: String
    /// The style or another variant.
    public let variant: String?
    /// How many things were pending, in flight, or done.
    public let size: Int
    /// The name of one operation.
    public let unit: String
    /// How many operations one round has.
    public let operations: Int
    /// The nanoseconds of one operation.
    public let nanoseconds: Spread
    /// How many operations a second that makes.
    public let perSecond: Double
    /// How many steps of the calibration loop take as long as one operation; to be compared across machines.
    public let ratio: Double
    /// How many bytes one suspended thing takes; missing where nothing is suspended, or too little to be seen.
    public let bytesEach: Int?
    /// How many times as long it takes as the same without what is measured, such as a record, round by round in
    /// alternation; missing where there is no such thing.
    public let timesPlain: Spread?
    /// How many times as long it takes as in the stored run that it is compared with, in steps of the calibration loop:
    /// the fastest round, the median and the slowest round, each by the stored median; missing without such a run.
    public internal(set) var timesStored: Spread?
  }

  /// Whether the build is optimized, so that the figures mean something.
  package static var isMeaningful: Bool { currentBuild == "release" }

  /// The kind of this build.
  package static var currentBuild: String {
    #if DEBUG
      "debug"
    #else
      "release"
    #endif
  }
}
