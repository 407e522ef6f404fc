#include <vector>

#include "../engine/segmenter/adaptive_windowing.hpp"
#include "../engine/segmenter/double_peak.hpp"
#include "../engine/segmenter/general_threshold.hpp"
#include "../engine/segmenter/windowing.hpp"
#include "../engine/segmenter/windowing_threshold.hpp"
#include "check.hpp"
#include "random.hpp"
#include "segment_runner.hpp"

using namespace ringside;

namespace {

/** Value of a statistic straight from its definition, in exact long arithmetic (n^2 times the variance for std). */
struct Brute {
  const Columns& columns;

  double at(uint32_t column, StatisticSpace space, uint32_t from, uint32_t width) const {
    double sum = 0;
    double squares = 0;
    double absolute = 0;
    for (uint32_t i = from; i < from + width; ++i) {
      const double x = columns[column][i];
      sum += x;
      squares += x * x;
      absolute += x < 0 ? -x : x;
    }
    const double n = width;
    switch (space) {
      case StatisticSpace::standard_deviation:
        return sqrt((n * squares - sum * sum) / (n * n));
      case StatisticSpace::variance:
        return (n * squares - sum * sum) / (n * n);
      case StatisticSpace::sum:
        return sum;
      case StatisticSpace::absolute_sum:
        return absolute;
      case StatisticSpace::absolute_average:
        return absolute / n;
    }
    return 0;
  }

  bool passes(const ThresholdRule& rule, uint32_t from, uint32_t width) const {
    const double threshold = static_cast<double>(rule.threshold) / 256.0;
    const double value = at(rule.column, rule.space, from, width);
    return rule.comparison == Comparison::at_least ? value >= threshold : value <= threshold;
  }
};

Columns noisy_bursts(Random& random, uint32_t columns, uint32_t length) {
  Columns result(columns, std::vector<int16_t>(length));
  int32_t amplitude = 50;
  for (uint32_t i = 0; i < length; ++i) {
    if (random.between(0, 60) == 0) amplitude = random.between(0, 1) == 0 ? 50 : random.between(1000, 32767);
    for (uint32_t c = 0; c < columns; ++c) result[c][i] = random.sample(amplitude);
  }
  return result;
}

}  // namespace

TEST("windowing threshold reports what its definition says, for random settings and signals") {
  Random random(10);
  for (int round = 0; round < 150; ++round) {
    const Columns data = noisy_bursts(random, 2, 700);
    WindowingThresholdSettings s{};
    s.column = static_cast<uint32_t>(random.between(0, 1));
    s.width = static_cast<uint32_t>(random.between(1, 30));
    s.offset = static_cast<uint32_t>(random.between(0, 40));
    s.window = s.offset + s.width + static_cast<uint32_t>(random.between(0, 80));
    s.space = static_cast<StatisticSpace>(random.between(0, 4));
    s.comparison = static_cast<Comparison>(random.between(0, 1));
    s.threshold = random.between(0, s.space == StatisticSpace::variance ? 2000000000 : 3000000);
    CHECK(WindowingThreshold::check(s, 2) == Status::ok);
    std::vector<Segment> expected;
    const Brute brute{data};
    const ThresholdRule rule{s.column, s.space, s.comparison, s.threshold};
    for (uint32_t b = 0; b + s.window <= 700;) {
      if (brute.passes(rule, b + s.offset, s.width)) {
        expected.push_back(Segment{b, b + s.window});
        b += s.window;
      } else {
        ++b;
      }
    }
    CHECK(same(run_segmenter<WindowingThreshold>(s, data), expected));
  }
}

