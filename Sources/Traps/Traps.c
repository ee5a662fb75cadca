// Catches traps: the thread waits for ever, and another one continues in its place.

#if defined(__linux__)
#define _GNU_SOURCE
#endif

#include "Traps.h"

#if defined(__linux__) && __has_include(<execinfo.h>) && !defined(BRAID_PORTABLE)

#include <execinfo.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <ucontext.h>
#include <unistd.h>

// Instructions that Swift ends a process with, `abort`, and accesses to memory that is not there.
static const int caught[] = {SIGILL, SIGTRAP, SIGABRT, SIGFPE, SIGBUS, SIGSEGV};
enum { CaughtCount = sizeof caught / sizeof *caught, StackSize = 64 << 10 };

static struct sigaction before[CaughtCount];
static _Thread_local struct TrapScope *current;
static _Thread_local int hasStack;

static uintptr_t programCounter(const ucontext_t *context) {
#if defined(__x86_64__)
  return (uintptr_t)context->uc_mcontext.gregs[REG_RIP];
#elif defined(__aarch64__)
  return (uintptr_t)context->uc_mcontext.pc;
#else
  return (void)context, 0;
#endif
}

/// Lets a signal have the effect that it would have without this file.
static void passOn(int number, int isSent) {
  for (int k = 0; k < CaughtCount; k++)
    if (caught[k] == number) sigaction(number, &before[k], NULL);
  // An instruction traps again when the handler returns, and `abort` ends the process.
  if (isSent) raise(number);
}

static void note(struct TrapScope *scope, uintptr_t place) {
  // The first ones are those of the handler.
  void *frames[TrapFrames + 8];
  int count = backtrace(frames, TrapFrames + 8), first = 0;
  for (int k = 0; k < count; k++)
    if ((uintptr_t)frames[k] == place) first = k;
  for (int k = first; k < count && scope->count < TrapFrames; k++)
    // The place of the trap is no return address.
    scope->addresses[scope->count++] = (uintptr_t)frames[k] + ((uintptr_t)frames[k] == place);
}

static void handle(int number, siginfo_t *info, void *context) {
  struct TrapScope *scope = current;
  // `abort` sends its signal to the thread itself.
  int isOwn = info->si_code > 0 || (number == SIGABRT && info->si_pid == getpid());
  if (!scope || !isOwn) {
    passOn(number, info->si_code <= 0);
    return;
  }
  current = NULL;
  note(scope, programCounter(context));
  scope->signal = number;
  sigset_t all;
  sigfillset(&all);
  pthread_sigmask(SIG_BLOCK, &all, NULL);
  scope->caught(scope->context);
  for (;;) pause();
}

int TrapsInstall(void) {
  // The first call loads a library.
  void *frame;
  backtrace(&frame, 1);
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_sigaction = handle;
  action.sa_flags = SA_SIGINFO | SA_ONSTACK;
  sigemptyset(&action.sa_mask);
  for (int k = 0; k < CaughtCount; k++)
    if (sigaction(caught[k], &action, &before[k]) != 0) return 0;
  return 1;
}

/// Whether a text is what Swift's runtime says before it ends the process.
static int isLastWord(const char *text) {
  static const char *const marks[] = {"Fatal error", "Precondition failed", "Assertion failed", "Could not cast value"};
  for (size_t k = 0; k < sizeof marks / sizeof *marks; k++)
    if (strstr(text, marks[k])) return 1;
  return 0;
}

/// Takes the place of the C library's function, by which Swift's runtime says why it traps: a search makes thousands of runs.
///
/// Weak, so that a program that links the C library statically has one of the two.
__attribute__((weak)) int fputs(const char *restrict text, FILE *restrict stream) {
  size_t length = strlen(text);
  struct TrapScope *scope = current;
  if (scope && stream == stderr && isLastWord(text)) {
    size_t kept = length < TrapMessage ? length : TrapMessage - 1;
    memcpy(scope->message, text, kept);
    scope->message[kept] = 0;
    return 1;
  }
  return length == 0 || fwrite(text, 1, length, stream) == length ? 1 : EOF;
}

/// Prints what was taken for a last word and was none.
static void printMessage(struct TrapScope *scope) {
  if (!scope || scope->signal || !scope->message[0]) return;
  fwrite(scope->message, 1, strlen(scope->message), stderr);
  scope->message[0] = 0;
}

void TrapsEnter(struct TrapScope *scope) {
  printMessage(current);
  if (scope && !hasStack) {
    // For a thread whose own stack is full. A thread has it until it ends.
    void *memory = mmap(NULL, StackSize, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (memory != MAP_FAILED) {
      stack_t stack = {.ss_sp = memory, .ss_size = StackSize};
      sigaltstack(&stack, NULL);
    }
    hasStack = 1;
  }
  current = scope;
}

const char *TrapsSignalName(int number) {
  switch (number) {
    case SIGILL: return "SIGILL";
    case SIGTRAP: return "SIGTRAP";
    case SIGABRT: return "SIGABRT";
    case SIGFPE: return "SIGFPE";
    case SIGBUS: return "SIGBUS";
    case SIGSEGV: return "SIGSEGV";
    default: return "a signal";
  }
}

#else

int TrapsInstall(void) { return 0; }

void TrapsEnter(struct TrapScope *scope) { (void)scope; }

const char *TrapsSignalName(int number) { return (void)number, "a signal"; }

#endif
