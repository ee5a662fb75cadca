// Pipelines of three calls on bare C++20 coroutines and a `std::priority_queue`: the counterpart of `braid bench pipeline-…-async`.
// There is no loop beside the queue, no cancellation and no error, so this is about the least that suspended code costs.
//
// usage: coroutines IN-FLIGHT [varied]     prints nanoseconds of processor time a pipeline
// g++ -O2 -std=c++20 .ci/peers/coroutines.cpp -o coroutines

#include <coroutine>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <exception>
#include <queue>
#include <vector>

static double processorNanoseconds() {
  timespec time;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return time.tv_sec * 1e9 + time.tv_nsec;
}

struct Timer {
  int64_t due;
  uint64_t sequence;
  std::coroutine_handle<> waiting;
};

struct Later {
  bool operator()(const Timer &a, const Timer &b) const { return a.due != b.due ? a.due > b.due : a.sequence > b.sequence; }
};

static std::priority_queue<Timer, std::vector<Timer>, Later> timers;
static int64_t now = 0;
static uint64_t sequence = 0;
static long done = 0;

struct Sleep {
  int64_t nanoseconds;
  bool await_ready() const { return false; }
  void await_suspend(std::coroutine_handle<> waiting) const { timers.push({now + nanoseconds, sequence++, waiting}); }
  void await_resume() const {}
};

// A coroutine that another one awaits, as an async function that another one calls.
struct Call {
  struct promise_type {
    long value = 0;
    std::coroutine_handle<> caller;
    Call get_return_object() { return {std::coroutine_handle<promise_type>::from_promise(*this)}; }
    std::suspend_always initial_suspend() noexcept { return {}; }
    auto final_suspend() noexcept {
      struct Return {
        bool await_ready() noexcept { return false; }
        std::coroutine_handle<> await_suspend(std::coroutine_handle<promise_type> call) noexcept { return call.promise().caller; }
        void await_resume() noexcept {}
      };
      return Return{};
    }
    void return_value(long reply) { value = reply; }
    void unhandled_exception() { std::terminate(); }
  };
  std::coroutine_handle<promise_type> call;
  bool await_ready() const { return false; }
  std::coroutine_handle<> await_suspend(std::coroutine_handle<> caller) const {
    call.promise().caller = caller;
    return call;
  }
  long await_resume() const {
    long reply = call.promise().value;
    call.destroy();
    return reply;
  }
};

// A coroutine that nothing awaits, as a task.
struct Task {
  struct promise_type {
    Task get_return_object() { return {}; }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() { std::terminate(); }
  };
};

static int64_t latency(int64_t milliseconds, long request) {
  long place = milliseconds == 30 ? 1 : milliseconds == 20 ? 13 : 169;
  return (milliseconds + request / place % 13) * 1000000;
}

__attribute__((noinline)) static Call call(int64_t milliseconds, long request) {
  co_await Sleep{latency(milliseconds, request)};
  co_return request + 1;
}

static Task pipeline(long request) {
  long request2 = co_await call(30, request);
  long request3 = co_await call(20, request2);
  co_await call(10, request3);
  done++;
}

int main(int count, char **words) {
  if (count < 2) return fprintf(stderr, "usage: coroutines IN-FLIGHT [varied]\n"), 2;
  long inFlight = atol(words[1]);
  // As many batches as `braid bench` makes.
  long batches = inFlight < 50000 ? 50000 / inFlight : 1;
  double begin = processorNanoseconds();
  for (long batch = 0; batch < batches; batch++) {
    for (long number = 0; number < inFlight; number++) pipeline(count > 2 ? number : 0);
    while (!timers.empty()) {
      Timer timer = timers.top();
      timers.pop();
      now = timer.due;
      timer.waiting.resume();
    }
  }
  if (done != inFlight * batches) return 1;
  printf("%.1f\n", (processorNanoseconds() - begin) / (inFlight * batches));
}