TEST("general threshold reports what its definition says, for random settings and signals") {
  Random random(11);
  for (int round = 0; round < 150; ++round) {
    const Columns data = noisy_bursts(random, 2, 900);
    GeneralThresholdSettings s{};
    s.width = static_cast<uint32_t>(random.between(1, 30));
    s.shortest = s.width + static_cast<uint32_t>(random.between(1, 40));
    s.longest = s.shortest + static_cast<uint32_t>(random.between(0, 120));
    s.start = ThresholdRule{0, static_cast<StatisticSpace>(random.between(0, 4)), Comparison::at_least, random.between(0, 3000000)};
    s.stop = ThresholdRule{1, static_cast<StatisticSpace>(random.between(0, 4)), Comparison::at_most, random.between(0, 3000000)};
    s.drop_over = random.between(0, 1) == 1;
    CHECK(GeneralThreshold::check(s, 2) == Status::ok);
    std::vector<Segment> expected;
    const Brute brute{data};
    for (uint32_t b = 0; b + s.width <= 900;) {
      if (!brute.passes(s.start, b, s.width)) {
        ++b;
        continue;
      }
      uint32_t e = b + s.shortest;
      while (e < b + s.longest && e <= 900 && !brute.passes(s.stop, e - s.width, s.width)) ++e;
      if (e > 900) break;
      const bool stopped = brute.passes(s.stop, e - s.width, s.width);
      if (stopped || !s.drop_over) expected.push_back(Segment{b, e});
      b = e;
    }
    CHECK(same(run_segmenter<GeneralThreshold>(s, data), expected));
  }
}

TEST("a standard deviation that equals the threshold passes on both sides, one step beside it on one") {
  // Samples +-3 have a standard deviation of exactly 3.
  const Columns data(1, std::vector<int16_t>{3, -3, 3, -3});
  const struct {
    ThresholdQ8 threshold;
    bool at_least;
    bool at_most;
  } cases[] = {{3 * 256, true, true}, {3 * 256 + 1, false, true}, {3 * 256 - 1, true, false}, {-1, true, false}};
  for (const auto& one : cases) {
    WindowingThresholdSettings s{0, 4, 0, 4, StatisticSpace::standard_deviation, Comparison::at_least, false, one.threshold};
    CHECK(run_segmenter<WindowingThreshold>(s, data).empty() == !one.at_least);
    s.comparison = Comparison::at_most;
    CHECK(run_segmenter<WindowingThreshold>(s, data).empty() == !one.at_most);
  }
}

TEST("statistics of full-scale signals stay exact at the widest window") {
  Columns data(1, std::vector<int16_t>(1024));
  for (uint32_t i = 0; i < 1024; ++i) data[0][i] = i % 2 == 0 ? INT16_MIN : INT16_MAX;
  WindowingThresholdSettings s{0, 1024, 0, 1024, StatisticSpace::standard_deviation, Comparison::at_least, false, 0};
  s.threshold = 32767 * 256 + 128;  // (32768 + 32767) / 2 exactly
  CHECK(same(run_segmenter<WindowingThreshold>(s, data), {Segment{0, 1024}}));
  s.threshold += 1;
  CHECK(run_segmenter<WindowingThreshold>(s, data).empty());
}

TEST("compat cuts the statistic to an integer: 79.9 does not reach 80, normal mode compares exactly") {
  const Columns data(1, std::vector<int16_t>{79, 80, 80, 80});  // mean of |x| is 79.75
  WindowingThresholdSettings s{0, 4, 0, 4, StatisticSpace::absolute_average, Comparison::at_least, false, 79 * 256 + 128};
  CHECK(same(run_segmenter<WindowingThreshold>(s, data), {Segment{0, 4}}));
  s.compat = true;
  CHECK(run_segmenter<WindowingThreshold>(s, data).empty());
}

TEST("windowing threshold knows its trigger long before the window is complete") {
  Columns data(1, std::vector<int16_t>(300, 0));
  for (uint32_t i = 100; i < 110; ++i) data[0][i] = i % 2 == 0 ? 9000 : -9000;
  const WindowingThresholdSettings s{0, 100, 20, 10, StatisticSpace::standard_deviation, Comparison::at_least, false, 8000 * 256};
  std::vector<int16_t> memory(SampleRing::size(1, WindowingThreshold::history(s)));
  SampleRing ring;
  ring.attach(memory.data(), 1, WindowingThreshold::history(s));
  WindowingThreshold segmenter;
  segmenter.configure(s);
  Segment segment{0, 0};
  for (uint32_t i = 0; i < 300; ++i) {
    ring.push(&data[0][i]);
    const bool done = segmenter.step(ring, segment);
    CHECK(segmenter.triggered() == (i >= 107 && i < 177));
    CHECK(done == (i == 177));
  }
  CHECK_EQUAL(segment.begin, 78);
  CHECK_EQUAL(segment.end, 178);
}

