// The exercises of the guide: their numbers, files, tracks and hints.

extension Exercise {
  /// All exercises, by number.
  static let all: [Exercise] = [
    Exercise(
      number: 1, name: "AnswerOnce", title: "Answer once", track: .errors, grade: .easy, chapter: "callbacks",
      hint: "Every way through the closure has to meet `completion` once. What does `Result.map` do with a failure?"),
    Exercise(
      number: 2, name: "PassItOn", title: "Pass it on", track: .errors, grade: .medium, chapter: "callbacks",
      hint: "Give each step a name, and let all steps share one function for failures."),
    Exercise(
      number: 3, name: "ThreeInARow", title: "Three in a row", track: .order, grade: .easy, chapter: "promises",
      hint: "Compare the second link with the third: what does the closure of each return?"),
    Exercise(
      number: 4, name: "TwoAtOnce", title: "Two at once", track: .order, grade: .easy, chapter: "async-await",
      hint: "`async let` begins now; `await` comes later."),
    Exercise(
      number: 5, name: "OneRecovery", title: "One recovery", track: .errors, grade: .medium, chapter: "catching",
      hint: "How little can the `do` contain? Which type does an error of the weather have?"),
    Exercise(
      number: 6, name: "CallItOff", title: "Cancel the call in flight", track: .cancellation, grade: .medium,
      chapter: "cancellation",
      hint: "`CancellationScope` is a handle to which handles can be added."),
    Exercise(
      number: 7, name: "TwoAtATime", title: "Two at a time", track: .limits, grade: .easy, chapter: "limiting",
      hint:
        "A `Semaphore` limits work that is inside of something. Where does the work on the server begin, and where does it end?"
    ),
    Exercise(
      number: 8, name: "KeepTheOrder", title: "Keep the order", track: .order, grade: .medium, chapter: "as-completed",
      hint: "A child task may return more than the reply."),
    Exercise(
      number: 9, name: "NewestWins", title: "The newest wins", track: .order, grade: .hard, chapter: "main-actor",
      hint: "When the reply arrives, what does the code know about the query that was entered last?"),
    Exercise(
      number: 10, name: "FirstError", title: "The first error", track: .errors, grade: .hard,
      chapter: "structured-concurrency",
      hint: "What makes a group cancel its other children? Compare the rows of the table in the chapter."),
    Exercise(
      number: 11, name: "CleanUp", title: "Clean up", track: .cancellation, grade: .easy, chapter: "async-await",
      hint: "Which statement of Swift runs on every way out of a scope?"),
    Exercise(
      number: 12, name: "StopTrying", title: "Stop trying", track: .cancellation, grade: .medium,
      chapter: "cancellation",
      hint: "Which errors should lead to another attempt, and which of the two waits can throw the others?"),
    Exercise(
      number: 13, name: "CancelThePause", title: "Cancel the pause", track: .cancellation, grade: .hard,
      chapter: "cancellation",
      hint:
        "What does the scope hold during the pause? A timer that is cancelled calls nothing: which code answers then?"),
    Exercise(
      number: 14, name: "GiveItBack", title: "Give it back", track: .limits, grade: .medium, chapter: "limiting",
      hint: "On which ways out of the function is the permit released?"),
    Exercise(
      number: 15, name: "LoadOnce", title: "Load once", track: .limits, grade: .medium, chapter: "actors",
      hint: "What does the second request need to find, and when can it be stored? And after a failure?"),
    Exercise(
      number: 16, name: "RefuseWhenFull", title: "Refuse when full", track: .limits, grade: .hard, chapter: "queues",
      hint: "A semaphore knows how many permits are free and how many requests wait. When must a request ask?"),
    Exercise(
      number: 17, name: "BridgeIt", title: "Bridge it", track: .bridging, grade: .easy, chapter: "continuations",
      hint:
        "What suspends a task until a callback runs? Two of Braid's functions do, and one of them handles a cancellation as well."
    ),
    Exercise(
      number: 18, name: "OfferACallback", title: "Offer a callback", track: .bridging, grade: .easy,
      chapter: "starting",
      hint: "Which line runs after a throw, and what is still waiting then?"),
    Exercise(
      number: 19, name: "PassTheCancellation", title: "Pass the cancellation on", track: .bridging, grade: .medium,
      chapter: "promises",
      hint: "A promise can be asked to report that its future was cancelled. What does the call return?"),
    Exercise(
      number: 20, name: "OnlyTheFirst", title: "Only the first", track: .bridging, grade: .hard, chapter: "timeouts",
      hint: "Whatever comes second must find nothing to resume. Where is the suspension kept, and what removes it?"),
    Exercise(
      number: 21, name: "TheExactInstant", title: "The exact instant", track: .testing, grade: .easy,
      chapter: "testing",
      hint: "What can the closure write down besides that it was called?"),
    Exercise(
      number: 22, name: "NothingLeft", title: "Nothing left", track: .testing, grade: .medium, chapter: "testing",
      hint: "What does `run()` return?"),
    Exercise(
      number: 23, name: "EveryReplyOrder", title: "Every order of the replies", track: .testing, grade: .medium,
      chapter: "testing",
      hint: "What decides which reply comes first?"),
    Exercise(
      number: 24, name: "EveryCancellation", title: "Every cancellation", track: .testing, grade: .hard,
      chapter: "testing",
      hint: "How many instants are there, and how long does a run take?"),
  ]
}
