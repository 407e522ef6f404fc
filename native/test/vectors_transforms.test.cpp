#include <math.h>

#include <functional>
#include <vector>

#include "../engine/feature/column_summary.hpp"
#include "../engine/scaling/min_max_scale.hpp"
#include "../engine/segment_stage/horizontal_scale.hpp"
#include "../engine/segment_stage/normalize.hpp"
#include "../engine/segment_stage/offset_factor.hpp"
#include "../engine/segment_stage/pre_emphasis.hpp"
#include "../engine/segment_stage/scale_factor.hpp"
#include "../engine/segment_stage/segment_filter.hpp"
#include "../engine/sensor/downsample.hpp"
#include "../engine/sensor/low_pass.hpp"
#include "../engine/sensor/magnitude.hpp"
#include "check.hpp"
#include "vector_case.hpp"
#include "vectors.generated.hpp"

using namespace ringside;

namespace {

typedef std::vector<int16_t> Samples;

Samples column_of(const VectorCase& v, uint32_t c) {
  Samples result(v.length);
  for (uint32_t i = 0; i < v.length; ++i) result[i] = static_cast<int16_t>(v.data[c * v.length + i]);
  return result;
}

ColumnView view(const Samples& x) { return ColumnView{x.data(), 0, 0xffffffffu, static_cast<uint32_t>(x.size())}; }

StripMode mode_of(const char* text) {
  if (strcmp(text, "min") == 0) return StripMode::lowest;
  if (strcmp(text, "median") == 0) return StripMode::median;
  if (strcmp(text, "zero") == 0) return StripMode::first;
  return StripMode::mean;
}

/** One column through the stage that the vector names. */
Samples staged(const VectorCase& v, Samples x) {
  const uint32_t n = static_cast<uint32_t>(x.size());
  Samples memory(OrderScratch::size(n));
  OrderScratch order;
  order.attach(memory.data(), n);
  if (strncmp(v.function, "Strip ", 6) == 0) strip(x.data(), n, mode_of(v.function + 6), order);
  if (v.is("remove mean (int helper)")) strip(x.data(), n, StripMode::mean, order);
  if (v.is("autoscale to int16 (helper)")) vertical_scale(x.data(), n);
  if (v.is("Scale Factor (scalar)")) scale_factor(x.data(), n, static_cast<float>(v.number("scale_factor")));
  if (v.is("Scale Factor (std)")) scale_factor(x.data(), n, sqrtf(static_cast<float>(summary_of(view(x)).scaled_variance())) / static_cast<float>(n));
  if (v.is("Scale Factor (median)")) {
    const Samples copy = x;
    scale_factor(x.data(), n, order.quartile(view(copy), 2));
  }
  if (v.is("Offset Factor")) offset_factor(x.data(), n, static_cast<int16_t>(v.number("offset_factor")));
  if (v.is("Pre-emphasis Filter")) {
    pre_emphasis(x.data(), n, static_cast<uint16_t>(v.number("alpha") * 32768.0), static_cast<int16_t>(v.number("prior")));
  }
  if (v.is("Horizontal AutoScale Segment")) {
    Samples scaled(static_cast<size_t>(v.number("new_length")));
    horizontal_scale(view(x), scaled.data(), static_cast<uint32_t>(scaled.size()));
    return scaled;
  }
  return x;
}

/** All numbers of a vector, column after column; empty if no transform has its name. */
std::vector<double> numbers_of(const VectorCase& v) {
  std::vector<double> result;
  if (v.is("MSE Filter")) {
    const bool keep = keeps_mean_square(view(column_of(v, 0)), static_cast<int16_t>(v.number("mse_target")),
                                        static_cast<int32_t>(v.number("mse_threshold")));
    return {keep ? 1.0 : 0.0};
  }
  if (v.is("Threshold Filter")) {
    const bool keep = keeps_inside(view(column_of(v, 0)), static_cast<int16_t>(v.number("threshold")), v.number("comparison") == 0.0);
    return {keep ? 1.0 : 0.0};
  }
  if (v.is("Magnitude")) {
    const uint8_t all[3] = {0, 1, 2};
    for (uint32_t i = 0; i < v.length; ++i) {
      const int16_t frame[3] = {column_of(v, 0)[i], column_of(v, 1)[i], column_of(v, 2)[i]};
      result.push_back(magnitude(frame, all, 3, MagnitudeRule::shipped_training));
    }
    return result;
  }
  if (strncmp(v.function, "Streaming \"High Pass\"", 21) == 0) {
    const Samples x = column_of(v, 0);
    int16_t y = x[0];
    for (uint32_t i = 1; i < v.length; ++i) {
      char name[32];
      snprintf(name, sizeof name, "alpha_per_call.%u", i);
      y = shipped_low_pass_step(y, x[i], static_cast<float>(v.number(name)));
      result.push_back(y);
    }
    return result;
  }
  for (uint32_t c = 0; c < v.columns; ++c) {
    const Samples x = column_of(v, c);
    if (v.is("Streaming Downsample (average)")) {
      DownsampleAverage stage(static_cast<uint32_t>(v.number("filter_length")));
      for (const int16_t sample : x) {
        if (stage.push(sample)) result.push_back(stage.output());
      }
    } else if (v.is("Min Max Scale")) {
      char low[24];
      char high[24];
      snprintf(low, sizeof low, "minimums.%u", c);
      snprintf(high, sizeof high, "maximums.%u", c);
      const FeatureRange range{static_cast<float>(v.number(low)), static_cast<float>(v.number(high))};
      for (const int16_t sample : x) result.push_back(min_max_scale(sample, range, 0, 255));
    } else {
      for (const int16_t sample : staged(v, x)) result.push_back(sample);
    }
  }
  return result;
}

bool is_transform_group(const VectorCase& v) {
  return strcmp(v.group, "Sensor Transform") == 0 || strcmp(v.group, "Sensor Filter") == 0 ||
         strcmp(v.group, "Segment Transform") == 0 || strcmp(v.group, "Segment Filter") == 0 ||
         strcmp(v.group, "Feature Transform") == 0;
}

bool matches(const VectorCase& v) {
  const std::vector<double> found = numbers_of(v);
  if (found.size() != v.expected_count) {
    printf("  vector %s gives %zu numbers, not %u\n", v.id, found.size(), v.expected_count);
    return false;
  }
  for (uint32_t i = 0; i < v.expected_count; ++i) {
    if (fabs(found[i] - v.expected[i]) <= v.tolerance) continue;
    printf("  vector %s, number %u: %g is not %g\n", v.id, i, found[i], v.expected[i]);
    return false;
  }
  return true;
}

}  // namespace

TEST("transform, filter and scaling vectors") {
  static VectorTally tally("transforms");
  for (uint32_t i = 0; i < vector_case_count; ++i) {
    const VectorCase& v = vector_cases[i];
    if (is_transform_group(v)) CHECK(tally.count(matches(v)));
  }
}