TEST("adaptive windowing cuts at the first highest sample, or at the shortest length in quiet") {
  Columns data(1, std::vector<int16_t>(60, 0));
  data[0][7] = -500;
  data[0][8] = 500;
  AdaptiveWindowingSettings s{{0}, 1, 5, 20, 400, true, false};
  CHECK(same(run_segmenter<AdaptiveWindowing>(s, data), {Segment{0, 8}, Segment{8, 13}, Segment{13, 18}, Segment{18, 23},
                                                         Segment{23, 28}, Segment{28, 33}, Segment{33, 38}, Segment{38, 43}}));
  s.threshold = 500;  // a peak at the threshold cuts; in compat it must exceed it
  CHECK_EQUAL(run_segmenter<AdaptiveWindowing>(s, data)[0].end, 8);
  s.compat = true;
  CHECK_EQUAL(run_segmenter<AdaptiveWindowing>(s, data)[0].end, 5);
  s.compat = false;
  s.threshold = 400;
  s.absolute = false;
  CHECK_EQUAL(run_segmenter<AdaptiveWindowing>(s, data)[0].end, 9);
  data[0][5] = INT16_MIN;
  s.absolute = true;
  CHECK_EQUAL(run_segmenter<AdaptiveWindowing>(s, data)[0].end, 6);
  s.compat = true;
  CHECK_EQUAL(run_segmenter<AdaptiveWindowing>(s, data)[0].end, 8);
}

TEST("two dips in time open a recording, two dips too close do not") {
  Columns data(1, std::vector<int16_t>(120, 0));
  const auto dip = [&](uint32_t at) { data[0][at] = -25000; };
  dip(10);
  dip(30);
  for (uint32_t i = 31; i < 60; ++i) data[0][i] = 20000;
  const DoublePeakSettings s{0, -20000, -1000, 15000, 60, 10, 80};
  CHECK(same(run_segmenter<DoublePeak>(s, data), {Segment{31, 60}}));
  data[0][30] = 0;
  dip(15);
  CHECK(run_segmenter<DoublePeak>(s, data).empty());
}

TEST("general threshold reports the open end of a capture only when asked to") {
  Columns data(1, std::vector<int16_t>(100, 0));
  for (uint32_t i = 60; i < 100; ++i) data[0][i] = 1000;
  GeneralThresholdSettings s = max_min_threshold(0, StatisticSpace::sum, 9000 * 256, 100 * 256, 10, 20, 80);
  std::vector<int16_t> memory(SampleRing::size(1, GeneralThreshold::history(s)));
  for (const bool keep : {false, true}) {
    s.keep_partial = keep;
    SampleRing ring;
    ring.attach(memory.data(), 1, GeneralThreshold::history(s));
    GeneralThreshold segmenter;
    segmenter.configure(s);
    Segment segment{0, 0};
    for (uint32_t i = 0; i < 100; ++i) {
      ring.push(&data[0][i]);
      CHECK(!segmenter.step(ring, segment));
    }
    CHECK(segmenter.flush(ring, segment) == keep);
    if (keep) CHECK_EQUAL(segment.begin, 59);
    if (keep) CHECK_EQUAL(segment.end, 100);
  }
}

TEST("settings that make no sense are refused by name") {
  CHECK(Windowing::check(WindowingSettings{0, 1}, 1) == Status::bad_segmenter);
  CHECK(Windowing::check(WindowingSettings{10, 11}, 1) == Status::bad_segmenter);
  WindowingThresholdSettings w{1, 100, 0, 10, StatisticSpace::sum, Comparison::at_least, false, 0};
  CHECK(WindowingThreshold::check(w, 1) == Status::bad_column);
  w.column = 0;
  w.offset = 91;
  CHECK(WindowingThreshold::check(w, 1) == Status::bad_segmenter);
  w.offset = 0xfffffff0u;
  CHECK(WindowingThreshold::check(w, 1) == Status::bad_segmenter);
  GeneralThresholdSettings g = max_min_threshold(0, StatisticSpace::sum, 0, 0, 10, 10, 80);
  CHECK(GeneralThreshold::check(g, 1) == Status::bad_segmenter);
  AdaptiveWindowingSettings a{{0, 3}, 2, 5, 20, 0, true, false};
  CHECK(AdaptiveWindowing::check(a, 3) == Status::bad_column);
  CHECK(DoublePeak::check(DoublePeakSettings{0, 0, 0, 0, 60, 80, 10}, 1) == Status::bad_segmenter);
}
