// The same work written in up to three styles.

public import Callbacks
public import EventLoops
public import Promises

/// A program that exists in several versions, each in one of the styles, all meant to do the same.
///
/// To compare a completion-handler function with its rewrite, name both:
///
///     let profile = ComparedProgram("profile")
///       .callback { context, done in LegacyProfile(server: server(context)).load("7", completion: done) }
///       .async { context in try await Profile(server: server(context)).load("7") }
///     #expect(profile.compare().agrees)
///
/// `server` makes the fake that both call; see `ProgramContext.stub`. The versions may use `Task {}`, `Task.sleep`, actors
/// and the main actor. Outputs are compared by `==` if they are `Equatable`, and by their descriptions otherwise; errors
/// likewise.
public struct ComparedProgram: Sendable {
  /// The program's name, as scenario files give it.
  public let name: String
  /// A summary of the program, in one sentence.
  package let summary: String
  /// The kinds of state that the events of the program share.
  package let sharing: Sharing
  /// What the virtual loops on which the program runs take in of what its events hand to Swift's own executors.
  package let capture: VirtualEventLoop.Capture
  /// The texts of what the versions have delivered.
  package private(set) var outputs = OutputTexts()
  /// What reports call its pipelines.
  let labels: PipelineLabels
  /// The settings that a scenario may change, in the order in which they were named.
  package private(set) var settings: [SettingDescription] = []
  /// The parts that a scenario may name; nil for a program that declares none.
  package private(set) var interface: ProgramInterface?
  /// The program's versions, in the order in which they were given.
  public private(set) var versions: [Version] = []

  /// A program that has no version yet.
  ///
  /// - Parameters:
  ///   - name: The program's name.
  ///   - sharing: What the events of its versions share.
  ///   - capture: Whether its loops take in `Task {}`, `Task.sleep` and the main actor, as versions that were not written
  ///     for a loop need it. It holds for comparisons, explorations and sweeps alike.
  public init(
    _ name: String, sharing: Sharing = .anything, capturing capture: VirtualEventLoop.Capture = .everything
  ) {
    self.init(name, summary: "", sharing: sharing, capture)
  }

  /// A program that was written for loops, and that a list of programs shows.
  ///
  /// - Parameters:
  ///   - name: The program's name.
  ///   - summary: What the program does, in one sentence.
  ///   - sharing: What the events of its versions share.
  ///   - capture: What its loops take in.
  package init(
    _ name: String, summary: String, sharing: Sharing = .anything, _ capture: VirtualEventLoop.Capture = .nothing
  ) {
    self.name = name
    labels = PipelineLabels(name)
    self.summary = summary
    self.sharing = sharing
    self.capture = capture
  }

  /// The program, with none of the outputs that its versions have delivered before.
  package var afresh: ComparedProgram {
    var program = self
    program.outputs = OutputTexts()
    return program
  }

  /// One version of a program.
  public struct Version: Sendable, CustomStringConvertible {
    /// The style in which it is written.
    public let style: Style
    /// The name of the version among those of its style; nil if it has none.
    public let variant: String?
    /// The line that reports name.
    let site: SourceSite
    /// Starts the version in one pipeline.
    let start: @Sendable (Launch) -> Void

    /// The style, and the variant in brackets.
    public var label: String { variant.map { "\(style) (\($0))" } ?? "\(style)" }

    /// The label.
    public var description: String { label }
  }

  /// The program with a version in callback style: a function that takes a completion, and may return a handle.
  ///
  ///     .callback { context, done in legacyLoad("7", completion: done) } cancelling: { $0.cancel() }
  ///
  /// - Parameters:
  ///   - variant: The name of the version among those of its style.
  ///   - fileID: The file that reports name; the caller's unless given.
  ///   - line: The line that reports name; the caller's unless given.
  ///   - body: Starts the work, has the completion called with its result, and returns the handle, if there is one.
  ///   - cancel: Cancels by the handle, in an event of the loop. Not needed for a handle that is `Cancellable` or a closure
  ///     without parameters; without it, work with a handle of any other type is not cancelled.
  public func callback<Output: Sendable, Handle>(
    variant: String? = nil, fileID: StaticString = #fileID, line: UInt = #line,
    _ body: @escaping @Sendable (ProgramContext, @escaping Completion<Output>) -> Handle,
    cancelling cancel: (@Sendable (Handle) -> Void)? = nil
  ) -> ComparedProgram {
    // Once for all pipelines: a closure of generic code is an object.
    let describe: @Sendable (Launch, Output) -> String = { $0.text(of: $1) }
    return adding(.callback, variant, at: SourceSite(fileID: fileID, line: line)) { launch in
      launch.start(body, cancelling: cancel, describedBy: describe)
    }
  }

