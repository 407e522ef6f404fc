#pragma once

#include <stdio.h>
#include <string.h>

/** A test runner in one header: tests register themselves, a failed check names its line, no exceptions are used. */
namespace check {

struct Test {
  const char* story;
  void (*run)();
  Test* next;
};

struct Run {
  Test* first = nullptr;
  Test** end = &first;
  int failed_checks = 0;
};

inline Run& state() {
  static Run run;
  return run;
}

struct Register {
  Test test;
  Register(const char* story, void (*run)()) : test{story, run, nullptr} {
    *state().end = &test;
    state().end = &test.next;
  }
};

inline void fail(const char* file, int line, const char* what) {
  ++state().failed_checks;
  printf("  %s:%d: %s\n", file, line, what);
}

inline void equal(const char* file, int line, const char* what, double left, double right) {
  if (left == right) return;
  ++state().failed_checks;
  printf("  %s:%d: %s: %.9g is not %.9g\n", file, line, what, left, right);
}

}  // namespace check

#define CHECK_JOIN_(a, b) a##b
#define CHECK_JOIN(a, b) CHECK_JOIN_(a, b)

/** TEST("what holds") { ... CHECK(condition); CHECK_EQUAL(number, number); } */
#define TEST(story)                                                                          \
  static void CHECK_JOIN(test_, __LINE__)();                                                 \
  static check::Register CHECK_JOIN(register_, __LINE__)(story, CHECK_JOIN(test_, __LINE__)); \
  static void CHECK_JOIN(test_, __LINE__)()

#define CHECK(condition)                                                \
  do {                                                                  \
    if (!(condition)) check::fail(__FILE__, __LINE__, #condition);      \
  } while (0)

#define CHECK_EQUAL(left, right)                                                                             \
  check::equal(__FILE__, __LINE__, #left " == " #right, static_cast<double>(left), static_cast<double>(right))
