#pragma once

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct VectorParam {
  const char* name;
  double number;
  const char* text;
};

/** One numeric vector of the specification: columns lie one after the other in `data`. */
struct VectorCase {
  const char* id;
  const char* function;
  const char* group;
  uint32_t columns;
  uint32_t length;
  const double* data;
  const VectorParam* params;
  uint32_t param_count;
  const double* expected;
  uint32_t expected_count;
  const double* correct;  // where upstream is wrong: what normal mode must give
  uint32_t correct_count;
  double tolerance;

  const VectorParam* find(const char* name) const {
    for (uint32_t i = 0; i < param_count; ++i) {
      if (strcmp(params[i].name, name) == 0) return &params[i];
    }
    return nullptr;
  }

  double number(const char* name, double otherwise = 0.0) const {
    const VectorParam* param = find(name);
    return param == nullptr ? otherwise : param->number;
  }

  const char* text(const char* name, const char* otherwise = "") const {
    const VectorParam* param = find(name);
    return param == nullptr ? otherwise : param->text;
  }

  bool is(const char* name) const { return strcmp(function, name) == 0; }
};

/** Counts vectors per mode, and prints a line for each mode when a test program ends. */
struct VectorTally {
  const char* mode;
  unsigned passed = 0;
  unsigned total = 0;
  explicit VectorTally(const char* name) : mode(name) {}
  ~VectorTally() { printf("vectors, %s: %u of %u passed\n", mode, passed, total); }
  bool count(bool good) {
    ++total;
    passed += good ? 1u : 0u;
    return good;
  }
};