  /// The program with a version in callback style that delivers a text and returns a handle: not generic, so that its completion
  /// is called as it is. A trailing closure makes a version by the function above.
  @_disfavoredOverload
  package func callback(
    variant: String? = nil, fileID: StaticString = #fileID, line: UInt = #line,
    ofText body: @escaping @Sendable (ProgramContext, @escaping Completion<String>) -> any Cancellable
  ) -> ComparedProgram {
    adding(.callback, variant, at: SourceSite(fileID: fileID, line: line)) { launch in launch.start(body) }
  }

  /// The program with a version in callback style whose output is not `Sendable`. It is described in the event that
  /// delivers it, and compared by its description.
  ///
  /// - Parameters:
  ///   - variant: The name of the version among those of its style.
  ///   - fileID: The file that reports name; the caller's unless given.
  ///   - line: The line that reports name; the caller's unless given.
  ///   - body: Starts the work, has the completion called with its result, and returns the handle, if there is one.
  ///   - cancel: Cancels by the handle, in an event of the loop.
  public func callback<Output, Handle>(
    variant: String? = nil, fileID: StaticString = #fileID, line: UInt = #line,
    _ body: @escaping @Sendable (ProgramContext, @escaping Completion<Output>) -> Handle,
    cancelling cancel: (@Sendable (Handle) -> Void)? = nil
  ) -> ComparedProgram {
    let describe: @Sendable (Launch, Output) -> String = { describeOutput($1) }
    return adding(.callback, variant, at: SourceSite(fileID: fileID, line: line)) { launch in
      launch.start(body, cancelling: cancel, describedBy: describe)
    }
  }

  /// The program with a version in future style: a function that returns a future. Calling it starts it.
  ///
  /// An output that is not `Sendable` comes in a `LoopConfined` box on the loop of the context; what is in the box is compared.
  public func future<Output: Sendable>(
    variant: String? = nil, fileID: StaticString = #fileID, line: UInt = #line,
    _ body: @escaping @Sendable (ProgramContext) -> Future<Output>
  ) -> ComparedProgram {
    adding(.future, variant, at: SourceSite(fileID: fileID, line: line)) { launch in launch.start(body) }
  }

  /// The program with a version in async style.
  public func async<Output: Sendable>(
    variant: String? = nil, fileID: StaticString = #fileID, line: UInt = #line,
    _ body: @escaping @Sendable (ProgramContext) async throws -> Output
  ) -> ComparedProgram {
    adding(.async, variant, at: SourceSite(fileID: fileID, line: line)) { launch in
      launch.start { launch.text(of: try await body(launch.context)) }
    }
  }

  /// The program with a version in async style whose output is not `Sendable`. It is described in the task that returns it, and
  /// compared by its description.
  ///
  /// A function of the main actor whose output stays there is called in a closure of the main actor:
  ///
  ///     .async { @MainActor context in await model.image() }
  public func async<Output>(
    variant: String? = nil, fileID: StaticString = #fileID, line: UInt = #line,
    _ body: @escaping @Sendable (ProgramContext) async throws -> Output
  ) -> ComparedProgram {
    adding(.async, variant, at: SourceSite(fileID: fileID, line: line)) { launch in
      launch.start { describeOutput(try await body(launch.context)) }
    }
  }

  /// The program with a setting that a scenario may change.
  package func setting<Value>(_ setting: ProgramSetting<Value>) -> ComparedProgram {
    var program = self
    program.settings.append(setting.description)
    return program
  }

  /// The program with another declaration of its parts.
  func declaring(_ change: (inout ProgramInterface) -> Void) -> ComparedProgram {
    var program = self
    var interface = program.interface ?? ProgramInterface()
    change(&interface)
    program.interface = interface
    return program
  }

  private func adding(
    _ style: Style, _ variant: String?, at site: SourceSite, _ start: @escaping @Sendable (Launch) -> Void
  ) -> ComparedProgram {
    var program = self
    program.versions.append(Version(style: style, variant: variant, site: site, start: start))
    return program
  }
}

extension Launch {
  /// Starts a function that returns a future.
  ///
  /// - Parameter body: The function.
  @_specialize(where Output == String)
  fileprivate func start<Output: Sendable>(_ body: @escaping @Sendable (ProgramContext) -> Future<Output>) {
    var future = body(context)
    // A future starts its work when it is created, even if its result is never read.
    guard isStarted else { return }
    if let limit = timeout { future = future.timeout(after: limit) }
    scope.add(future)
    owe()
    future.whenComplete { result in
      switch result {
      case .success(let output): deliver(.success(text(of: output)))
      case .failure(let error): deliver(.failure(error))
      }
    }
  }
}
