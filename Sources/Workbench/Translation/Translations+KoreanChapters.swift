// The titles of the chapters and their rules, in Korean, as the Korean guide has them. Over 300 lines, since each text has its translation beside it.

extension Translations {
  /// For each chapter: its title, its rule, the reason, the advice, and what happens otherwise.
  static let koreanChapters = Translations(
    """
    The first five lines
    처음 다섯 줄

    Nothing runs until the loop runs, and then one piece at a time.
    루프가 실행되기 전에는 아무것도 실행되지 않고, 그 뒤에는 한 번에 한 조각씩 실행됩니다.

    A single queue gives every piece a place in one order, so that a run can be repeated exactly.
    큐가 하나이면 모든 조각의 순서가 하나로 정해지고, 그래서 실행을 똑같이 되풀이할 수 있습니다.

    Post first, then run, and read the report.
    먼저 게시하고, 그다음에 실행하고, 보고서를 읽으세요.

    A program that never runs its loop does nothing, and gives no error.
    루프를 실행하지 않는 프로그램은 아무 일도 하지 않고, 오류도 내지 않습니다.

    Concurrency
    동시성(concurrency)

    Count your waits and your computations; each needs a different remedy.
    기다리는 일과 계산하는 일을 나누어 세세요. 해결책이 서로 다릅니다.

    A loop makes a thousand waits as cheap as one. It makes a thousand computations exactly a thousand times as long as one.
    루프에서는 천 번을 기다려도 한 번 기다리는 것과 비용이 같습니다. 하지만 계산을 천 번 하면 꼭 천 배가 걸립니다.

    Send all requests first, then wait for all replies. Keep computing off the loop, or cut it into pieces.
    요청을 모두 보낸 다음 응답을 모두 기다리세요. 계산은 루프 밖에서 하거나 잘게 나누세요.

    Hundreds of threads that only wait; or a loop on which everything waits for one computation.
    기다리기만 하는 스레드가 수백 개 생기거나, 루프 전체가 계산 하나를 기다립니다.

    Threads and tasks
    스레드(thread)와 태스크(task)

    Use a thread for code that blocks, a task for code that waits.
    블로킹하는 코드에는 스레드를, 기다리는 코드에는 태스크를 쓰세요.

    A waiting thread takes as much memory as a working one. A waiting task takes only the memory for its variables.
    기다리는 스레드는 일하는 스레드만큼 메모리를 씁니다. 기다리는 태스크는 변수를 보관할 만큼만 씁니다.

    One loop for everything that waits, and a small pool of threads for the calls that cannot be awaited; see blocking.
    기다리는 일은 모두 루프 하나에 맡기고, await할 수 없는 호출에는 작은 스레드 풀(pool)을 쓰세요. 블로킹을 보세요.

    A thousand threads of which nine hundred and ninety-nine wait; or one blocking call in a task, which blocks the whole loop.
    스레드 천 개 가운데 999개가 기다리기만 하거나, 태스크 안의 블로킹 호출 하나가 루프 전체를 막습니다.

    The event loop
    이벤트 루프(event loop)

    A turn is short, runs alone, and ends by itself.
    차례는 짧게, 혼자 실행되고, 스스로 끝나야 합니다.

    While a turn runs, nothing else does, and the clock does not move.
    차례가 실행되는 동안에는 다른 코드가 실행되지 않고 시계도 멈춰 있습니다.

    Do what can be done now, ask for what is missing, and return. Post what you want to do later.
    지금 할 수 있는 일을 하고, 없는 것은 요청하고, 반환하세요. 나중에 할 일은 게시하세요.

    Late timers, a frozen screen and clients that give up.
    타이머가 늦어지고, 화면이 멈추고, 클라이언트가 기다리다 포기합니다.

    Callbacks
    콜백

    Call the completion once, on every way out, in a later turn, and last.
    완료 핸들러는 한 번만, 모든 출구에서, 나중 차례에, 맨 마지막에 호출하세요.

    Once, because the caller continues with each call. On every way out, because it continues only then. In a later turn, so that the code below the call always runs first. Last, because whatever follows it runs after the caller's code has already continued.
    호출할 때마다 호출자의 코드가 계속되므로 한 번만 호출해야 합니다. 호출해야만 계속되므로 모든 출구에서 호출해야 합니다. 나중 차례에 호출하면 호출 아래의 코드가 언제나 먼저 실행됩니다. 그 뒤에 쓴 코드는 호출자의 코드가 이미 실행된 다음에 실행되므로 마지막에 호출해야 합니다.

    Write the failure path first. Use one completion with a Result rather than two, and a guard around it. Name the stages as soon as there are three.
    실패 경로를 먼저 쓰세요. 완료 핸들러는 둘보다 Result를 받는 하나로 하고, 가드로 감싸세요. 단계가 셋이 되면 이름을 붙이세요.

    The program hangs silently or does everything twice, and both only after another failure.
    프로그램이 조용히 멈추거나 모든 일을 두 번 합니다. 둘 다 다른 것이 먼저 실패한 뒤에야 드러납니다.

    Promises
    프로미스(promise)

    Return the chain; catch at its end.
    체인을 반환하고, 체인의 끝에서 잡으세요.

    The last future of a chain receives every failure before it. An earlier future does not.
    체인의 마지막 퓨처는 앞에서 일어난 실패를 모두 받지만, 앞쪽의 퓨처는 그러지 못합니다.

    A function that starts work returns the future of that work. Use flatMap where the link starts work, map where it does not. Put recover right after the call that it is meant for.
    일을 시작하는 함수는 그 일의 퓨처를 반환하게 하세요. 고리가 일을 시작하면 flatMap을, 아니면 map을 쓰세요. recover는 복구하려는 호출 바로 뒤에 두세요.

    A failure that reaches no code; or a recovery that handles the failure of another call (errors).
    실패가 어느 코드에도 전달되지 않거나, 복구가 다른 호출의 실패까지 처리합니다(오류).

    Async/await
    async/await

    Between two awaits you are alone; at an await the world may change.
    두 await 사이에서는 혼자 실행되고, await에서는 상태가 바뀔 수 있습니다.

    On one loop, and on one actor, a piece of a task runs alone. Other code can run only where the piece ends. (Tasks without an actor run in parallel; see concurrency.)
    한 루프나 한 액터에서는 태스크의 한 조각이 혼자 실행됩니다. 다른 코드는 조각이 끝나는 곳에서만 실행될 수 있습니다. (액터가 없는 태스크는 병렬로 실행됩니다. 동시성을 보세요.)

    Read and write shared state in one piece. Start independent calls with async let. Keep children in their braces.
    공유하는 상태는 한 조각 안에서 읽고 쓰세요. 서로 독립된 호출은 async let으로 시작하세요. 자식 태스크는 중괄호 안에 두세요.

    Sums that are too small (threads and tasks), waits that add up, tasks that nothing can stop.
    합계가 모자라고(스레드와 태스크), 대기 시간이 쌓이고, 멈출 수 없는 태스크가 생깁니다.

    The three side by side
    세 스타일을 나란히

    Count the ways out, not the lines.
    줄 수가 아니라 출구의 수를 세세요.

    A program that is half as long is read a little sooner. A program with six ways out has six places where something may be forgotten.
    길이가 절반인 프로그램은 조금 빨리 읽힐 뿐입니다. 출구가 여섯인 프로그램에는 무언가를 빠뜨릴 곳이 여섯 군데 있습니다.

    Async/await for steps that follow each other; futures for values that several readers need or that are combined; callbacks at the edges, where there is one call and nothing follows.
    차례로 이어지는 단계에는 async/await를, 여러 곳에서 읽거나 조합하는 값에는 퓨처를, 호출 하나로 끝나는 가장자리에는 콜백을 쓰세요.

    It works, until one call fails while another is being cancelled.
    잘 동작합니다. 어떤 호출이 취소되는 동안 다른 호출이 실패하기 전까지는요.

    Ordering
    순서

    Make the order explicit where it matters; leave the rest to the loop.
    순서가 중요하면 코드로 분명히 정하고, 나머지는 루프에 맡기세요.

    This loop guarantees the order among events of one instant. The next loop that your program runs on may not.
    같은 순간의 이벤트 사이의 순서는 이 루프가 보장하는 것입니다. 다음에 쓸 루프는 보장하지 않을 수 있습니다.

    Where the order matters, let one piece of code wait for the other: put it in the callback, in a later link, or after the await.
    순서가 중요하면 한쪽이 다른 쪽을 기다리게 하세요. 콜백 안, 뒤쪽 고리, 또는 await 다음에 두면 됩니다.

    One timer more or one hop less, and the program does the same things in another order.
    타이머가 하나 늘거나 홉이 하나 줄기만 해도 프로그램이 같은 일을 다른 순서로 합니다.

    Errors
    오류

    Every path that can fail must end at the caller, once.
    실패할 수 있는 경로는 모두 호출자에게 한 번 전달되어야 합니다.

    An error that reaches no code leaves a pipeline that never ends.
    어느 코드에도 전달되지 않은 오류는 끝나지 않는 파이프라인을 남깁니다.

    In callback code, write the failure path first, and give each function one completion that it calls on every path.
    콜백 코드에서는 실패 경로를 먼저 쓰고, 함수마다 완료 핸들러를 하나만 두어 모든 경로에서 호출하세요.

    Nothing happens, and nothing reports it; see catching.
    아무 일도 일어나지 않고, 그 사실을 알려 주는 것도 없습니다. 잡기를 보세요.

    Catching
    잡기

    Code that runs later needs its own way out: give each later path one.
    나중에 실행되는 코드에는 따로 출구가 필요합니다. 그런 경로마다 출구를 하나씩 만드세요.

    A catch catches only what is thrown while its function is on the stack or waits in an await.
    catch는 자기 함수가 스택에 있거나 await에서 기다리는 동안 던져진 오류만 잡습니다.

    Wrap callbacks that you do not own in a guard (OnceGuard) or in a continuation (awaitCompletion).
    직접 쓰지 않은 콜백은 가드(OnceGuard)나 컨티뉴에이션(awaitCompletion)으로 감싸세요.

    Work that is done twice, or a wait without end.
    일을 두 번 하거나 끝없이 기다립니다.

    Cancellation
    취소

    To cancel is to ask. Check where it matters.
    취소는 요청입니다. 필요한 곳에서 확인하세요.

    Code that is stopped from outside, at an arbitrary point, leaves unfinished changes behind. So it stops only where it checks.
    아무 데서나 강제로 멈춘 코드는 끝내지 못한 변경을 남깁니다. 그래서 코드는 확인하는 곳에서만 멈춥니다.

    Check before you start something that cannot be undone, and after each wait.
    되돌릴 수 없는 일을 시작하기 전에, 그리고 기다린 다음마다 확인하세요.

    The work continues for a caller that no longer needs it.
    결과가 더는 필요 없는 호출자를 위해 작업이 계속됩니다.

    Starting
    시작

    Know what your style does before you ask for anything.
    무언가를 요청하기 전에 스타일이 무엇을 먼저 하는지 알아 두세요.

    A future that was made “for later” has sent its request. A closure that was made has not.
    “나중에 쓰려고” 만든 퓨처는 이미 요청을 보냈습니다. 만들어 둔 클로저는 보내지 않았습니다.

    Wrap a future in a function to delay it. Keep the task that spawn returns: it is the only handle to cancel it.
    퓨처를 미루려면 함수로 감싸세요. spawn이 반환한 태스크는 보관하세요. 그 태스크를 취소할 수 있는 유일한 핸들입니다.

    Requests that no code needed, or a program that silently does nothing.
    필요 없는 요청을 보내거나, 프로그램이 조용히 아무 일도 하지 않습니다.

    What a future is
    퓨처란 무엇인가

    Attach code to a future instead of blocking for it; and only the promise can settle it.
    퓨처를 블로킹하며 기다리지 말고 코드를 연결하세요. 퓨처는 프로미스(promise)만 완료할 수 있습니다.

    Reading and writing are two rights. Code that can only read cannot break what other code reads.
    읽기와 쓰기는 서로 다른 권한입니다. 읽기만 하는 코드는 다른 코드가 읽을 값을 망가뜨릴 수 없습니다.

    Hand out the future and keep the promise. Use await, or attach a closure.
    퓨처는 넘겨주고 프로미스는 보관하세요. await를 쓰거나 클로저를 연결하세요.

    Two writers, of which one has no effect; or a thread that waits for itself.
    두 곳에서 완료하려다 하나가 무시되거나, 스레드가 자기 자신을 기다립니다.

    Timeouts
    시간 제한(time limit)

    Every limit has a loser: cancel it, and decide what waits for it.
    시간 제한에는 언제나 진 쪽이 있습니다. 진 쪽을 취소하고, 무엇이 그 끝을 기다릴지 정하세요.

    The loser still exists. It holds a connection, a permit, or your money.
    진 쪽은 사라지지 않습니다. 연결이나 허가(permit), 여러분의 돈을 쥐고 있습니다.

    Put one limit on the whole, on the outside. Give it work that can be cancelled. Ask again only for what may be done twice.
    시간 제한은 전체에 하나만, 가장 바깥에 두세요. 취소할 수 있는 작업에 거세요. 두 번 해도 되는 일만 다시 요청하세요.

    A server works for clients that have left; a charge is made twice.
    서버가 이미 떠난 클라이언트를 위해 일하고, 결제가 두 번 이루어집니다.

    The spinner
    스피너

    The code that starts something stops it, on every way out, and waits until it has stopped.
    시작한 코드가 모든 출구에서 멈추고, 멈출 때까지 기다려야 합니다.

    An animation that turns beside an error message, or draws over the answer, has no owner that could stop it.
    오류 메시지 옆에서 돌거나 답을 덮어 그리는 애니메이션에는 그것을 멈출 주인이 없습니다.

    Put the stop where success, failure and cancellation all pass, then await the end.
    성공, 실패, 취소가 모두 지나가는 곳에서 멈추고, 그다음 끝나기를 기다리세요.

    A frame after the answer, a timer that keeps the program alive, a task that is left over.
    답 뒤에 프레임이 하나 더 그려지고, 타이머가 프로그램을 끝나지 못하게 하고, 태스크가 남습니다.

    Downloads
    내려받기

    Send every request that needs no other reply; then wait for all of them.
    다른 응답이 필요 없는 요청은 모두 보내고, 그다음에 모두 기다리세요.

    Requests that are sent one after another take the sum of all waits, however fast the server is.
    하나씩 보낸 요청은 서버가 아무리 빨라도 대기 시간을 모두 더한 만큼 걸립니다.

    Decide what the first failure does to the rest. A counter and an array of results leave that open.
    첫 실패가 나머지를 어떻게 할지 정하세요. 카운터와 결과 배열만으로는 정해지지 않습니다.

    Five times as long, or seventy-five times; or failures that are counted as results.
    다섯 배, 또는 일흔다섯 배 오래 걸립니다. 아니면 실패한 것까지 결과로 셉니다.

    Limiting
    제한

    Hold a permit for the work that it limits, and for nothing else.
    허가는 제한하려는 일을 하는 동안에만 쥐고 있으세요.

    Code that saves a file under a permit for requests keeps another request from being sent.
    요청의 허가를 쥔 채 파일을 저장하면 다른 요청이 나가지 못합니다.

    Take permits in a scope that returns them automatically: withPermit.
    허가를 자동으로 반환하는 범위 안에서 얻으세요: withPermit.

    One forgotten release() on an error path makes the program slower with every error, until nothing moves.
    오류 경로 하나에서 release()를 잊으면 오류가 날 때마다 프로그램이 느려지다가 결국 멈춥니다.

    As completed
    끝나는 대로

    Give each result its name, and count the ends.
    결과마다 이름을 붙이고, 끝난 것을 세세요.

    The network decides the order of arrival.
    도착하는 순서는 네트워크가 정합니다.

    Return the key with the value. Turn an error into a result where the others should still be reported. Sort at the end if an order is wanted.
    값과 함께 키를 반환하세요. 나머지를 계속 보고해야 하면 오류를 결과로 바꾸세요. 순서가 필요하면 마지막에 정렬하세요.

    Results get the wrong names on the one day on which a server is slow.
    어쩌다 서버 하나가 느린 날에 결과의 이름이 서로 뒤바뀝니다.

    Blocking
    블로킹

    Whatever may take long goes off the loop, and is awaited.
    오래 걸릴 수 있는 일은 루프 밖에서 하고, 끝나기를 기다리세요.

    A loop has one thread. Code that occupies it delays every other event.
    루프에는 스레드가 하나뿐입니다. 그 스레드를 차지한 코드는 다른 이벤트를 모두 늦춥니다.

    Look at the report's lateness, not at the total: the total is often the same.
    합계가 아니라 보고서의 지연(lateness)을 보세요. 합계는 같을 때가 많습니다.

    A server answers no client while it writes one file.
    서버가 파일 하나를 쓰는 동안 어느 클라이언트에도 응답하지 않습니다.

    Several requests
    여러 번의 요청

    Keep what a later step needs where that step can see it, and no longer than that.
    나중 단계에 필요한 값은 그 단계가 볼 수 있는 곳에, 필요한 동안만 두세요.

    A variable ends with its function, a closure with its last reference, a field of a long-lived object stays until code removes it.
    변수는 함수와 함께 사라지고, 클로저는 마지막 참조와 함께 사라집니다. 오래 사는 객체의 필드는 코드가 지울 때까지 남습니다.

    If a chain passes on pairs of pairs, write a function instead.
    체인이 쌍의 쌍을 넘기고 있다면 함수로 바꾸어 쓰세요.

    A closure that is never called again keeps the images of downloads that failed long ago.
    다시는 호출되지 않을 클로저가 오래전에 실패한 다운로드의 이미지를 계속 붙들고 있습니다.

    Sessions
    세션

    A loop over events has a wait in every round, and keeps nothing of the rounds that are over.
    이벤트를 처리하는 반복은 매번 한 번은 기다리고, 지난 반복의 것은 아무것도 남기지 않습니다.

    Without a wait it holds the loop; with something kept it holds the memory.
    기다리지 않으면 루프를 차지하고, 남기는 것이 있으면 메모리를 차지합니다.

    Use while and await where you can. In callback style recurse only from completions that run in a later event; in future style begin a new chain instead of adding to the old one.
    가능하면 while과 await를 쓰세요. 콜백 스타일에서는 나중 이벤트에서 호출되는 완료 핸들러에서만 재귀하고, 퓨처 스타일에서는 이전 체인에 덧붙이지 말고 새 체인을 시작하세요.

    A stack overflow, a leak that grows with every query, or a server that answers one client and no other.
    스택이 넘치거나, 질의마다 메모리 누수가 늘거나, 서버가 한 클라이언트에만 응답합니다.

    Schedules
    스케줄

    Where the order matters, write it down; where it does not, let it not matter.
    순서가 중요하면 코드에 적고, 아니면 순서에 상관없이 옳게 만드세요.

    The order of events that are due together is a guarantee of this loop and of no other.
    같은 순간에 실행할 수 있는 이벤트의 순서를 보장하는 것은 이 루프뿐입니다.

    Wait for what you need. Sort by a key, not by arrival. After each await, read shared state again. Then let explore try the rest.
    필요한 것은 기다리세요. 도착한 순서가 아니라 키로 정렬하세요. await한 다음에는 공유하는 상태를 다시 읽으세요. 나머지는 explore에 맡기세요.

    It works here and in the test, and fails now and then elsewhere.
    여기서도 테스트에서도 잘 되지만, 다른 곳에서 가끔 실패합니다.

    For real
    실제로

    Write a program against its loop; choose the clock outside of it.
    프로그램은 루프만 보고 쓰고, 시계는 프로그램 밖에서 고르세요.

    The same code is then tested in virtual time and runs in real time.
    그러면 같은 코드를 가상 시간에서 테스트하고 실제 시간에서 실행할 수 있습니다.

    Take the time, timers and sockets from the loop. Keep blocking calls in a WorkerPool.
    시간, 타이머, 소켓은 루프에서 얻으세요. 블로킹 호출은 WorkerPool에 맡기세요.

    One Date() or one blocking read, and the test no longer tests the program that runs.
    Date() 하나나 블로킹 읽기 하나만 있어도, 테스트한 프로그램과 실제로 실행되는 프로그램이 달라집니다.

    Continuations
    컨티뉴에이션(continuation)

    Resume exactly once, on every path; and leave a mark for a cancellation that comes first.
    모든 경로에서 정확히 한 번 재개하고, 먼저 오는 취소를 위해 표시를 남기세요.

    The compiler cannot see when, how often or whether a callback runs, so it cannot check this rule.
    콜백이 언제, 몇 번 불리는지, 불리기는 하는지를 컴파일러는 볼 수 없습니다. 그래서 이 규칙을 검사할 수 없습니다.

    Write one bridge for a library and test it; let all other code call the bridge.
    라이브러리마다 다리를 하나 쓰고 테스트하세요. 나머지 코드는 모두 그 다리를 부르게 하세요.

    A task that never ends, a stopped process, or a request that runs although its task was cancelled.
    끝나지 않는 태스크, 멈춘 프로세스, 또는 태스크가 취소되었는데도 계속되는 요청입니다.

    Structured concurrency
    구조적 동시성

    An error cancels the other children only when it leaves the braces; the braces wait for all of them.
    오류는 중괄호를 떠날 때에만 다른 자식을 취소하고, 중괄호는 모든 자식을 기다립니다.

    A parent may want to continue after a failure, so a failure of a child is a result until the parent reads it.
    부모는 실패한 뒤에도 계속하고 싶을 수 있습니다. 그래서 자식의 실패는 부모가 읽기 전에는 하나의 결과일 뿐입니다.

    Read every result, or use a discarding group.
    결과를 모두 읽거나, 버리는 그룹을 쓰세요.

    Errors that vanish, and work that runs on for a result that no code will read.
    오류가 사라지고, 읽을 코드가 없는 결과를 위해 작업이 계속됩니다.

    Actors
    액터(actor)

    An actor protects a piece of code between two awaits, and no more.
    액터가 지키는 것은 두 await 사이의 코드 조각뿐입니다.

    While a call is suspended, the actor runs other calls.
    호출이 일시 중단된 동안 액터는 다른 호출을 실행합니다.

    Check and change in one piece. After an await, read again. Before the await, store in the state what the code is waiting for.
    확인과 변경을 한 조각에 두세요. await 뒤에는 다시 읽으세요. 코드가 무엇을 기다리는지 await 전에 상태에 적어 두세요.

    Overdrawn accounts, double downloads, and tests that pass until the machine is busy.
    잔액보다 많이 나간 돈, 두 번의 내려받기, 기계가 바빠지기 전까지만 통과하는 테스트입니다.

    The main actor
    메인 액터

    Isolation is a property of the code, written in its declaration; a call with await may leave it and come back.
    격리는 선언에 적힌 코드의 성질입니다. await로 부르면 액터를 떠났다가 돌아올 수 있습니다.

    The compiler then proves that state is touched on its actor only.
    그래야 상태를 자기 액터에서만 건드린다는 것을 컴파일러가 증명할 수 있습니다.

    Put state of the interface on the main actor, and work that takes long in @concurrent functions. Read state again after an await.
    인터페이스의 상태는 메인 액터에, 오래 걸리는 일은 @concurrent 함수에 두세요. await 뒤에는 상태를 다시 읽으세요.

    A frozen screen, or the answer to an older question.
    멈춘 화면, 또는 예전 질문의 답입니다.

    Sendable and isolation
    Sendable과 격리

    Let values cross, give objects away, and put what remains behind an actor or a lock; and keep one change in one access.
    값은 건너가게 하고, 객체는 내주고, 나머지는 액터나 잠금 뒤에 두세요. 그리고 변경 하나는 접근 하나로 하세요.

    The compiler proves the absence of data races, and nothing about the order of the accesses.
    컴파일러는 데이터 경쟁이 없다는 것을 증명하지만, 접근의 순서는 증명하지 않습니다.

    Begin with structs. Add an actor when several tasks share state that has to wait, and a Mutex when it never waits.
    구조체에서 시작하세요. 여러 태스크가 함께 쓰는 상태가 기다려야 하면 액터를, 기다리지 않으면 Mutex를 더하세요.

    A program that does not compile, which is the good case; or @unchecked, and a crash once in a thousand runs.
    컴파일되지 않으면 다행이고, 아니면 @unchecked와 천 번에 한 번의 충돌입니다.

    Async sequences
    비동기 시퀀스

    Decide where an element waits: at its source, in a bounded buffer, or nowhere.
    원소가 어디에서 기다릴지 정하세요. 공급원에서, 크기가 정해진 버퍼에서, 아니면 기다리지 않게.

    Without a decision it waits in an unbounded buffer, which is the memory of the process.
    정하지 않으면 크기에 제한이 없는 버퍼, 즉 프로세스의 메모리에서 기다립니다.

    Pull if the source can wait. Otherwise bound the buffer and choose what to drop. Set onTermination before the first yield.
    공급원이 기다릴 수 있으면 당겨 오세요. 아니면 버퍼의 크기를 정하고 무엇을 버릴지 고르세요. onTermination은 첫 yield 전에 정하세요.

    Memory that grows, elements that are lost without a word, and sources that run for readers that are gone.
    불어나는 메모리, 말없이 사라지는 원소, 떠난 독자를 위해 계속 도는 공급원입니다.

    Queues
    큐

    Bound every queue, and decide what a full one does: wait, drop, or refuse.
    큐마다 크기를 정하고, 가득 차면 어떻게 할지 정하세요. 기다리거나, 버리거나, 거절하거나.

    A queue hides that the consumers are too slow, until the memory is full.
    큐는 소비자가 너무 느리다는 사실을 메모리가 가득 찰 때까지 숨깁니다.

    Wait if the producer can. Refuse at the edge of the system: a server answers 503. Give the queue an end.
    생산자가 기다릴 수 있으면 기다리게 하세요. 시스템의 가장자리에서는 거절하세요. 서버라면 503으로 답합니다. 큐에는 끝을 마련하세요.

    A system that works in the test, and answers every request a minute late under load.
    테스트에서는 잘 돌지만, 부하가 걸리면 모든 요청에 1분씩 늦게 답하는 시스템입니다.

    Task-locals and priorities
    태스크 로컬과 우선순위

    Pass data about a request in task-locals, and data that the work needs in arguments; and expect no order from a priority.
    요청에 관한 정보는 태스크 로컬로, 작업에 필요한 데이터는 인수로 넘기세요. 우선순위에서 순서를 기대하지 마세요.

    A task-local is invisible in a signature. That suits a request number, and hides an input.
    태스크 로컬은 시그니처에 보이지 않습니다. 요청 번호에는 알맞지만, 입력을 숨기게 됩니다.

    Bind once, at the edge. In a callback, capture the value. Give Task(priority:) only to work that must not disturb other work.
    가장자리에서 한 번만 묶으세요. 콜백에서는 값을 캡처하세요. Task(priority:)는 다른 일을 방해하면 안 되는 일에만 주세요.

    Log lines of other requests, functions with hidden inputs, and programs that rely on a scheduler's mood.
    다른 요청의 로그, 입력이 숨은 함수, 스케줄러의 기분에 기대는 프로그램입니다.

    Clocks
    시계

    Wait for deadlines, not for durations, wherever a wait repeats; and take the clock as an argument.
    되풀이해서 기다릴 때는 시간이 아니라 기한을 기다리고, 시계는 인수로 받으세요.

    Errors of repeated durations add up. And code with a clock of its own cannot be tested without waiting.
    되풀이되는 시간의 오차는 쌓입니다. 그리고 자기 시계를 가진 코드는 기다리지 않고 테스트할 수 없습니다.

    Compute start + interval number. Use ContinuousClock for time limits, Date only for what a person reads.
    start + interval number를 계산하세요. 시간 제한에는 ContinuousClock을, 사람이 읽을 것에만 Date를 쓰세요.

    A ticker that loses a minute a day, and tests that sleep.
    하루에 1분씩 밀리는 틱, 그리고 잠드는 테스트입니다.

    Testing
    테스트

    Control the time in every test, and the order in the tests of code that shares state.
    모든 테스트에서 시간을, 상태를 함께 쓰는 코드의 테스트에서는 순서도 다스리세요.

    What a test does not control, the machine decides, and each machine decides differently.
    테스트가 다스리지 않는 것은 기계가 정하고, 기계마다 다르게 정합니다.

    No real sleep in a test. Expect instants exactly. Accept every outcome that is correct, and no other.
    테스트에서 실제로 잠들지 마세요. 순간은 정확히 기대하세요. 옳은 결과는 모두 받아들이고, 다른 것은 받아들이지 마세요.

    Slow tests that fail on Mondays, and bugs that pass them.
    월요일마다 실패하는 느린 테스트, 그리고 그 테스트를 통과하는 버그입니다.

    Unmodified code
    고치지 않은 코드

    Capture what already exists; write new code against a loop or a clock.
    이미 있는 코드는 캡처하고, 새 코드는 루프나 시계를 상대로 쓰세요.

    A captured program needs no change. A program that receives its clock needs no capture, and its test runs on every platform.
    캡처된 프로그램은 고칠 필요가 없습니다. 시계를 받는 프로그램은 캡처가 필요 없고, 그 테스트는 모든 플랫폼에서 돕니다.

    Make each call from the test an event of the loop, and read the report for escapes.
    테스트의 호출 하나하나를 루프의 이벤트로 만들고, 보고서에서 이탈을 확인하세요.

    A test with real sleeps is slow, and fails when the machine is busy.
    진짜로 자는 테스트는 느리고, 기계가 바쁘면 실패합니다.

    Ordinary Swift
    평범한 Swift

    A test proves one order; ask for all of them.
    테스트 하나는 순서 하나를 증명합니다. 모든 순서를 물으세요.

    The scheduler of a quiet machine nearly always chooses the same order. The bug shows under load, on another machine, at a user's.
    한가한 컴퓨터의 스케줄러는 거의 언제나 같은 순서를 고릅니다. 버그는 부하가 걸릴 때, 다른 컴퓨터에서, 사용자에게서 드러납니다.

    Begin with the tests of code that creates tasks without awaiting them, and of actors that suspend between a check and a change.
    태스크를 만들고 기다리지 않는 코드, 그리고 확인과 변경 사이에서 일시 중단되는 액터의 테스트부터 시작하세요.

    The test passes until it does not, and then the failure cannot be repeated.
    어느 날까지는 통과하다가 실패하며, 그때는 아무도 재현하지 못합니다.
    """)
}
