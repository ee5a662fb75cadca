// A parent reports success while the save is still on its way.

extension OrdinaryProgram {
  /// The save is a task of its own that nothing waits for.
  package static let forgottenAwait = OrdinaryProgram("forgotten await") { isFixed in
    let disk = Box(false)
    let save = Task { await disk.set(true) }
    let parent = Task {
      await Task.yield()
      if isFixed { await save.value }
      return await disk.value
    }
    let wasSaved = await parent.value
    await save.value
    return wasSaved ? nil : "success is reported before the save is done"
  }
}
