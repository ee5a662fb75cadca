// The rules behind differences between the styles, in Korean.

extension Translations {
  /// The rules behind differences between the styles.
  static let koreanRules = Translations(
    """
    a future starts its work when it is created, even if nothing uses its result
    퓨처는 그 결과를 쓰는 코드가 없어도 만들어질 때 일을 시작합니다

    a callback runs once for each answer; Braid's promise and await accept the first answer only
    콜백은 응답마다 한 번씩 실행되고, Braid의 프로미스와 await는 첫 응답만 받아들입니다

    a task's body begins in a later event and finds the cancellation there; the other styles send within the call itself
    태스크의 본문은 나중 이벤트에서 시작하여 그때 취소를 보게 되고, 다른 스타일은 함수를 호출하는 동안 보냅니다

    a callback runs in the event of its reply; a future's reaction and a resumed task each run in a later event
    콜백은 자기 응답의 이벤트 안에서 실행되고, 퓨처의 반응과 재개된 태스크는 각각 나중 이벤트에서 실행됩니다

    a future's reaction that has not begun is cancelled; other code whose reply has arrived continues to its next call unless it checks for cancellation first
    아직 시작하지 않은 퓨처의 반응은 취소되고, 응답이 도착한 다른 코드는 먼저 취소를 확인하지 않는 한 다음 호출까지 계속됩니다

    code whose reply has arrived continues to its next call unless it checks for cancellation first
    응답이 도착한 코드는 먼저 취소를 확인하지 않는 한 다음 호출까지 계속됩니다

    an async call checks for cancellation before it sends; the other styles send, and cancel the call afterwards
    async 호출은 보내기 전에 취소를 확인하고, 다른 스타일은 보낸 다음에 호출을 취소합니다

    a job that has begun is not stopped: a counter and a task group wait for its end, and a counter uses its result; `all` does not wait
    이미 시작한 작업은 멈추지 않습니다. 카운터와 태스크 그룹은 그 끝을 기다리고 카운터는 결과도 쓰지만, `all`은 기다리지 않습니다

    a time limit cancels the other work in its own event; the tasks of a group are cancelled when the group resumes, an event later
    시간 제한은 자기 이벤트에서 나머지 일을 취소하지만, 그룹의 태스크는 그룹이 재개되는 다음 이벤트에서 취소됩니다

    a time limit in async code waits for the work that it has cancelled; the other styles deliver at once
    async 코드의 시간 제한은 취소한 일이 끝나기를 기다리고, 다른 스타일은 곧바로 전달합니다

    an error cancels its siblings in its own event or, through a future or a group, an event later: a call that begins in between is refused or cancelled
    오류는 자기 이벤트에서, 퓨처나 그룹을 거치면 다음 이벤트에서 형제 작업을 취소합니다. 그 사이에 시작한 호출은 거부되거나 취소됩니다

    a callback blocks the loop in the event of its reply, the other styles in a later event, after the replies that are due by then
    콜백은 자기 응답의 이벤트에서 루프를 막고, 다른 스타일은 그때까지 온 응답들 다음의 나중 이벤트에서 막습니다

    the schedule chose which of the events due at one instant runs first
    한순간의 이벤트 가운데 무엇이 먼저 실행될지는 스케줄이 골랐습니다

    each style catches an error in its own place: in each callback, at the end of the chain, around the awaits
    스타일마다 오류를 잡는 곳이 다릅니다. 각 콜백 안, 체인의 끝, await 둘레입니다
    """)
}
