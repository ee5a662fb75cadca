// swift-tools-version: 6.3
// The package: one library target for each module, one executable, no dependencies.

import PackageDescription

/// Whether to build the portable form: `BRAID_PORTABLE=1 swift build`.
///
/// It uses no module `Builtin`, hooks no calls of the concurrency library, captures nothing, and keeps the run-time checks
/// of exclusive access. Take it where a compiler or a runtime does not allow the usual form.
let isPortable = Context.environment["BRAID_PORTABLE"] == "1"

let strict: [SwiftSetting] =
  [
    .swiftLanguageMode(.v6),
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
  ] + (isPortable ? [.define("BRAID_PORTABLE")] : [])

/// Lets the compiler report what code touches, as a user's package does for its code under test. Only a target of the tests
/// has it: a package with such flags in its products cannot be a dependency of others.
#if os(Linux)
  let instrumented: [SwiftSetting] = isPortable ? [] : [.unsafeFlags(["-Xfrontend", "-sanitize=thread"])]
#else
  let instrumented: [SwiftSetting] = []
#endif

/// Optimises a target of the tests also where the others are not: what holds of instrumented code has to hold of such code.
let optimised: [SwiftSetting] = [.unsafeFlags(["-O"])]

/// The settings of targets in C. With `BRAID_TRAPS=1` in the environment, debug builds stop where C leaves the behaviour undefined.
/// Hooks call functions by other signatures than their own on purpose.
let checked: [CSetting] =
  (isPortable ? [.define("BRAID_PORTABLE")] : [])
  + (Context.environment["BRAID_TRAPS"] == "1"
    ? [
      .unsafeFlags(
        ["-fsanitize=undefined", "-fsanitize-trap=undefined", "-fno-sanitize=function"], .when(configuration: .debug))
    ] : [])

let builtin: [SwiftSetting] = isPortable ? [] : [.enableExperimentalFeature("BuiltinModule")]

/// A module and the modules that it may use.
func module(
  _ name: String, uses: [String] = [], embeds resources: [Resource] = [], with settings: [SwiftSetting] = [],
  plugins: [Target.PluginUsage] = []
) -> Target {
  .target(
    name: name, dependencies: uses.map { .init(stringLiteral: $0) }, resources: resources,
    swiftSettings: strict + settings, plugins: plugins)
}

/// The tests of a module.
func tests(of name: String, using: [String] = [], excluding left: [String] = []) -> Target {
  .testTarget(
    name: name + "Tests",
    dependencies: ([name] + using).map { .init(stringLiteral: $0) },
    exclude: left,
    swiftSettings: strict)
}

