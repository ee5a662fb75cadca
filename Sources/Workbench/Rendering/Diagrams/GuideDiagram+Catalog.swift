// The diagrams of the guide.

extension GuideDiagram {
  /// All diagrams, in the order of the chapters that show them.
  package static let all = [queueAndStack, promiseAndFuture, suspendedFrame, cancellation]

  private static let queueAndStack = GuideDiagram(
    name: "queue-and-stack", title: "A turn of the loop: the stack grows and empties, then comes the next event",
    description: """
      The loop takes the first event from the queue and calls it. Its stack holds run, the event and what the event \
      calls, and is empty of them when the event returns. New events go to the end of the queue. Timers wait apart and \
      join the queue when they are due.
      """,
    columns: 18, rows: 5,
    boxes: [
      Box(column: 0, row: 0, lines: ["the stack"], style: .note),
      Box(column: 0, row: 1, lines: ["completion { … }"]),
      Box(column: 0, row: 2, lines: ["reply to call 1"], style: .main),
      Box(column: 0, row: 3, lines: ["loop.run()"]),
      Box(column: 7, row: 0, lines: ["the queue: ready events"], style: .note),
      Box(column: 7, row: 2, lines: ["next event"]),
      Box(column: 12, row: 2, lines: ["posted by", "the completion"]),
      Box(column: 7, row: 4, lines: ["timer, due at 50 ms"], style: .ghost),
      Box(column: 12, row: 4, lines: ["timer, due at 1 s"], style: .ghost),
    ],
    arrows: [
      Arrow(from: 5, leaving: .left, to: 2, entering: .right),
      Arrow(from: 6, leaving: .left, to: 5, entering: .right),
      Arrow(from: 7, leaving: .top, to: 6, entering: .bottom, isDashed: true),
    ])

  private static let promiseAndFuture = GuideDiagram(
    name: "promise-and-future", title: "A promise writes once; a future reads",
    description: """
      Code that has the promise settles it with a value or an error. The result is kept, and every reaction that was \
      added to the future runs with it in a later event. The future has no method that settles it.
      """,
    columns: 18, rows: 4,
    boxes: [
      Box(column: 0, row: 1, lines: ["promise", "succeed, fail"], style: .main),
      Box(column: 7, row: 1, lines: ["result: a value", "or an error, once"]),
      Box(column: 14, row: 0, lines: ["future.map"]),
      Box(column: 14, row: 1, lines: ["whenComplete"]),
      Box(column: 14, row: 2, lines: ["await get()"]),
      Box(column: 7, row: 3, lines: ["future.cancel()"], style: .ghost),
      Box(column: 0, row: 3, lines: ["onCancel"], style: .ghost),
    ],
    arrows: [
      Arrow(from: 0, leaving: .right, to: 1, entering: .left),
      Arrow(from: 1, leaving: .right, to: 2, entering: .left),
      Arrow(from: 1, leaving: .right, to: 3, entering: .left),
      Arrow(from: 1, leaving: .right, to: 4, entering: .left),
      Arrow(from: 5, leaving: .left, to: 6, entering: .right, isDashed: true),
      Arrow(from: 6, leaving: .top, to: 0, entering: .bottom, isDashed: true),
    ])

  private static let suspendedFrame = GuideDiagram(
    name: "suspended-frame", title: "While it waits, a function is in the memory of its task and not on the stack",
    description: """
      The thread's stack holds only run and the event that runs now. The variables of the suspended function and the \
      place where it continues are in the memory of the task. The continuation, which the pending reply holds, refers \
      to the task and puts its next piece into the queue.
      """,
    columns: 18, rows: 5,
    boxes: [
      Box(column: 0, row: 0, lines: ["the thread's stack"], style: .note),
      Box(column: 0, row: 1, lines: ["another event"]),
      Box(column: 0, row: 2, lines: ["loop.run()"]),
      Box(column: 7, row: 0, lines: ["memory of the task"], style: .note),
      Box(column: 7, row: 1, lines: ["order(): reply1,", "at “await call 2”"], style: .main),
      Box(column: 7, row: 2, lines: ["its caller: page()"]),
      Box(column: 14, row: 0, lines: ["the pending reply"], style: .note),
      Box(column: 14, row: 1, lines: ["continuation"]),
      Box(column: 7, row: 4, lines: ["queue of the loop"]),
    ],
    arrows: [
      Arrow(from: 7, leaving: .left, to: 4, entering: .right),
      Arrow(from: 7, leaving: .bottom, to: 8, entering: .right, isDashed: true),
      Arrow(from: 8, leaving: .left, to: 2, entering: .bottom),
    ])

  private static let cancellation = GuideDiagram(
    name: "what-a-cancellation-reaches", title: "What task.cancel() reaches",
    description: """
      The cancellation sets the flag of the task and of its child tasks, and calls their cancellation handlers. A child \
      in Task.sleep ends with an error, a child that awaits the value of another task waits on, and a task that was \
      made with Task is not reached at all.
      """,
    columns: 18, rows: 4,
    boxes: [
      Box(column: 7, row: 0, lines: ["task.cancel()", "sets the flag"], style: .main),
      Box(column: 0, row: 2, lines: ["child in Task.sleep"]),
      Box(column: 5, row: 2, lines: ["child with a", "cancellation handler"]),
      Box(column: 10, row: 2, lines: ["child that awaits", "another task’s value"]),
      Box(column: 15, row: 2, width: 3, lines: ["Task { … }"], style: .ghost),
      Box(column: 0, row: 3, lines: ["throws at once"], style: .note),
      Box(column: 5, row: 3, lines: ["the handler runs at once"], style: .note),
      Box(column: 10, row: 3, lines: ["flag set, waits on"], style: .note),
      Box(column: 15, row: 3, width: 3, lines: ["not reached"], style: .note),
    ],
    arrows: [
      Arrow(from: 0, leaving: .bottom, to: 1, entering: .top),
      Arrow(from: 0, leaving: .bottom, to: 2, entering: .top),
      Arrow(from: 0, leaving: .bottom, to: 3, entering: .top),
    ])
}
