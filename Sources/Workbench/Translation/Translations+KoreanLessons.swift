// What the scenarios teach, in Korean. Over 300 lines, since each text has its translation beside it.

extension Translations {
  /// The `teaches` lines of the scenarios.
  static let koreanLessons = Translations(
    """
    A permit that is passed to a waiter at the instant of its cancellation is lost.
    취소되는 바로 그 순간에 대기자에게 넘어간 허가는 사라집니다.

    Parts that are put together as they come are in the order of the replies, not of the requests.
    도착하는 대로 이어 붙인 부분들은 요청 순서가 아니라 응답 순서를 따릅니다.

    An answer is shown only if its question is still the latest one.
    자신의 질문이 여전히 가장 최근 것일 때만 답을 보여 줍니다.

    The answer that comes last is not the one that was asked for last.
    마지막에 온 답이 마지막 질문의 답은 아닙니다.

    An attempt that is given up must be cancelled before the next one starts.
    포기한 시도는 다음 시도를 시작하기 전에 취소해야 합니다.

    A time limit ends the wait, not the attempt: both charges are made.
    시간 제한은 대기를 끝낼 뿐 시도를 끝내지는 않으므로, 결제가 두 번 이루어집니다.

    The read in flight is cancelled, the connection is closed, and nothing is left over.
    진행 중인 읽기가 취소되고 연결이 닫히며, 남는 것은 없습니다.

    A control character counts at the beginning of a line, not inside, and what was typed ahead behind it is lost.
    제어 문자는 줄의 맨 앞에서만 의미가 있고 중간에서는 없으며, 그 뒤에 미리 입력한 것은 버려집니다.

    The last line needs no end, and is answered although its client sends no more.
    마지막 줄은 줄 끝이 없어도 되며, 클라이언트가 더 보내지 않아도 답을 받습니다.

    What telnet sends for CTRL-C is not text, and the session does not guess its meaning.
    telnet이 CTRL-C로 보내는 것은 텍스트가 아니며, 세션은 그 뜻을 추측하지 않습니다.

    A line without an end cannot fill the memory: one byte too many, and it is answered without waiting for the rest.
    끝이 없는 줄로 메모리를 채울 수는 없습니다. 한 바이트라도 넘치면 나머지를 기다리지 않고 답합니다.

    Where the bytes are cut on their way makes no difference, not even inside a character.
    바이트가 오는 길에 어디서 잘리든 차이가 없습니다. 문자 중간에서 잘려도 마찬가지입니다.

    The write in flight fails, the session ends with that error, and nothing is left over.
    진행 중인 쓰기가 실패하고 세션은 그 오류로 끝나며, 남는 것은 없습니다.

    A session is a loop: a recursion in callback style, repeated chains in future style, a while in async style.
    세션은 반복입니다. 콜백 스타일에서는 재귀, 퓨처 스타일에서는 반복되는 체인, async 스타일에서는 while입니다.

    A session without a time limit waits as long as its client likes.
    시간 제한이 없는 세션은 클라이언트가 원하는 만큼 기다립니다.

    A page is written when the one before has been taken: a slow reader slows down its own session only.
    앞 페이지를 받아 간 뒤에 다음 페이지를 쓰므로, 느린 독자는 자기 세션만 느리게 합니다.

    A time limit ends the wait for a client that says nothing, as a cancellation would.
    시간 제한은 아무것도 보내지 않는 클라이언트를 기다리는 일을 취소처럼 끝냅니다.

    A permit that is returned goes to the download that has waited longest, at the same instant.
    반환된 허가는 같은 순간에 가장 오래 기다린 다운로드로 넘어갑니다.

    A waiting download leaves the line, one in flight returns its permit, and nothing more is sent.
    기다리던 다운로드는 줄에서 빠지고 진행 중이던 것은 허가를 반환하며, 더는 아무것도 보내지 않습니다.

    The permit is on its way to the next in line when the cancellation comes: it is not lost.
    취소가 왔을 때 허가는 다음 차례로 넘어가는 중이었고, 사라지지 않습니다.

    A job that waits for a thread is withdrawn; a job that has begun runs to its end, because nothing stops a thread.
    스레드를 기다리던 작업은 철회되고, 이미 시작한 작업은 끝까지 실행됩니다. 스레드를 멈출 방법이 없기 때문입니다.

    A save that is awaited can fail: the error counts, and says which flag it was.
    await한 저장은 실패할 수 있습니다. 그 오류는 집계되고 어느 국기의 것인지 알려 줍니다.

    A request that never ends never returns its permit, so everything that waits for it is left over.
    끝나지 않는 요청은 허가를 반환하지 않으므로, 그 허가를 기다리는 것이 모두 남습니다.

    One failure ends nothing: each download is reported as it ends, and an error names its flag and its cause.
    하나가 실패해도 나머지는 계속됩니다. 다운로드는 끝나는 대로 보고되고, 오류는 국기와 원인을 알려 줍니다.

    Which requests fail follows from the seed and from their names, so that every style meets the same failures.
    어느 요청이 실패하는지는 시드와 요청 이름이 정하므로, 모든 스타일이 같은 실패를 겪습니다.

    A callback saves in the event of its reply and makes the other replies late; the others save when all are in.
    콜백은 자기 응답의 이벤트 안에서 저장하여 다른 응답을 늦추고, 다른 스타일은 응답이 모두 온 뒤에 저장합니다.

    While the loop saves, it does nothing else: replies that become due meanwhile are late.
    루프가 저장하는 동안에는 다른 일을 하지 못하므로, 그 사이에 온 응답은 늦게 처리됩니다.

    Off the loop, the same saves make nothing late, and two threads share the work.
    루프 밖에서 저장하면 아무것도 늦어지지 않고, 두 스레드가 일을 나누어 합니다.

    Results that are taken as they arrive are in the order of the replies, and not in that of the list.
    도착하는 대로 받은 결과는 목록의 순서가 아니라 응답의 순서를 따릅니다.

    A time limit for the whole run cancels it: the waiting downloads leave the line, and no permit is lost.
    전체 실행의 시간 제한은 실행을 취소합니다. 기다리던 다운로드는 줄에서 빠지고 허가는 사라지지 않습니다.

    A cancellation reaches every download that is in flight or waits at the server; what is there stays there.
    취소는 진행 중이거나 서버에서 기다리는 모든 다운로드에 미치며, 이미 받은 것은 그대로 남습니다.

    Downloads that end at one instant are reported in the order in which the loop runs their events.
    같은 순간에 끝난 다운로드는 루프가 그 이벤트를 실행하는 순서대로 보고됩니다.

    The first failure ends the downloads: the later ones are cancelled, by hand or by the group.
    첫 실패가 다운로드를 끝냅니다. 나머지는 직접 쓴 코드나 그룹이 취소합니다.

    600 requests in 8 batches: 75 times as fast as one after another.
    600개의 요청을 8번에 나누어 처리하면 하나씩 할 때보다 75배 빠릅니다.

    A program that waits for each reply takes the sum of all waits, whatever the server could do at once.
    응답을 매번 기다리는 프로그램은 서버가 한꺼번에 얼마나 처리할 수 있든 대기 시간을 모두 더한 만큼 걸립니다.

    What takes n times L one after another takes L for each batch of m that the server works on at once.
    하나씩 하면 L의 n배가 걸리는 일도, 서버가 한 번에 m개씩 처리하면 묶음마다 L만큼만 걸립니다.

    A cancellation reaches both sides of a queue: the producer's wait for room ends, and so does the job.
    취소는 큐의 양쪽에 미칩니다. 자리를 기다리던 생산자의 대기도, 진행 중이던 작업도 끝납니다.

    A consumer without a job waits until the queue is finished, and then ends.
    작업을 얻지 못한 소비자는 큐가 끝날 때까지 기다렸다가 끝납니다.

    The first failure ends the producer and all consumers, and the jobs in the queue are dropped.
    첫 실패가 생산자와 모든 소비자를 끝내고, 큐에 있던 작업은 버려집니다.

    A full queue makes its producer wait until a consumer takes a job out.
    가득 찬 큐는 소비자가 작업을 꺼낼 때까지 생산자를 기다리게 합니다.

    A consumer that has done its job takes the next one, so a long job delays no other.
    작업을 마친 소비자가 다음 작업을 가져가므로, 긴 작업이 다른 작업을 늦추지 않습니다.

    If nothing fails, a recovery costs nothing and does nothing.
    아무것도 실패하지 않으면 복구는 비용도 들지 않고 하는 일도 없습니다.

    A recovery replaces the failure of its own pipeline; the other one never needs it.
    복구는 자기 파이프라인의 실패만 대신하며, 다른 파이프라인에는 필요하지 않습니다.

    Recovery replaces an error by a value at one place, and the stages after it do not notice.
    복구는 한 곳에서 오류를 값으로 바꾸며, 그 뒤의 단계는 이를 알지 못합니다.

    A recovery at call 2 lets a failure of call 3 through.
    호출 2의 복구는 호출 3의 실패를 그대로 통과시킵니다.

    Code that recovers must let a cancellation through, or nothing can stop it.
    복구하는 코드는 취소를 통과시켜야 합니다. 그러지 않으면 아무것도 그 코드를 멈출 수 없습니다.

    The flag had arrived, and the download waited for its second permit: it is cancelled, and no permit is lost.
    국기는 도착했고 두 번째 허가를 기다리던 다운로드는 취소되며, 허가는 사라지지 않습니다.

    An error of the second request is the error of the whole download, whatever the style has kept of it.
    두 번째 요청의 오류는 다운로드 전체의 오류입니다. 각 스타일이 무엇을 보관하고 있었든 마찬가지입니다.

    The whole download counts as not found although its image has arrived: half a download is none.
    이미지가 도착했어도 다운로드 전체가 ‘없음’으로 집계됩니다. 절반의 다운로드는 다운로드가 아닙니다.

    Each request takes a permit of its own: between its two requests a download holds no permit.
    요청마다 허가를 따로 얻으므로, 두 요청 사이에서 다운로드는 허가를 쥐고 있지 않습니다.

    The spinner does not wait for its frame to end: the answer is delivered at 300 ms, not at 320.
    스피너는 프레임이 끝나기를 기다리지 않습니다. 답은 320 ms가 아니라 300 ms에 전달됩니다.

    Each spinner turns at its own pace and is stopped by its own supervisor: one loop, no threads, no locks.
    스피너마다 자기 속도로 돌고 자기 supervisor가 멈춥니다. 루프는 하나이고, 스레드도 잠금도 없습니다.

    The spinner is stopped before its first event and draws no frame.
    스피너는 첫 이벤트 전에 멈추며, 프레임을 하나도 그리지 않습니다.

    The frame that was due then is drawn in every style, because it was asked for first; it is the last one.
    그 순간의 프레임은 먼저 요청되었으므로 모든 스타일에서 그려지고, 그것이 마지막입니다.

    A callback and a future drop the answer; a task that was resumed delivers it. All stop the spinner.
    콜백과 퓨처는 답을 버리고, 재개된 태스크는 답을 전달합니다. 스피너는 모두 멈춥니다.

    Callbacks and a future have sent their call and draw one frame; a task has begun nothing, and only erases.
    콜백과 퓨처는 호출을 이미 보냈고 프레임을 하나 그립니다. 태스크는 아무것도 시작하지 않았고 지우기만 합니다.

    A cancellation stops the slow function; that stops the spinner; nothing is left over.
    취소가 느린 함수를 멈추고, 그것이 스피너를 멈추며, 남는 것은 없습니다.

    A task group waits until the spinner has been erased; a completion and a future report the limit before that.
    태스크 그룹은 스피너가 지워질 때까지 기다리고, 완료 핸들러와 퓨처는 그 전에 시간 제한을 알립니다.

    The spinner is stopped and erased before the failure is passed on, so it never turns beside an error.
    실패를 전달하기 전에 스피너를 멈추고 지우므로, 오류 옆에서 스피너가 도는 일은 없습니다.

    Thirty frames in three seconds; at the tie the answer, which was asked for first, comes before frame 31.
    3초 동안 30프레임을 그리고, 동시 상황에서는 먼저 요청한 답이 31번째 프레임보다 앞섭니다.

    How many frames are drawn depends on the time; that the answer comes last does not.
    몇 프레임을 그리는지는 시간에 달려 있지만, 답이 마지막이라는 것은 그렇지 않습니다.

    A loop with nothing to do has not ended as long as a timer is set: it waits for the late start.
    할 일이 없어도 타이머가 걸려 있으면 루프는 끝나지 않고 늦은 시작을 기다립니다.

    A time limit counts from the start of its own pipeline, and ends that one alone.
    시간 제한은 자기 파이프라인이 시작할 때부터 재고, 그 파이프라인만 끝냅니다.

    A callback runs as often as it is called; Braid's promise and await keep the first answer.
    콜백은 호출되는 횟수만큼 실행되고, Braid의 프로미스와 await는 첫 응답만 받아들입니다.

    Too late is not an error: a cancellation after the end does nothing.
    너무 늦은 것은 오류가 아닙니다. 끝난 뒤의 취소는 아무 일도 하지 않습니다.

    At one instant the order decides: a callback has continued to call 2 by then, the others have not.
    같은 순간에는 순서가 결정합니다. 콜백은 그때 이미 호출 2로 넘어갔고, 다른 스타일은 그러지 못했습니다.

    A callback and a future have sent their call by the time one can cancel them; a task has not begun.
    콜백과 퓨처는 취소할 수 있게 되었을 때 이미 호출을 보냈고, 태스크는 아직 시작하지 않았습니다.

    Where all versions check for a cancellation before a step, all of them drop the reply.
    모든 버전이 단계 전에 취소를 확인하면 모두 똑같이 응답을 버립니다.

    Where no version checks, a callback continues as a task does; only the future's reaction is cancelled.
    어느 버전도 확인하지 않으면 콜백도 태스크처럼 계속 실행되고, 퓨처의 반응만 취소됩니다.

    This callback checks for cancellation before its step, this task does not; a future's step is cancelled.
    이 콜백은 단계 전에 취소를 확인하고 이 태스크는 확인하지 않으며, 퓨처의 단계는 취소됩니다.

    A cancellation reaches the call in flight, in every style.
    취소는 모든 스타일에서 진행 중인 호출에 미칩니다.

    What was done before the cancellation stays done; what comes after never starts.
    취소 전에 한 일은 그대로 남고, 그 뒤의 일은 시작되지 않습니다.

    The last call can be cancelled too, until its reply arrives.
    마지막 호출도 응답이 오기 전까지는 취소할 수 있습니다.

    This callback checks for cancellation before it delivers, this task does not; a future's step is cancelled.
    이 콜백은 전달하기 전에 취소를 확인하고 이 태스크는 확인하지 않으며, 퓨처의 단계는 취소됩니다.

    The second cancellation finds nothing left to stop.
    두 번째 취소에는 멈출 것이 남아 있지 않습니다.

    There is no gap between sending a call and being able to cancel it.
    호출을 보내는 것과 취소할 수 있게 되는 것 사이에는 틈이 없습니다.

    A failure ends the pipeline where it happens; no later call is sent.
    실패는 일어난 곳에서 파이프라인을 끝내며, 그 뒤의 호출은 보내지 않습니다.

    One failure, three places to catch it: the completion of that call, the end of the chain, the catch around the awaits.
    하나의 실패를 잡는 곳은 셋입니다. 그 호출의 완료 핸들러, 체인의 끝, await를 둘러싼 catch입니다.

    The work of the first two calls is done and lost; undoing it takes code of your own.
    앞의 두 호출이 한 일은 이미 이루어졌고 헛일이 됩니다. 되돌리려면 코드를 직접 써야 합니다.

    A reply that takes no time still comes in a later event, never inside the call.
    시간이 전혀 걸리지 않는 응답도 호출 안이 아니라 나중 이벤트에서 옵니다.

    A hundred times the work in the time of one: a wait costs nothing.
    하나의 시간에 백 배의 일을 합니다. 대기에는 비용이 들지 않습니다.

    A time limit turns a wait without end into an error.
    시간 제한은 끝없는 대기를 오류로 바꿉니다.

    No style reports that no answer will come: the wait shows only in what is left over at the end.
    응답이 오지 않으리라는 것을 어느 스타일도 알려 주지 않습니다. 대기는 마지막에 남은 것에서만 드러납니다.

    Here the future's function is called and its future is dropped; the functions of the other two styles are not called.
    여기서는 퓨처의 함수를 호출하고 그 퓨처를 버립니다. 다른 두 스타일의 함수는 호출하지 않습니다.

    A cancellation reaches one pipeline; its neighbours do not notice.
    취소는 한 파이프라인에만 미치고, 이웃은 영향을 받지 않습니다.

    A failure ends the pipeline in which it happens, and no other one.
    실패는 그것이 일어난 파이프라인만 끝냅니다.

    A latency within a range is a choice: the seed makes it, the same for every style.
    범위로 주어진 지연 시간은 선택입니다. 시드가 선택하며, 모든 스타일에서 같습니다.

    A note says what cannot be seen: what the loop waits for between two events.
    주석은 보이지 않는 것을 알려 줍니다. 두 이벤트 사이에서 루프가 무엇을 기다리는지입니다.

    Three styles, one timeline: the same requests at the same instants and the same result.
    세 스타일의 타임라인은 하나입니다. 같은 요청을 같은 순간에 보내고 결과도 같습니다.

    A callback and an await continue inside the call when the answer is already there; a future of Braid always answers later.
    답이 이미 있으면 콜백과 await는 호출 안에서 계속되고, Braid의 퓨처는 언제나 나중에 답합니다.

    Which pipeline is first depends on its replies, not on its start.
    어느 파이프라인이 먼저인지는 시작이 아니라 응답에 달려 있습니다.

    An error of our own code takes the path of an error of the API, if a callback passes it on.
    콜백이 넘겨주기만 하면, 우리 코드의 오류도 API의 오류와 같은 길로 갑니다.

    Every call succeeded, and still the pipeline fails.
    모든 호출이 성공했는데도 파이프라인은 실패합니다.

    What is due at one instant runs in the order in which it was asked for; a hop more puts one behind the others.
    같은 순간의 이벤트는 요청된 순서대로 실행되며, 홉이 하나 더 있으면 다른 것들 뒤로 밀립니다.

    A limit that is not reached leaves nothing behind, not even its timer.
    시간 제한에 걸리지 않으면 아무것도 남지 않습니다. 타이머도 남지 않습니다.

    The timer that was set first goes first: at a tie the limit, set at the start, wins.
    먼저 설정한 타이머가 먼저입니다. 동시 상황에서는 시작할 때 설정한 시간 제한이 앞섭니다.

    A time limit is a cancellation by the clock: the call in flight is cancelled.
    시간 제한은 시계가 하는 취소입니다. 진행 중인 호출이 취소됩니다.

    While one pipeline waits, the other one works: one loop, no threads.
    한 파이프라인이 기다리는 동안 다른 파이프라인이 일합니다. 루프는 하나이고 스레드는 없습니다.

    Both callers check before the first reply arrives, so both fetch: a check holds until the next wait only.
    첫 응답이 오기 전에 두 호출자가 모두 확인하므로 둘 다 받아 옵니다. 확인한 것은 다음 대기까지만 유효합니다.
    """)
}
