// The titles of the scenarios, in Korean. Over 300 lines, since each text has its translation beside it.

extension Translations {
  /// The titles of the scenarios.
  static let koreanTitles = Translations(
    """
    A permit is lost at the cancellation
    취소되는 순간에 허가를 잃어버림

    The second part comes first
    두 번째 부분이 먼저 옴

    The answer to the older question is dropped
    이전 질문의 답을 버림

    The answer to the older question comes last
    이전 질문의 답이 마지막에 옴

    The retry cancels the late attempt
    재시도가 늦은 시도를 취소함

    The late attempt and its retry both take effect
    늦은 시도와 재시도가 모두 효과를 냄

    Cancelled while the session waits for a line
    세션이 한 줄을 기다리는 동안 취소됨

    A control character ends the session
    제어 문자가 세션을 끝냄

    The end of the stream ends the session
    스트림의 끝이 세션을 끝냄

    Bytes that are not UTF-8 end the session
    UTF-8이 아닌 바이트가 세션을 끝냄

    A line that is too long ends the session
    너무 긴 줄이 세션을 끝냄

    A session that arrives in pieces
    조각조각 도착하는 세션

    A client that disconnects in the middle of its answer
    답을 받는 중간에 연결을 끊는 클라이언트

    A session with three queries
    질의가 세 개인 세션

    A client that says nothing
    아무것도 보내지 않는 클라이언트

    A client that reads slowly
    천천히 읽는 클라이언트

    A session with a time limit
    시간 제한이 있는 세션

    Six downloads, two at once
    한 번에 둘씩, 여섯 개의 다운로드

    Cancelled while some wait for a permit
    일부가 허가를 기다리는 동안 취소됨

    Cancelled at the moment a permit comes back
    허가가 반환되는 순간에 취소됨

    Cancelled while threads save
    스레드가 저장하는 동안 취소됨

    The disk is full
    디스크가 가득 참

    A request that is never answered keeps its permit
    끝내 응답받지 못하는 요청이 허가를 쥐고 있음

    Found, not found, failed
    찾음, 없음, 실패

    One request in four fails, at random
    요청 넷 중 하나가 무작위로 실패함

    Saving on the loop when all replies come at once
    모든 응답이 한꺼번에 올 때 루프에서 저장함

    Saving on the loop
    루프에서 저장함

    Saving on threads
    스레드에서 저장함

    The slowest is requested first
    가장 느린 것을 먼저 요청함

    The time is up while some still wait
    일부가 아직 기다리는데 시간이 다 됨

    Cancelled when half of the flags are there
    국기의 절반이 도착했을 때 취소됨

    Three flags that come at one instant
    한순간에 오는 국기 세 개

    One of four flags fails
    국기 넷 중 하나가 실패함

    Six hundred requests, seventy-five at once
    요청 육백 개, 한 번에 일흔다섯 개

    Twenty flags, one after another
    국기 스무 개를 하나씩

    Twenty flags, five at once
    국기 스무 개를 한 번에 다섯 개씩

    Cancelled while the queue is full
    큐가 가득 찬 동안 취소됨

    Three consumers, two jobs
    소비자 셋, 작업 둘

    The second of five jobs fails
    작업 다섯 중 두 번째가 실패함

    A queue with room for one job
    작업 하나만 들어가는 큐

    Four jobs, two consumers
    작업 넷, 소비자 둘

    Recovery that is not needed
    복구할 것이 없음

    One of two pipelines has to recover
    두 파이프라인 중 하나가 복구해야 함

    The second call fails, and the pipeline continues
    두 번째 호출이 실패하지만 파이프라인은 계속됨

    A failure that the recovery is not for
    복구 대상이 아닌 실패

    A cancellation is not a failure to recover from
    취소는 복구할 실패가 아님

    Cancelled between the two requests
    두 요청 사이에서 취소됨

    The second request fails
    두 번째 요청이 실패함

    A flag whose country is not found
    나라를 찾을 수 없는 국기

    The flag, then the name of its country
    국기를 받고, 그다음 나라 이름을 받음

    Frames that do not divide the time
    시간이 프레임으로 나누어떨어지지 않음

    Three spinners on one thread
    스레드 하나 위의 스피너 세 개

    A slow function that is done at once
    바로 끝나는 느린 함수

    Cancelled at the instant of a frame
    프레임을 그리는 순간에 취소됨

    Cancelled when the answer is there
    답이 도착했을 때 취소됨

    Cancelled before the first frame
    첫 프레임 전에 취소됨

    The whole is cancelled midway
    도중에 전체가 취소됨

    The slow function takes longer than it may
    느린 함수가 허용된 시간을 넘김

    The slow function fails
    느린 함수가 실패함

    A spinner turns while a slow function works
    느린 함수가 일하는 동안 스피너가 돎

    The bar turns until the answer comes
    답이 올 때까지 막대가 돎

    A pipeline that starts when the others are done
    다른 파이프라인이 끝난 뒤에 시작하는 파이프라인

    One pipeline has a shorter time limit
    한 파이프라인의 시간 제한이 더 짧음

    A call that is answered twice
    응답이 두 번 오는 호출

    Cancelled after it has finished
    끝난 뒤에 취소됨

    Cancelled at the very instant of a reply
    응답이 온 바로 그 순간에 취소됨

    Cancelled before it starts
    시작하기 전에 취소됨

    Cancelled between a reply and its step, and every version checks
    응답과 그 단계 사이에서 취소되고, 모든 버전이 확인함

    Cancelled between a reply and its step, and no version checks
    응답과 그 단계 사이에서 취소되고, 어느 버전도 확인하지 않음

    Cancelled between a reply and its step
    응답과 그 단계 사이에서 취소됨

    Cancelled while call 1 is in flight
    호출 1이 진행되는 동안 취소됨

    Cancelled while call 2 is in flight
    호출 2가 진행되는 동안 취소됨

    Cancelled while call 3 is in flight
    호출 3이 진행되는 동안 취소됨

    Cancelled on the last reply, and every version checks
    마지막 응답에서 취소되고, 모든 버전이 확인함

    Cancelled on the last reply, and no version checks
    마지막 응답에서 취소되고, 어느 버전도 확인하지 않음

    Cancelled when the last reply is there
    마지막 응답이 왔을 때 취소됨

    Cancelled twice
    두 번 취소됨

    Cancelled the moment call 2 is sent
    호출 2를 보내는 순간에 취소됨

    The first call fails
    첫 번째 호출이 실패함

    The second call fails
    두 번째 호출이 실패함

    The last call fails
    마지막 호출이 실패함

    Replies that take no time
    시간이 걸리지 않는 응답

    A hundred pipelines at once
    한꺼번에 파이프라인 백 개

    A call that is never answered, with a time limit
    끝내 응답이 없는 호출, 시간 제한 있음

    A call that is never answered
    끝내 응답이 없는 호출

    Built, but never started
    만들었지만 시작하지 않음

    One of three pipelines is cancelled
    세 파이프라인 중 하나가 취소됨

    One of three pipelines fails
    세 파이프라인 중 하나가 실패함

    Replies that take their time
    시간이 걸리는 응답

    Three replies, with notes
    주석이 있는 응답 세 개

    Three calls, three replies
    호출 셋, 응답 셋

    A reply before the call returns
    호출이 반환되기 전에 오는 응답

    The second pipeline overtakes the first
    두 번째 파이프라인이 첫 번째를 앞지름

    A step throws between two calls
    두 호출 사이의 단계가 오류를 던짐

    The last step throws
    마지막 단계가 오류를 던짐

    Replies due at one instant
    한순간에 오는 응답들

    The time limit is up after the reply
    응답 뒤에 시간이 다 됨

    The time limit is up at the very instant of the reply
    응답이 온 바로 그 순간에 시간이 다 됨

    The time limit is up before the reply
    응답 전에 시간이 다 됨

    Two pipelines, interleaved
    번갈아 실행되는 두 파이프라인

    Two callers need a token
    두 호출자에게 토큰이 필요함
    """)
}
