// The chapters of the guide in their order, each with its rule and the reasons for it.
//
// Long, because it is a table of the guide: a test compares it with the notes.

extension GuideChapter {
  /// All chapters, in the guide's order.
  package static let all: [GuideChapter] = [
    GuideChapter(
      name: "first-program", title: "The first five lines",
      rule: "Nothing runs until the loop runs, and then one piece at a time.",
      why: "A single queue gives every piece a place in one order, so that a run can be repeated exactly.",
      advice: "Post first, then run, and read the report.",
      otherwise: "A program that never runs its loop does nothing, and gives no error."),
    GuideChapter(
      name: "concurrency", title: "Concurrency",
      rule: "Count your waits and your computations; each needs a different remedy.",
      why:
        "A loop makes a thousand waits as cheap as one. It makes a thousand computations exactly a thousand times as long as one.",
      advice: "Send all requests first, then wait for all replies. Keep computing off the loop, or cut it into pieces.",
      otherwise: "Hundreds of threads that only wait; or a loop on which everything waits for one computation."),
    GuideChapter(
      name: "threads", title: "Threads and tasks",
      rule: "Use a thread for code that blocks, a task for code that waits.",
      why:
        "A waiting thread takes as much memory as a working one. A waiting task takes only the memory for its variables.",
      advice:
        "One loop for everything that waits, and a small pool of threads for the calls that cannot be awaited; see blocking.",
      otherwise:
        "A thousand threads of which nine hundred and ninety-nine wait; or one blocking call in a task, which blocks the whole loop."
    ),
    GuideChapter(
      name: "event-loop", title: "The event loop",
      rule: "A turn is short, runs alone, and ends by itself.",
      why: "While a turn runs, nothing else does, and the clock does not move.",
      advice: "Do what can be done now, ask for what is missing, and return. Post what you want to do later.",
      otherwise: "Late timers, a frozen screen and clients that give up."),
    GuideChapter(
      name: "callbacks", title: "Callbacks",
      rule: "Call the completion once, on every way out, in a later turn, and last.",
      why:
        "Once, because the caller continues with each call. On every way out, because it continues only then. In a later turn, so that the code below the call always runs first. Last, because whatever follows it runs after the caller's code has already continued.",
      advice:
        "Write the failure path first. Use one completion with a Result rather than two, and a guard around it. Name the stages as soon as there are three.",
      otherwise: "The program hangs silently or does everything twice, and both only after another failure."),
    GuideChapter(
      name: "promises", title: "Promises",
      rule: "Return the chain; catch at its end.",
      why: "The last future of a chain receives every failure before it. An earlier future does not.",
      advice:
        "A function that starts work returns the future of that work. Use flatMap where the link starts work, map where it does not. Put recover right after the call that it is meant for.",
      otherwise: "A failure that reaches no code; or a recovery that handles the failure of another call (errors)."),
    GuideChapter(
      name: "async-await", title: "Async/await",
      rule: "Between two awaits you are alone; at an await the world may change.",
      why:
        "On one loop, and on one actor, a piece of a task runs alone. Other code can run only where the piece ends. (Tasks without an actor run in parallel; see concurrency.)",
      advice:
        "Read and write shared state in one piece. Start independent calls with async let. Keep children in their braces.",
      otherwise: "Sums that are too small (threads and tasks), waits that add up, tasks that nothing can stop."),
    GuideChapter(
      name: "three-side-by-side", title: "The three side by side",
      rule: "Count the ways out, not the lines.",
      why:
        "A program that is half as long is read a little sooner. A program with six ways out has six places where something may be forgotten.",
      advice:
        "Async/await for steps that follow each other; futures for values that several readers need or that are combined; callbacks at the edges, where there is one call and nothing follows.",
      otherwise: "It works, until one call fails while another is being cancelled."),
    GuideChapter(
      name: "ordering", title: "Ordering",
      rule: "Make the order explicit where it matters; leave the rest to the loop.",
      why:
        "This loop guarantees the order among events of one instant. The next loop that your program runs on may not.",
      advice:
        "Where the order matters, let one piece of code wait for the other: put it in the callback, in a later link, or after the await.",
      otherwise: "One timer more or one hop less, and the program does the same things in another order."),
    GuideChapter(
      name: "errors", title: "Errors",
      rule: "Every path that can fail must end at the caller, once.",
      why: "An error that reaches no code leaves a pipeline that never ends.",
      advice:
        "In callback code, write the failure path first, and give each function one completion that it calls on every path.",
      otherwise: "Nothing happens, and nothing reports it; see catching."),
    GuideChapter(
      name: "catching", title: "Catching",
      rule: "Code that runs later needs its own way out: give each later path one.",
      why: "A catch catches only what is thrown while its function is on the stack or waits in an await.",
      advice: "Wrap callbacks that you do not own in a guard (OnceGuard) or in a continuation (awaitCompletion).",
      otherwise: "Work that is done twice, or a wait without end."),
    GuideChapter(
      name: "cancellation", title: "Cancellation",
      rule: "To cancel is to ask. Check where it matters.",
      why:
        "Code that is stopped from outside, at an arbitrary point, leaves unfinished changes behind. So it stops only where it checks.",
      advice: "Check before you start something that cannot be undone, and after each wait.",
      otherwise: "The work continues for a caller that no longer needs it."),
    GuideChapter(
      name: "starting", title: "Starting",
      rule: "Know what your style does before you ask for anything.",
      why: "A future that was made “for later” has sent its request. A closure that was made has not.",
      advice:
        "Wrap a future in a function to delay it. Keep the task that spawn returns: it is the only handle to cancel it.",
      otherwise: "Requests that no code needed, or a program that silently does nothing."),
    GuideChapter(
      name: "what-a-future-is", title: "What a future is",
      rule: "Attach code to a future instead of blocking for it; and only the promise can settle it.",
      why: "Reading and writing are two rights. Code that can only read cannot break what other code reads.",
      advice: "Hand out the future and keep the promise. Use await, or attach a closure.",
      otherwise: "Two writers, of which one has no effect; or a thread that waits for itself."),
    GuideChapter(
      name: "timeouts", title: "Timeouts",
      rule: "Every limit has a loser: cancel it, and decide what waits for it.",
      why: "The loser still exists. It holds a connection, a permit, or your money.",
      advice:
        "Put one limit on the whole, on the outside. Give it work that can be cancelled. Ask again only for what may be done twice.",
      otherwise: "A server works for clients that have left; a charge is made twice."),
    GuideChapter(
      name: "spinner", title: "The spinner",
      rule: "The code that starts something stops it, on every way out, and waits until it has stopped.",
      why:
        "An animation that turns beside an error message, or draws over the answer, has no owner that could stop it.",
      advice: "Put the stop where success, failure and cancellation all pass, then await the end.",
      otherwise: "A frame after the answer, a timer that keeps the program alive, a task that is left over."),
    GuideChapter(
      name: "downloads", title: "Downloads",
      rule: "Send every request that needs no other reply; then wait for all of them.",
      why: "Requests that are sent one after another take the sum of all waits, however fast the server is.",
      advice: "Decide what the first failure does to the rest. A counter and an array of results leave that open.",
      otherwise: "Five times as long, or seventy-five times; or failures that are counted as results."),
    GuideChapter(
      name: "limiting", title: "Limiting",
      rule: "Hold a permit for the work that it limits, and for nothing else.",
      why: "Code that saves a file under a permit for requests keeps another request from being sent.",
      advice: "Take permits in a scope that returns them automatically: withPermit.",
      otherwise:
        "One forgotten release() on an error path makes the program slower with every error, until nothing moves."),
    GuideChapter(
      name: "as-completed", title: "As completed",
      rule: "Give each result its name, and count the ends.",
      why: "The network decides the order of arrival.",
      advice:
        "Return the key with the value. Turn an error into a result where the others should still be reported. Sort at the end if an order is wanted.",
      otherwise: "Results get the wrong names on the one day on which a server is slow."),
    GuideChapter(
      name: "blocking", title: "Blocking",
      rule: "Whatever may take long goes off the loop, and is awaited.",
      why: "A loop has one thread. Code that occupies it delays every other event.",
      advice: "Look at the report's lateness, not at the total: the total is often the same.",
      otherwise: "A server answers no client while it writes one file."),
    GuideChapter(
      name: "several-requests", title: "Several requests",
      rule: "Keep what a later step needs where that step can see it, and no longer than that.",
      why:
        "A variable ends with its function, a closure with its last reference, a field of a long-lived object stays until code removes it.",
      advice: "If a chain passes on pairs of pairs, write a function instead.",
      otherwise: "A closure that is never called again keeps the images of downloads that failed long ago."),
    GuideChapter(
      name: "sessions", title: "Sessions",
      rule: "A loop over events has a wait in every round, and keeps nothing of the rounds that are over.",
      why: "Without a wait it holds the loop; with something kept it holds the memory.",
      advice:
        "Use while and await where you can. In callback style recurse only from completions that run in a later event; in future style begin a new chain instead of adding to the old one.",
      otherwise:
        "A stack overflow, a leak that grows with every query, or a server that answers one client and no other."),
    GuideChapter(
      name: "schedules", title: "Schedules",
      rule: "Where the order matters, write it down; where it does not, let it not matter.",
      why: "The order of events that are due together is a guarantee of this loop and of no other.",
      advice:
        "Wait for what you need. Sort by a key, not by arrival. After each await, read shared state again. Then let explore try the rest.",
      otherwise: "It works here and in the test, and fails now and then elsewhere."),
    GuideChapter(
      name: "live", title: "For real",
      rule: "Write a program against its loop; choose the clock outside of it.",
      why: "The same code is then tested in virtual time and runs in real time.",
      advice: "Take the time, timers and sockets from the loop. Keep blocking calls in a WorkerPool.",
      otherwise: "One Date() or one blocking read, and the test no longer tests the program that runs."),
    GuideChapter(
      name: "continuations", title: "Continuations",
      rule: "Resume exactly once, on every path; and leave a mark for a cancellation that comes first.",
      why: "The compiler cannot see when, how often or whether a callback runs, so it cannot check this rule.",
      advice: "Write one bridge for a library and test it; let all other code call the bridge.",
      otherwise: "A task that never ends, a stopped process, or a request that runs although its task was cancelled."),
    GuideChapter(
      name: "structured-concurrency", title: "Structured concurrency",
      rule: "An error cancels the other children only when it leaves the braces; the braces wait for all of them.",
      why:
        "A parent may want to continue after a failure, so a failure of a child is a result until the parent reads it.",
      advice: "Read every result, or use a discarding group.",
      otherwise: "Errors that vanish, and work that runs on for a result that no code will read."),
    GuideChapter(
      name: "actors", title: "Actors",
      rule: "An actor protects a piece of code between two awaits, and no more.",
      why: "While a call is suspended, the actor runs other calls.",
      advice:
        "Check and change in one piece. After an await, read again. Before the await, store in the state what the code is waiting for.",
      otherwise: "Overdrawn accounts, double downloads, and tests that pass until the machine is busy."),
    GuideChapter(
      name: "main-actor", title: "The main actor",
      rule:
        "Isolation is a property of the code, written in its declaration; a call with await may leave it and come back.",
      why: "The compiler then proves that state is touched on its actor only.",
      advice:
        "Put state of the interface on the main actor, and work that takes long in @concurrent functions. Read state again after an await.",
      otherwise: "A frozen screen, or the answer to an older question."),
    GuideChapter(
      name: "sendable", title: "Sendable and isolation",
      rule:
        "Let values cross, give objects away, and put what remains behind an actor or a lock; and keep one change in one access.",
      why: "The compiler proves the absence of data races, and nothing about the order of the accesses.",
      advice:
        "Begin with structs. Add an actor when several tasks share state that has to wait, and a Mutex when it never waits.",
      otherwise:
        "A program that does not compile, which is the good case; or @unchecked, and a crash once in a thousand runs."),
    GuideChapter(
      name: "async-sequences", title: "Async sequences",
      rule: "Decide where an element waits: at its source, in a bounded buffer, or nowhere.",
      why: "Without a decision it waits in an unbounded buffer, which is the memory of the process.",
      advice:
        "Pull if the source can wait. Otherwise bound the buffer and choose what to drop. Set onTermination before the first yield.",
      otherwise:
        "Memory that grows, elements that are lost without a word, and sources that run for readers that are gone."),
    GuideChapter(
      name: "queues", title: "Queues",
      rule: "Bound every queue, and decide what a full one does: wait, drop, or refuse.",
      why: "A queue hides that the consumers are too slow, until the memory is full.",
      advice:
        "Wait if the producer can. Refuse at the edge of the system: a server answers 503. Give the queue an end.",
      otherwise: "A system that works in the test, and answers every request a minute late under load."),
    GuideChapter(
      name: "task-locals", title: "Task-locals and priorities",
      rule:
        "Pass data about a request in task-locals, and data that the work needs in arguments; and expect no order from a priority.",
      why: "A task-local is invisible in a signature. That suits a request number, and hides an input.",
      advice:
        "Bind once, at the edge. In a callback, capture the value. Give Task(priority:) only to work that must not disturb other work.",
      otherwise:
        "Log lines of other requests, functions with hidden inputs, and programs that rely on a scheduler's mood."),
    GuideChapter(
      name: "clocks", title: "Clocks",
      rule: "Wait for deadlines, not for durations, wherever a wait repeats; and take the clock as an argument.",
      why: "Errors of repeated durations add up. And code with a clock of its own cannot be tested without waiting.",
      advice:
        "Compute start + interval number. Use ContinuousClock for time limits, Date only for what a person reads.",
      otherwise: "A ticker that loses a minute a day, and tests that sleep."),
    GuideChapter(
      name: "testing", title: "Testing",
      rule: "Control the time in every test, and the order in the tests of code that shares state.",
      why: "What a test does not control, the machine decides, and each machine decides differently.",
      advice: "No real sleep in a test. Expect instants exactly. Accept every outcome that is correct, and no other.",
      otherwise: "Slow tests that fail on Mondays, and bugs that pass them."),
    GuideChapter(
      name: "unmodified-code", title: "Unmodified code",
      rule: "Capture what already exists; write new code against a loop or a clock.",
      why:
        "A captured program needs no change. A program that receives its clock needs no capture, and its test runs on every platform.",
      advice: "Make each call from the test an event of the loop, and read the report for escapes.",
      otherwise: "A test with real sleeps is slow, and fails when the machine is busy."),
    GuideChapter(
      name: "ordinary-swift", title: "Ordinary Swift",
      rule: "A test proves one order; ask for all of them.",
      why:
        "The scheduler of a quiet machine nearly always chooses the same order. The bug shows under load, on another machine, at a user's.",
      advice:
        "Begin with the tests of code that creates tasks without awaiting them, and of actors that suspend between a check and a change.",
      otherwise: "The test passes until it does not, and then the failure cannot be repeated."),
  ]
}
