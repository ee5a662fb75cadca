// The words of the guide's glossary and their meanings, in Korean, as the Korean glossary has them.

extension Translations {
  /// For each entry of the glossary: the word, and its meaning.
  static let koreanTerms = Translations(
    """
    Cancellation point
    취소 지점

    a place at which a cancellation that was requested can take effect
    요청된 취소가 효과를 낼 수 있는 곳

    Choice
    선택

    one decision of a run among several options: the next ready event, a latency, a fault
    실행이 여러 가능성 가운데 하나를 고르는 일. 다음에 실행할 이벤트, 지연 시간, 결함 등을 고릅니다

    Class of schedules
    스케줄의 동치류

    all schedules that differ only in the order of events that share nothing
    공유하는 것이 없는 이벤트의 순서만 다른 스케줄 전부

    Compared program
    비교 프로그램

    the same work, written in up to three styles, to be compared
    비교하기 위해 최대 세 가지 스타일로 쓴 같은 작업

    Completion
    완료 핸들러

    the function that an operation calls with its result, once
    작업이 결과를 가지고 한 번 부르는 함수

    Disturbance
    방해

    a cancellation or a fault that a sweep tries; cancel 1 0ms cancels pipeline 1 at 0 ms
    훑기가 시도하는 취소나 결함. cancel 1 0ms는 파이프라인 1을 0 ms에 취소합니다

    Escape
    이탈

    work that left the loop, so that the loop no longer controls its order and its time
    루프를 벗어나서, 루프가 그 순서와 시간을 더는 정하지 못하는 작업

    Event
    이벤트

    a piece of the program that runs from its beginning to its end without any other code in between
    다른 코드가 끼어들지 않고 처음부터 끝까지 실행되는 프로그램의 한 조각

    Fault
    결함

    a wrong answer of a call, on purpose: a failure, none at all, two, or one just before or after a time limit
    호출에 일부러 주는 잘못된 응답. 실패, 응답 없음, 두 번의 응답, 시간 제한 바로 앞이나 뒤의 응답입니다

    Finding
    발견

    a rule that a run has broken
    실행이 어긴 규칙

    Fold
    접은 줄

    a line of a long timeline that replaces rows like those above it
    긴 타임라인에서 위의 행과 같은 행들을 대신하는 줄

    Future
    퓨처

    the side of a coming result that is read; promise: the side that settles it
    앞으로 나올 결과를 읽는 쪽. 프로미스: 그 결과를 완료하는 쪽

    Hop
    홉

    an extra turn at the same instant: it takes no time, but other events may come first
    같은 순간에 더해지는 차례. 시간은 걸리지 않지만 다른 이벤트가 먼저 실행될 수 있습니다

    In flight
    진행 중

    sent and not answered yet
    보냈지만 아직 응답을 받지 못함

    Instant
    순간

    a point of virtual time, counted in whole nanoseconds from the loop's beginning
    루프의 시작부터 나노초 단위의 정수로 세는, 가상 시간의 한 점

    Leftover
    남은 것

    what still waits when nothing is left that could answer it
    답해 줄 수 있는 것이 하나도 남지 않았는데 아직 기다리는 것

    Noted state
    적어 두는 상태

    state whose accesses the loop notes itself, such as LoopConfined, promises and journals
    루프가 접근을 스스로 적어 두는 상태. LoopConfined, 프로미스, 일지 등입니다

    Ordering of events
    순서 조건

    two events, one before the other, that a failure needs; [0.1/1.2] tells events of one name apart
    실패에 필요한, 한쪽이 다른 쪽보다 먼저인 두 이벤트. [0.1/1.2]는 이름이 같은 이벤트를 구별합니다

    Outcome
    결과

    what a run delivered, and the notes that it made
    실행이 전달한 값과, 실행하면서 남긴 기록

    Permit
    허가

    the right to be one of a limited number at a time
    정해진 수만큼만 동시에 할 수 있는 일을 할 권리

    Pipeline
    파이프라인

    one execution of the compared program; a scenario may run several
    비교 프로그램의 실행 하나. 시나리오는 여럿을 실행할 수도 있습니다

    Plan
    계획

    what the world does to a program: latencies, failures, cancellations
    프로그램이 겪을 일. 지연 시간, 실패, 취소입니다

    Plain schedule
    기본 스케줄

    first in, first out; the default of a run
    먼저 온 이벤트를 먼저 실행하는, 기본으로 쓰는 스케줄

    Quiescence
    정지

    nothing is ready and no timer is set
    준비된 것도 없고 맞춰 둔 타이머도 없음

    Ready
    준비됨

    due now, and waiting for its turn
    지금 실행할 수 있고 자기 차례를 기다림

    Recording
    기록

    what a loop keeps of a run for its report
    루프가 보고서를 위해 실행에서 남겨 두는 것

    Remark
    알림

    what a program says of itself, or what is found at the end of a run
    프로그램이 스스로에 대해 하는 말, 또는 실행의 끝에 남은 것

    Reversal
    역전

    two events that touch the same thing, the other way round than in the plain schedule
    같은 상태를 쓰는 두 이벤트가 기본 스케줄과 반대 순서로 실행되는 것

    Scenario
    시나리오

    a file that says what happens to a program and which events must result
    프로그램에 무슨 일이 일어나고 무엇이 나와야 하는지 적은 파일

    Schedule
    스케줄

    the choices made among ready events, one after another
    준비된 이벤트 가운데 차례로 무엇을 골랐는지의 목록

    Semantic event
    의미 이벤트

    what happens to the program as its reader sees it (sent, replied, step, caught, cancelled, finished), and the only thing that is compared across styles
    읽는 사람이 보는 프로그램의 일(전송, 응답, 단계, 잡기, 취소, 끝). 스타일끼리는 이것만 비교합니다

    Sequence
    순번

    the number of an event within the run; the order among those of one instant
    실행 안에서 이벤트의 번호. 같은 순간의 이벤트들 사이의 순서입니다

    Stage
    스테이지

    one call of the API and the step that follows it
    API 호출 하나와 그 뒤의 단계

    Step
    단계

    the program's own code between two calls
    두 호출 사이에 있는 프로그램 자신의 코드

    Style
    스타일

    callback, future or async
    콜백, 퓨처, async 가운데 하나

    Suspension
    일시 중단

    the right to resume a waiting task, once
    기다리는 태스크를 한 번 재개할 권리

    Sweep
    훑기

    runs with a cancellation at each moment, or with a fault in each call
    순간마다 취소하거나 호출마다 결함을 넣어 보는 실행

    Tie
    동시 상황

    two things due at one instant
    같은 순간에 일어나는 두 가지

    Timer
    타이머

    an event that is due later
    나중에 실행될 이벤트

    Token
    토큰

    a schedule in one short word, with which braid replay runs it again
    braid replay로 다시 실행할 수 있도록 짧은 낱말 하나에 담은 스케줄

    Trace
    트레이스

    the events of a run, in their order; every picture and every question of the quiz is made from it
    한 실행의 이벤트를 순서대로 적은 것. 그림과 퀴즈는 모두 여기에서 만듭니다

    Trial
    시행

    one disturbance, a cancellation or a fault, and the exploration of a program under it
    취소나 결함 같은 방해 하나와, 그 아래에서 프로그램을 탐색하는 것

    Turn
    차례

    the running of one event
    이벤트 하나의 실행

    Violation
    위반

    a contract that was broken while the program continued, such as a completion that was called twice
    두 번 호출된 완료 핸들러처럼, 프로그램이 멈추지 않은 채 어겨진 약속

    Virtual time
    가상 시간

    time that the loop counts instead of waiting
    기다리는 대신 세는 시간
    """)
}
