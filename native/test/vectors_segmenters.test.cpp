#include <vector>

#include "../engine/segmenter/adaptive_windowing.hpp"
#include "../engine/segmenter/general_threshold.hpp"
#include "../engine/segmenter/windowing.hpp"
#include "../engine/segmenter/windowing_threshold.hpp"
#include "check.hpp"
#include "segment_runner.hpp"
#include "vector_case.hpp"
#include "vectors.generated.hpp"

using namespace ringside;

namespace {

/** Unit-amplitude signals of the training tool's tests become int16 at this scale, and thresholds with them. */
const double unit_scale = 32767.0;

struct Scaled {
  Columns columns;
  double scale;
};

Scaled to_int16(const VectorCase& v) {
  double highest = 0;
  for (uint32_t i = 0; i < v.columns * v.length; ++i) highest = fmax(highest, fabs(v.data[i]));
  const double scale = highest <= 1.5 ? unit_scale : 1.0;
  Scaled result{Columns(v.columns, std::vector<int16_t>(v.length)), scale};
  for (uint32_t c = 0; c < v.columns; ++c) {
    for (uint32_t i = 0; i < v.length; ++i) {
      result.columns[c][i] = static_cast<int16_t>(lrint(v.data[c * v.length + i] * scale));
    }
  }
  return result;
}

StatisticSpace space_of(const char* name) {
  if (strcmp(name, "variance") == 0) return StatisticSpace::variance;
  if (strcmp(name, "sum") == 0) return StatisticSpace::sum;
  if (strcmp(name, "absolute sum") == 0) return StatisticSpace::absolute_sum;
  if (strcmp(name, "absolute avg") == 0) return StatisticSpace::absolute_average;
  return StatisticSpace::standard_deviation;
}

ThresholdQ8 threshold_of(double value, StatisticSpace space, double scale) {
  const double factor = space == StatisticSpace::variance ? scale * scale : scale;
  return static_cast<ThresholdQ8>(llrint(value * factor * 256.0));
}

Comparison comparison_of(const char* name) {
  return strncmp(name, "max", 3) == 0 ? Comparison::at_least : Comparison::at_most;
}

uint32_t size_of(const VectorCase& v, const char* name) { return static_cast<uint32_t>(v.number(name)); }

ThresholdRule rule_of(const VectorCase& v, const char* end, uint32_t column, double scale) {
  char name[48];
  snprintf(name, sizeof name, "%s_threshold_space", end);
  const StatisticSpace space = space_of(v.text(name, v.text("threshold_space")));
  snprintf(name, sizeof name, "%s_comparison", end);
  const Comparison comparison = comparison_of(v.text(name, strcmp(end, "first") == 0 ? "max" : "min"));
  snprintf(name, sizeof name, "%s_vt_threshold", end);
  return ThresholdRule{column, space, comparison, threshold_of(v.number(name), space, scale)};
}

std::vector<Segment> run(const VectorCase& v, bool compat) {
  const Scaled data = to_int16(v);
  if (v.is("Windowing")) {
    return run_segmenter<Windowing>(WindowingSettings{size_of(v, "window_size"), size_of(v, "delta")}, data.columns);
  }
  if (v.is("Windowing Threshold Segmentation")) {
    const StatisticSpace space = space_of(v.text("threshold_space"));
    const WindowingThresholdSettings s{0,     size_of(v, "window_size"), size_of(v, "offset"), size_of(v, "threshold_space_width"),
                                       space, comparison_of(v.text("comparison")), compat,
                                       threshold_of(v.number("vt_threshold"), space, data.scale)};
    return run_segmenter<WindowingThreshold>(s, data.columns);
  }
  if (v.is("Adaptive Windowing Segmentation")) {
    const AdaptiveWindowingSettings s{{0}, 1, size_of(v, "min_segment_length"), size_of(v, "max_segment_length"),
                                      static_cast<int32_t>(v.number("threshold")), v.number("absolute_value") != 0.0, compat};
    return run_segmenter<AdaptiveWindowing>(s, data.columns);
  }
  const GeneralThresholdSettings s{rule_of(v, "first", 0, data.scale), rule_of(v, "second", v.columns > 1 ? 1 : 0, data.scale),
                                   size_of(v, "threshold_space_width"), size_of(v, "min_segment_length"),
                                   size_of(v, "max_segment_length"), false, false};
  return run_segmenter<GeneralThreshold>(s, data.columns);
}

/** Streaming vectors say [start, length]. */
std::vector<Segment> streaming_expected(const VectorCase& v) {
  std::vector<Segment> result;
  for (uint32_t i = 0; i + 1 < v.expected_count; i += 2) {
    const uint32_t begin = static_cast<uint32_t>(v.expected[i]);
    result.push_back(Segment{begin, begin + static_cast<uint32_t>(v.expected[i + 1])});
  }
  return result;
}

/**
 * Batch vectors of the training tool, in the half-open terms of section 1.10: its ends are inclusive (Windowing's are
 * not), and a General Threshold segment that found its end is one sample longer than the definition says.
 */
std::vector<Segment> batch_expected(const VectorCase& v) {
  const bool threshold_pair = v.is("General Threshold Segmentation") || v.is("Max Min Threshold Segmentation");
  const uint32_t longest = size_of(v, "max_segment_length");
  std::vector<Segment> result;
  for (uint32_t i = 0; i + 1 < v.expected_count; i += 2) {
    Segment segment{static_cast<uint32_t>(v.expected[i]), static_cast<uint32_t>(v.expected[i + 1])};
    if (!v.is("Windowing")) ++segment.end;
    if (threshold_pair && segment.length() < longest) --segment.end;
    result.push_back(segment);
  }
  return result;
}

bool holds(const VectorCase& v, bool compat, const std::vector<Segment>& expected) {
  const std::vector<Segment> found = run(v, compat);
  if (same(found, expected)) return true;
  printf("  vector %s differs:", v.id);
  for (const Segment& s : found) printf(" [%u,%u)", s.begin, s.end);
  printf("\n");
  return false;
}

}  // namespace

TEST("streaming segmenter vectors, compat mode: the same segments as the shipped device code") {
  static VectorTally tally("segmenters, compat");
  for (uint32_t i = 0; i < vector_case_count; ++i) {
    const VectorCase& v = vector_cases[i];
    if (strcmp(v.group, "Segmenter (streaming)") == 0) CHECK(tally.count(holds(v, true, streaming_expected(v))));
  }
}

TEST("batch segmenter vectors, normal mode: the training tool's events in half-open terms") {
  static VectorTally tally("segmenters, normal");
  for (uint32_t i = 0; i < vector_case_count; ++i) {
    const VectorCase& v = vector_cases[i];
    if (strcmp(v.group, "Segmenter") == 0) CHECK(tally.count(holds(v, false, batch_expected(v))));
  }
}
