#include "../engine/sensor/average.hpp"
#include "../engine/sensor/derivative.hpp"
#include "../engine/sensor/downsample.hpp"
#include "../engine/sensor/high_pass.hpp"
#include "../engine/sensor/low_pass.hpp"
#include "../engine/sensor/magnitude.hpp"
#include "../engine/sensor/moving_average.hpp"
#include "../engine/sensor/negate.hpp"
#include "check.hpp"
#include "random.hpp"

using namespace ringside;

namespace {
const uint8_t all[8] = {0, 1, 2, 3, 4, 5, 6, 7};
}

TEST("magnitude is the Euclidean norm; the shipped rules divide by the number of columns") {
  const int16_t frame[3] = {3, -4, 12};
  CHECK_EQUAL(magnitude(frame, all, 3, MagnitudeRule::norm), 13);
  CHECK_EQUAL(magnitude(frame, all, 3, MagnitudeRule::shipped_device), 4);
  CHECK_EQUAL(magnitude(frame, all, 3, MagnitudeRule::shipped_training), 4);
  const int16_t other[3] = {2, 9, 6};  // norm 11: a third is 3.67
  CHECK_EQUAL(magnitude(other, all, 3, MagnitudeRule::shipped_device), 3);
  CHECK_EQUAL(magnitude(other, all, 3, MagnitudeRule::shipped_training), 4);
}

TEST("magnitude of full-scale axes saturates and does not wrap") {
  int16_t frame[8];
  for (int i = 0; i < 8; ++i) frame[i] = INT16_MIN;
  for (uint32_t n = 1; n <= 8; ++n) CHECK_EQUAL(magnitude(frame, all, n, MagnitudeRule::norm), 32767);
  CHECK_EQUAL(magnitude(frame, all, 3, MagnitudeRule::shipped_device), 18918);
}

TEST("sensor averages truncate toward zero and survive full scale") {
  const int16_t frame[3] = {-1, -1, -3};
  CHECK_EQUAL(sensor_average(frame, all, 3), -1);
  CHECK_EQUAL(sensor_absolute_average(frame, all, 3), 1);
  const int16_t low[2] = {INT16_MIN, INT16_MIN};
  CHECK_EQUAL(sensor_average(low, all, 2), -32768);
  CHECK_EQUAL(sensor_absolute_average(low, all, 2), 32767);
}

TEST("negation turns the listed columns alone, and saturates where no number is left") {
  int16_t frame[4] = {5, -7, INT16_MIN, INT16_MAX};
  const uint8_t listed[3] = {1, 2, 3};
  negate(frame, listed, 3);
  const int16_t expected[4] = {5, 7, 32767, -32767};
  for (int i = 0; i < 4; ++i) CHECK_EQUAL(frame[i], expected[i]);
}

TEST("derivatives begin at zero, saturate, and forget on reset") {
  FirstDerivative first;
  CHECK_EQUAL(first.push(100), 0);
  CHECK_EQUAL(first.push(130), 30);
  CHECK_EQUAL(first.push(-32768), -32768);
  CHECK_EQUAL(first.push(32767), 32767);
  first.reset();
  CHECK_EQUAL(first.push(7), 0);
  SecondDerivative second;
  const int16_t input[5] = {0, 1, 4, 9, 16};
  const int16_t expected[5] = {0, 1, 2, 2, 2};
  for (int i = 0; i < 5; ++i) CHECK_EQUAL(second.push(input[i]), expected[i]);
}

TEST("a moving average equals the mean over its window, and its middle is the input of k samples ago") {
  Random random(3);
  for (uint32_t k = 1; k <= 32; k += 5) {
    int16_t memory[65];
    int16_t input[300];
    MovingAverage average;
    average.attach(memory, k);
    for (uint32_t i = 0; i < 300; ++i) {
      input[i] = random.sample(32767);
      const bool ready = average.push(input[i]);
      CHECK(ready == (i >= 2 * k));
      if (!ready) continue;
      int32_t sum = 0;
      for (uint32_t j = i - 2 * k; j <= i; ++j) sum += input[j];
      CHECK_EQUAL(average.mean(), sum / static_cast<int32_t>(2 * k + 1));
      CHECK_EQUAL(average.middle(), input[i - k]);
    }
  }
}

TEST("downsampling gives one sample a group and drops the tail") {
  DownsampleAverage average(2);
  DownsampleDecimate decimate(3);
  const int16_t input[9] = {-3, 3, 0, -2, 2, -3, -3, -3, -11};
  int means = 0;
  int kept = 0;
  for (int i = 0; i < 9; ++i) {
    means += average.push(input[i]);
    if (decimate.push(input[i])) {
      ++kept;
      CHECK_EQUAL(decimate.output(), input[i]);
    }
  }
  CHECK_EQUAL(means, 4);
  CHECK_EQUAL(average.output(), -3);
  CHECK_EQUAL(kept, 3);
}

TEST("the high-pass removes a constant and lets a step through, the low-pass the other way round") {
  HighPass high(32000);
  LowPass low(768);
  int16_t passed = 0;
  int16_t smooth = 0;
  for (int i = 0; i < 3000; ++i) {
    passed = high.push(1000);
    smooth = low.push(1000);
  }
  CHECK_EQUAL(passed, 0);
  CHECK_EQUAL(smooth, 1000);
  CHECK_EQUAL(high.push(3000), 1953);  // 2000 * 32000 / 32768
  CHECK_EQUAL(low.push(3000), 1047);   // 1000 + 2000 * 768 / 32768
}

TEST("filters round to the nearest count") {
  HighPass high(16384);
  high.push(0);
  CHECK_EQUAL(high.push(1), 1);  // one half
  CHECK_EQUAL(high.push(1), 0);  // one quarter
  LowPass low(16384);
  low.push(0);
  CHECK_EQUAL(low.push(1), 1);
}

TEST("filters stay in range for full-scale square waves and begin afresh after reset") {
  HighPass high(32767);
  LowPass low(32768);
  for (int i = 0; i < 1000; ++i) {
    const int16_t sample = i % 2 == 0 ? INT16_MIN : INT16_MAX;
    high.push(sample);
    CHECK_EQUAL(low.push(sample), sample);
  }
  high.reset();
  low.reset();
  CHECK_EQUAL(high.push(-32768), 0);
  CHECK_EQUAL(low.push(12), 12);
}
