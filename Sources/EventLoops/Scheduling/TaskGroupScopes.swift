// The scopes of task groups, as functions of this module, so that their calls pass the hooks in every build.

// `ConcurrencyHooks` puts these in the place of the functions of the same purpose in the concurrency library. They do what the
// library's interface says that those do.
#if os(Linux) && !BRAID_PORTABLE
  import Builtin

  @_silgen_name("braid_taskGroupScope")
  @usableFromInline
  func taskGroupScope<Child: Sendable, Success>(
    of: Child.Type, returning: Success.Type, isolation: isolated (any Actor)?,
    body: (inout TaskGroup<Child>) async -> Success
  ) async -> Success {
    let address = Builtin.createTaskGroup(Child.self)
    var group = TaskGroup<Child>(scope: address)
    let result = await body(&group)
    await group.drain(isolation: isolation)
    Builtin.destroyTaskGroup(address)
    return result
  }

  @_silgen_name("braid_throwingTaskGroupScope")
  @usableFromInline
  func throwingTaskGroupScope<Child: Sendable, Success>(
    of: Child.Type, returning: Success.Type, isolation: isolated (any Actor)?,
    body: (inout ThrowingTaskGroup<Child, any Error>) async throws -> Success
  ) async throws -> Success {
    let address = Builtin.createTaskGroup(Child.self)
    var group = ThrowingTaskGroup<Child, any Error>(scope: address)
    do {
      let result = try await body(&group)
      await group.drain(isolation: isolation)
      Builtin.destroyTaskGroup(address)
      return result
    } catch {
      group.cancelAll()
      await group.drain(isolation: isolation)
      Builtin.destroyTaskGroup(address)
      throw error
    }
  }

  @_silgen_name("braid_discardingTaskGroupScope")
  @usableFromInline
  func discardingTaskGroupScope<Success>(
    returning: Success.Type, isolation: isolated (any Actor)?, body: (inout DiscardingTaskGroup) async -> Success
  ) async -> Success {
    let address = Builtin.createTaskGroupWithFlags(discardingResults, Void.self)
    var group = DiscardingTaskGroup(scope: address)
    let result = await body(&group)
    // No task of such a group can throw.
    try? await group.drain()
    Builtin.destroyTaskGroup(address)
    return result
  }

  @_silgen_name("braid_throwingDiscardingTaskGroupScope")
  @usableFromInline
  func throwingDiscardingTaskGroupScope<Success>(
    returning: Success.Type, isolation: isolated (any Actor)?,
    body: (inout ThrowingDiscardingTaskGroup<any Error>) async throws -> Success
  ) async throws -> Success {
    let address = Builtin.createTaskGroupWithFlags(discardingResults, Void.self)
    var group = ThrowingDiscardingTaskGroup<any Error>(scope: address)
    defer { Builtin.destroyTaskGroup(address) }
    let result: Success
    do {
      result = try await body(&group)
    } catch {
      group.cancelAll()
      try await group.drain(bodyError: error)
      throw error
    }
    try await group.drain(bodyError: nil)
    return result
  }

  /// The flag of a group that keeps no results.
  private var discardingResults: Int { 1 << 8 }

  // A group is one pointer to the runtime's. Its own wait is not public; it is called by its symbol.

  extension TaskGroup {
    fileprivate init(scope: Builtin.RawPointer) { self = unsafeBitCast(scope, to: Self.self) }

    @_silgen_name("$sScG22awaitAllRemainingTasks9isolationyScA_pSgYi_tYaF")
    fileprivate mutating func drain(isolation: isolated (any Actor)?) async
  }

  extension ThrowingTaskGroup {
    fileprivate init(scope: Builtin.RawPointer) { self = unsafeBitCast(scope, to: Self.self) }

    @_silgen_name("$sScg22awaitAllRemainingTasks9isolationyScA_pSgYi_tYaF")
    fileprivate mutating func drain(isolation: isolated (any Actor)?) async
  }

  extension DiscardingTaskGroup {
    fileprivate init(scope: Builtin.RawPointer) { self = unsafeBitCast(scope, to: Self.self) }

    @_silgen_name("$ss19DiscardingTaskGroupV22awaitAllRemainingTasksyyYaKF")
    fileprivate mutating func drain() async throws
  }

  extension ThrowingDiscardingTaskGroup {
    fileprivate init(scope: Builtin.RawPointer) { self = unsafeBitCast(scope, to: Self.self) }

    @_silgen_name("$ss27ThrowingDiscardingTaskGroupV22awaitAllRemainingTasks9bodyErrorys0J0_pSg_tYaKF")
    fileprivate mutating func drain(bodyError: (any Error)?) async throws
  }
#endif
