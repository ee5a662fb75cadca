// The summaries of the classic bugs, in Korean.

extension Translations {
  /// The summaries of the classic bugs.
  static let koreanBugs = Translations(
    """
    a time limit and the reply both complete the request
    시간 제한과 응답이 둘 다 요청을 완료함

    the branch for errors forgets the completion
    오류를 처리하는 분기가 완료 핸들러를 잊음

    one of two loads fails, and the result looks whole
    두 로드 중 하나가 실패했는데 결과가 온전해 보임

    a cancelled chain continues with its next call
    취소된 체인이 다음 호출을 계속함

    a reply that was already queued is shown on a closed screen
    이미 큐에 들어간 응답이 닫힌 화면에 표시됨

    an answer from the cache comes before the caller says that it is loading
    호출한 쪽이 ‘불러오는 중’을 표시하기 전에 캐시의 답이 옴

    two callers find no token, and both fetch one
    두 호출자가 토큰이 없다고 보고 둘 다 받아 옴

    four requests are in flight although the limit is two
    제한이 둘인데 요청 네 개가 진행 중임

    a permit is handed to a waiter that is being cancelled, and is lost
    취소되는 중인 대기자에게 넘어간 허가가 사라짐

    the attempt that ran out of time takes effect beside its retry
    시간이 다 된 시도가 재시도와 함께 효과를 냄

    the answer to an older question replaces that to a newer one
    이전 질문의 답이 새 질문의 답을 덮어씀

    the parent reports success while the save is still on its way
    저장이 아직 진행 중인데 부모가 성공을 보고함

    the cancellation handler and the reply both resume one continuation
    취소 핸들러와 응답이 하나의 컨티뉴에이션을 둘 다 재개함

    an event waits for a reply that only a later event of its loop can bring
    같은 루프의 나중 이벤트만 가져올 수 있는 응답을 이벤트가 기다림

    two transfers lock two accounts in opposite orders
    두 이체가 두 계좌를 서로 반대 순서로 잠금

    parts are put together in the order in which they come
    부분들을 도착한 순서대로 이어 붙임

    a failing sibling cancels a write between its two halves
    실패한 형제 작업이 쓰기를 절반만 끝난 상태에서 취소함

    a consumer is cancelled between taking an element and receiving it
    소비자가 원소를 꺼낸 뒤 받기 전에 취소됨

    a charge that took effect is reported as failed, and the retry charges again
    실제로 이루어진 결제가 실패로 보고되어 재시도가 다시 결제함
    """)
}
