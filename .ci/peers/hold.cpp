// The hold model on C++'s own heap: take the first of the pending timers and set another, after a random delay.
// The counterpart of `braid bench hold-1k hold-1m`: the same delays, first in, first out among equals, and the time of the
// hold phase alone.
//
// g++ -O2 -std=c++17 .ci/peers/hold.cpp -o hold && ./hold structs 1000000 && ./hold functions 1000000

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <functional>
#include <queue>
#include <vector>

static double processorNanoseconds() {
  timespec time;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return time.tv_sec * 1e9 + time.tv_nsec;
}

// SplitMix64, as `SeededGenerator`.
struct Random {
  uint64_t state = 1;
  uint64_t next() {
    uint64_t mixed = state += 0x9E3779B97F4A7C15;
    mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
    mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
    return mixed ^ (mixed >> 31);
  }
  int64_t delay() { return 1 + int64_t((unsigned __int128)next() * 1000000000 >> 64); }
};

template <typename Timer>
struct Loop {
  struct Later {
    bool operator()(const Timer &a, const Timer &b) const {
      return a.due != b.due ? a.due > b.due : a.sequence > b.sequence;
    }
  };
  std::priority_queue<Timer, std::vector<Timer>, Later> timers;
  int64_t now = 0;
  uint64_t sequence = 0;
  Random random;

  // Runs so many events, and says what one takes.
  double run(long events) {
    double begin = processorNanoseconds();
    for (long left = events; left > 0; left--) {
      Timer timer = std::move(const_cast<Timer &>(timers.top()));
      timers.pop();
      now = timer.due;
      timer.run(*this);
    }
    return (processorNanoseconds() - begin) / events;
  }
};

// A timer of plain data: what it does is the same for all.
struct Plain {
  int64_t due;
  uint64_t sequence;
  static void set(Loop<Plain> &loop) { loop.timers.push({loop.now + loop.random.delay(), loop.sequence++}); }
  void run(Loop<Plain> &loop) { set(loop); }
};

// A timer with a body of its own, as a loop for programs needs it.
struct Function {
  int64_t due;
  uint64_t sequence;
  std::function<void()> body;
  static void set(Loop<Function> &loop) {
    loop.timers.push({loop.now + loop.random.delay(), loop.sequence++, [&loop] { set(loop); }});
  }
  void run(Loop<Function> &) { body(); }
};

template <typename Timer>
static void measure(long pending) {
  Loop<Timer> loop;
  for (long number = 0; number < pending; number++) Timer::set(loop);
  long events = pending < 200000 ? 200000 / pending * pending : pending;
  // The first events find the timers in the order in which they were set.
  for (int pass = 0; pass < 2; pass++) loop.run(events);
  printf("%.1f\n", loop.run(events));
}

// Prints the nanoseconds of processor time that one event takes.
int main(int count, char **words) {
  if (count != 3) return fprintf(stderr, "usage: hold structs|functions PENDING\n"), 2;
  long pending = atol(words[2]);
  strcmp(words[1], "structs") == 0 ? measure<Plain>(pending) : measure<Function>(pending);
}
