#pragma once
#pragma GCC optimize("fp-contract=off")

#include <stdint.h>

namespace ringside {

/** When the best output is too weak to name a class. */
struct RejectRule {
  int8_t weakest;        // the best output must reach this value; -128 accepts every one
  uint8_t least_margin;  // and lie this far above the second best; 0 accepts every one
};

/** Place of the highest output (the first of equals), or -1 if the rule rejects it. Softmax keeps the order, so it is not needed. */
inline int32_t decide(const int8_t* outputs, uint32_t count, const RejectRule& rule) {
  uint32_t best = 0;
  for (uint32_t i = 1; i < count; ++i) {
    if (outputs[i] > outputs[best]) best = i;
  }
  if (outputs[best] < rule.weakest) return -1;
  for (uint32_t i = 0; i < count; ++i) {
    if (i != best && outputs[best] - outputs[i] < rule.least_margin) return -1;
  }
  return static_cast<int32_t>(best);
}

}  // namespace ringside
