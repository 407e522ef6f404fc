#pragma once
#pragma GCC optimize("fp-contract=off")

#include <stdint.h>

#include "../base/integer.hpp"

namespace ringside {

/** Difference to the sample before, per column; 0 for the first. Saturates: full-scale swings do not wrap. */
class FirstDerivative {
 public:
  void reset() { started_ = false; }

  int16_t push(int16_t sample) {
    const int32_t before = started_ ? previous_ : sample;
    started_ = true;
    previous_ = sample;
    return saturate16(static_cast<int32_t>(sample) - before);
  }

 private:
  int16_t previous_ = 0;
  bool started_ = false;
};

/** The first derivative of the first derivative; 0 for the first sample. */
class SecondDerivative {
 public:
  void reset() {
    slope_.reset();
    change_.reset();
  }

  int16_t push(int16_t sample) { return change_.push(slope_.push(sample)); }

 private:
  FirstDerivative slope_;
  FirstDerivative change_;
};

}  // namespace ringside
