#include "check.hpp"

/** Runs every registered test, or those whose story contains the first argument. Exit code 1 if any check failed. */
int main(int argc, char** argv) {
  const char* wanted = argc > 1 ? argv[1] : "";
  int passed = 0;
  int failed = 0;
  for (check::Test* test = check::state().first; test != nullptr; test = test->next) {
    if (strstr(test->story, wanted) == nullptr) continue;
    const int before = check::state().failed_checks;
    test->run();
    if (check::state().failed_checks == before) {
      ++passed;
    } else {
      ++failed;
      printf("FAILED %s\n", test->story);
    }
  }
  printf("%d passed, %d failed\n", passed, failed);
  return failed == 0 ? 0 : 1;
}
