// The scenarios of other chapters that show what a chapter is about.

extension GuideChapter {
  /// For each chapter that has too few scenarios of its own: those to ask about as well, the best ones first.
  static let examples: [String: [String]] = [
    "first-program": ["success", "immediate-replies", "a-late-start", "ties"],
    "concurrency": ["one-of-three-cancelled", "saving-on-threads"],
    "threads": ["one-of-three-cancelled", "cancelled-during-call-2", "two-pipelines", "saving-on-threads"],
    "event-loop": ["ties", "success", "immediate-replies", "a-late-start", "never-answered"],
    "callbacks": ["success", "answered-twice", "throws-in-step-1", "fails-at-call-2"],
    "promises": ["fails-at-call-2", "recovers-at-call-2", "answered-twice", "success"],
    "async-await": ["synchronous-reply", "success", "cancelled-during-call-2", "fails-at-call-2"],
    "three-side-by-side": [
      "cancelled-between-reply-and-step", "fails-at-call-2", "never-started", "answered-twice", "ties",
    ],
    "catching": ["recovers-at-call-2", "throws-in-step-1", "fails-at-call-1"],
    "starting": ["cancelled-before-start", "spinner-cancelled-before-start", "a-late-start"],
    "what-a-future-is": ["never-answered", "answered-twice", "recovers-at-call-2", "immediate-replies"],
    "as-completed": ["ok-not-found-and-error", "at-most-two-at-once"],
    "several-requests": ["one-of-two-recovers"],
    "schedules": ["the-older-answer-wins", "parts-in-the-order-of-their-replies", "ties", "a-permit-is-lost"],
    "live": ["session-with-slow-reader", "session-with-time-limit", "session-left-by-its-client", "session-in-chunks"],
    "continuations": ["never-answered", "answered-twice", "cancelled-during-call-2", "cancelled-twice"],
    "structured-concurrency": ["one-of-three-fails", "one-flag-fails", "one-of-three-cancelled", "one-job-fails"],
    "actors": ["the-older-answer-wins", "the-older-answer-is-passed-over"],
    "main-actor": [
      "the-older-answer-wins", "the-older-answer-is-passed-over", "saving-on-the-loop", "saving-at-one-instant",
    ],
    "sendable": ["both-callers-fetch", "several-spinners", "two-consumers"],
    "async-sequences": [
      "two-consumers", "session-in-chunks", "session-with-slow-reader", "session-ended-by-end-of-stream",
    ],
    "queues": ["never-answered-in-line", "at-most-two-at-once"],
    "task-locals": ["random-latencies", "two-pipelines", "several-spinners"],
    "clocks": [
      "timeout-before-the-reply", "timeout-at-the-reply", "timeout-after-the-reply", "frames-that-do-not-divide",
    ],
    "testing": ["timeout-after-the-reply", "random-latencies", "cancelled-at-the-reply", "never-answered"],
    "unmodified-code": ["a-late-start", "never-answered-with-timeout", "spinner-with-a-time-limit"],
    "ordinary-swift": [
      "parts-in-the-order-of-their-replies", "the-older-answer-wins", "cancelled-when-sent", "cancelled-after-the-end",
    ],
  ]
}