let package = Package(
  name: "Braid",
  platforms: [.macOS(.v15), .iOS(.v18), .tvOS(.v18), .watchOS(.v11), .visionOS(.v2)],
  products: [
    .library(name: "EventLoops", targets: ["EventLoops"]),
    .library(name: "Callbacks", targets: ["Callbacks"]),
    .library(name: "Promises", targets: ["Promises"]),
    .library(name: "Comparison", targets: ["Comparison"]),
    .library(name: "Exploration", targets: ["Exploration"]),
    .library(name: "ScheduleTesting", targets: ["ScheduleTesting"]),
    .library(name: "Workbench", targets: ["Workbench"]),
    .library(name: "LiveIO", targets: ["LiveIO"]),
    .library(name: "LiveHTTPS", targets: ["LiveHTTPS"]),
    .executable(name: "braid", targets: ["braid"]),
  ],
  targets: [
    .target(name: "ConcurrencyHooks", cSettings: checked),
    .target(name: "CodeLines", cSettings: checked),
    .target(
      name: "AccessLog", dependencies: ["CodeLines"], cSettings: checked),
    .target(name: "DispatchCalls", cSettings: checked),
    .target(name: "Traps", cSettings: checked),
    module(
      "EventLoops", uses: ["ConcurrencyHooks", "AccessLog", "CodeLines", "DispatchCalls", "Traps"], with: builtin),
    // Takes the place of the allocator and of some functions of Swift's runtime, so only tests link it.
    .target(
      name: "AccessHooks", dependencies: ["AccessLog"], cSettings: checked),
    // Takes the place of functions of Dispatch, so only tests link it, and the fuzzer, which makes programs over Dispatch.
    .target(
      name: "DispatchHooks", dependencies: ["DispatchCalls"], cSettings: checked),
    module("Callbacks", uses: ["EventLoops"]),
    module("Promises", uses: ["EventLoops", "Callbacks"]),
    module("Comparison", uses: ["EventLoops", "Callbacks", "Promises"]),
    module("CharacterNames"),
    .executableTarget(name: "NameEmbedder", dependencies: ["CharacterNames"], swiftSettings: strict),
    .plugin(name: "EmbedNames", capability: .buildTool(), dependencies: ["NameEmbedder"]),
    module(
      "Pipelines", uses: ["EventLoops", "Callbacks", "Promises", "Comparison", "CharacterNames"],
      plugins: ["EmbedNames"]),
    module("Exploration", uses: ["EventLoops", "Comparison"]),
    module("ScheduleTesting", uses: ["EventLoops", "Exploration", "AccessHooks", "DispatchHooks"]),
    module(
      "Workbench", uses: ["EventLoops", "Comparison", "Exploration", "Pipelines"],
      embeds: [.embedInCode("Rendering/Resources")]),
    .systemLibrary(name: "LinuxPolling"),
    module("LiveIO", uses: ["EventLoops", "Callbacks", "Promises", "LinuxPolling"]),
    module("LiveHTTPS", uses: ["LiveIO"]),
    module(
      "Lab", uses: ["EventLoops", "Comparison", "Exploration", "Pipelines", "Workbench", "LiveIO"],
      embeds: [.embedInCode("Resources")]),
    module(
      "Benchmarks",
      uses: ["EventLoops", "Callbacks", "Promises", "Comparison", "Exploration", "Pipelines", "Workbench"]),
    module(
      "Fuzzing",
      uses: [
        "EventLoops", "Callbacks", "Promises", "Comparison", "Exploration", "CharacterNames", "Pipelines", "Workbench",
        "LiveIO", "Lab", "DispatchHooks",
      ]),
    .executableTarget(name: "ScenarioEmbedder", swiftSettings: strict),
    .plugin(name: "EmbedScenarios", capability: .buildTool(), dependencies: ["ScenarioEmbedder"]),
    .target(
      name: "EmbeddedScenarios", path: "Scenarios", swiftSettings: strict, plugins: ["EmbedScenarios"]),
    module("GuideChecking", uses: ["Workbench"]),
    module("Migration"),
    module("Site", uses: ["Comparison", "Workbench", "GuideChecking"], embeds: [.embedInCode("Resources")]),
    module(
      "CommandLineInterface",
      uses: [
        "EmbeddedScenarios", "CharacterNames",
        "EventLoops", "Callbacks", "Promises", "Comparison", "Exploration", "Pipelines", "Workbench", "LiveIO",
        "Lab", "Benchmarks", "Fuzzing", "GuideChecking", "Migration", "Site",
      ],
      embeds: [.embedInCode("Resources")]),
    .executableTarget(name: "braid", dependencies: ["CommandLineInterface"], swiftSettings: strict),
    .target(name: "AllocatorArenas", path: "Tests/AllocatorArenas"),
    .target(name: "TemporaryFiles", path: "Tests/TemporaryFiles", swiftSettings: strict),
    .target(name: "LoopLaws", dependencies: ["EventLoops"], path: "Tests/LoopLaws", swiftSettings: strict),
    .target(name: "OrdinaryPrograms", path: "Tests/OrdinaryPrograms", swiftSettings: strict),
    // Without package access: what the tour uses is what other packages see.
    .testTarget(
      name: "APITourTests", dependencies: ["EventLoops", "Callbacks", "Promises", "Comparison", "Exploration"],
      packageAccess: false, swiftSettings: strict),
    tests(of: "EventLoops", using: ["LoopLaws"]),
    tests(of: "Callbacks", using: ["EventLoops"]),
    tests(of: "Promises", using: ["EventLoops", "Callbacks"]),
    tests(of: "Comparison", using: ["EventLoops", "Callbacks", "Promises"]),
    .testTarget(name: "ScenarioTests", dependencies: ["Comparison", "Workbench"], swiftSettings: strict),
    .testTarget(
      name: "GuideTests", dependencies: ["GuideChecking", "CommandLineInterface"], swiftSettings: strict),
    .testTarget(
      name: "RepositoryTests", dependencies: ["AllocatorArenas"], exclude: ["file-names.txt"], swiftSettings: strict),
    .testTarget(
      name: "LessonTests",
      dependencies: [
        "EventLoops", "Callbacks", "Promises", "Comparison", "Exploration", "Pipelines", "LiveIO",
        "ScheduleTesting", "OrdinaryPrograms",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "ExerciseTests", dependencies: ["EventLoops", "Callbacks", "Promises", "Comparison"], swiftSettings: strict),
    tests(of: "Exploration", using: ["EventLoops", "Callbacks", "Promises", "Comparison", "Pipelines"]),
    .testTarget(
      name: "OrdinarySwiftTests",
      dependencies: ["EventLoops", "Callbacks", "Comparison", "Exploration", "OrdinaryPrograms"],
      swiftSettings: strict),
    .testTarget(
      name: "DispatchTests",
      dependencies: [
        "DispatchHooks", "EventLoops", "Callbacks", "Promises", "Comparison", "Exploration", "Fuzzing",
        "ScheduleTesting", "OrdinaryPrograms",
      ],
      swiftSettings: strict),
    tests(
      of: "ScheduleTesting", using: ["EventLoops", "Exploration", "OrdinaryPrograms"],
      excluding: ["failing-test.txt", "failing-instrumented-test.txt"]),
    .target(
      name: "InstrumentedPrograms", path: "Tests/InstrumentedPrograms", swiftSettings: strict + instrumented),
    // The sources of InstrumentedPrograms by a symbolic link.
    .target(
      name: "OptimisedPrograms", path: "Tests/OptimisedPrograms", swiftSettings: strict + instrumented + optimised),
    .target(
      name: "UninstrumentedPrograms", dependencies: ["InstrumentedPrograms"], path: "Tests/UninstrumentedPrograms",
      swiftSettings: strict),
    // The sources of OrdinaryPrograms by a symbolic link: two targets cannot have one folder.
    .target(
      name: "InstrumentedOrdinaryPrograms", path: "Tests/InstrumentedOrdinaryPrograms",
      swiftSettings: strict + instrumented),
    .testTarget(
      name: "FootprintTests",
      dependencies: [
        "InstrumentedPrograms", "OptimisedPrograms", "InstrumentedOrdinaryPrograms", "UninstrumentedPrograms",
        "AccessHooks", "EventLoops", "Comparison", "Exploration", "ScheduleTesting",
      ],
      swiftSettings: strict + instrumented),
    // The functions are migrated by `.ci/migrate`, each with what it needs.
    tests(of: "Migration", using: ["TemporaryFiles"], excluding: ["Functions"]),
    tests(of: "Pipelines", using: ["EventLoops", "Comparison", "Exploration", "CharacterNames"]),
    tests(of: "LiveIO", using: ["LoopLaws", "EventLoops", "Callbacks", "Promises", "Comparison", "Pipelines"]),
    .testTarget(
      name: "HTTPClientTests", dependencies: ["LiveIO", "LiveHTTPS", "EventLoops", "Callbacks", "Promises"],
      swiftSettings: strict),
    tests(
      of: "Workbench", using: ["EventLoops", "Comparison", "Pipelines", "TemporaryFiles"],
      excluding: ["Rendering/Golden", "Determinism/trace-hashes.txt"]),
    tests(
      of: "Lab", using: ["EventLoops", "Comparison", "Exploration", "Pipelines", "Workbench", "LiveIO"]),
    tests(of: "GuideChecking", using: ["Workbench", "TemporaryFiles"]),
    tests(of: "Site", using: ["EventLoops", "GuideChecking", "TemporaryFiles", "Workbench"]),
    tests(of: "Fuzzing", using: ["EventLoops"]),
    tests(of: "Benchmarks", using: ["Workbench"]),
    tests(
      of: "CommandLineInterface",
      using: [
        "EventLoops", "Callbacks", "Comparison", "Exploration", "Pipelines", "LiveIO", "Workbench", "GuideChecking",
        "Benchmarks",
        "Lab", "Site",
      ]),
  ]
)

// `BRAID_LAWS=1` leaves only the suites that hold the core to its laws, and what they need. The forms of the package in
// which nothing else is tested are built in a third of the time.
if Context.environment["BRAID_LAWS"] == "1" {
  let needed: Set = [
    "ConcurrencyHooks", "CodeLines", "AccessLog", "DispatchCalls", "Traps", "EventLoops", "Callbacks", "Promises",
    "Comparison", "Exploration", "CharacterNames", "NameEmbedder", "EmbedNames", "Pipelines", "LinuxPolling", "LiveIO",
    "LiveHTTPS", "LoopLaws", "OrdinaryPrograms",
    "EventLoopsTests", "CallbacksTests", "PromisesTests", "LiveIOTests", "HTTPClientTests", "OrdinarySwiftTests",
  ]
  package.products = []
  package.targets.removeAll { !needed.contains($0.name) }
}
