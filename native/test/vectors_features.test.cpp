#include <math.h>

#include <string>
#include <vector>

#include "../engine/feature/feature_list.hpp"
#include "check.hpp"
#include "scratch.hpp"
#include "vector_case.hpp"
#include "vectors.generated.hpp"

using namespace ringside;

namespace {

/** Groups whose vectors are features: one number per column, or per column and part. */
bool is_feature_group(const VectorCase& v) {
  static const char* const groups[] = {"Statistical", "Area", "Column Fusion", "Time", "Energy", "Energy/Physical",
                                       "Sampling", "Amplitude", "Histogram", "Rate of Change", "Shape"};
  for (const char* group : groups) {
    if (strcmp(v.group, group) == 0) return true;
  }
  return false;
}

/** Names of the vectors that differ from the names of the features. */
std::string feature_for(const VectorCase& v) {
  static const char* const renamed[][2] = {
      {"AbsSum", "Absolute Sum"},
      {"100th Percentile", "Maximum"},
      {"mean (helper)", "Mean"},
      {"sum (helper)", "Sum"},
      {"median_int (helper)", "Median"},
      {"sum of symmetric moving average (helper)", "Total Area of Low Frequency"},
      {"p2p of symmetric moving average (helper)", "Global Peak to Peak of Low Frequency"},
      {"Min Max Sum (Amplitude)", "Min Max Sum"},
      {"Interleave Signal", "Transpose Signal"},
      {"Two Column Min Max Difference", "Two Column Peak To Peak Difference (corrected)"},
      {"Two Column Peak To Peak Difference", "Two Column Peak To Peak Difference (corrected)"},
      {"Total Area of High Frequency", "Total Area of High Frequency (corrected)"},
  };
  for (const auto& pair : renamed) {
    if (v.is(pair[0])) return pair[1];
  }
  return v.function;
}

int kind_named(const std::string& name) {
  for (uint8_t kind = 0; kind < static_cast<uint8_t>(FeatureKind::count); ++kind) {
    if (name == feature_name(kind)) return kind;
  }
  return -1;
}

struct Data {
  std::vector<int16_t> samples;
  uint32_t length;
};

/** The segment of a vector: whole columns, or `start` and `length` of the helpers. */
Data segment_of(const VectorCase& v) {
  const uint32_t from = static_cast<uint32_t>(v.number("start"));
  const uint32_t length = v.find("start") != nullptr ? static_cast<uint32_t>(v.number("length")) : v.length;
  Data data{{}, length};
  for (uint32_t c = 0; c < v.columns; ++c) {
    for (uint32_t i = 0; i < length; ++i) data.samples.push_back(static_cast<int16_t>(v.data[c * v.length + from + i]));
  }
  return data;
}

float parameter_for(const VectorCase& v, Parameter parameter, uint32_t part) {
  if (parameter == Parameter::none) return 0.0f;
  if (parameter == Parameter::part) return static_cast<float>(part);
  const double fallback = parameter == Parameter::rate_hz ? 1.0 : v.number("half_window");
  return static_cast<float>(v.number(parameter_name(parameter), fallback));
}

/** How many numbers upstream gives for one column. */
uint32_t parts_of(const VectorCase& v) {
  return static_cast<uint32_t>(v.number("new_length", v.number("number_of_bins", v.number("cutoff", 1))));
}

/** One number for one list of columns. */
double number_of(const VectorCase& v, uint8_t kind, const std::vector<uint8_t>& columns, uint32_t part, const SegmentView& view, SegmentScratch& scratch) {
  FeatureNeeds needs;
  CHECK(feature_needs(kind, needs));
  FeatureSpec spec{};
  spec.kind = kind;
  spec.column_count = static_cast<uint8_t>(columns.size());
  for (size_t c = 0; c < columns.size(); ++c) spec.columns[c] = columns[c];
  for (uint32_t p = 0; p < feature_parameter_limit; ++p) spec.parameters[p] = parameter_for(v, needs.parameters[p], part);
  CHECK(check_feature(spec, v.columns) == Status::ok);
  return static_cast<double>(compute_feature(spec, view, scratch));
}

std::vector<uint8_t> first_columns(uint32_t count) {
  std::vector<uint8_t> result;
  for (uint32_t c = 0; c < count; ++c) result.push_back(static_cast<uint8_t>(c));
  return result;
}

std::vector<double> compute(const VectorCase& v, int kind) {
  const Data data = segment_of(v);
  const SegmentView view = view_of(data.samples.data(), data.length);
  Scratch memory(v.columns, data.length);
  FeatureNeeds needs;
  CHECK(feature_needs(static_cast<uint8_t>(kind), needs));
  std::vector<double> result;
  const uint32_t turns = needs.columns == 1 ? v.columns : 1;
  for (uint32_t turn = 0; turn < turns; ++turn) {
    const std::vector<uint8_t> columns = needs.columns == 1 ? std::vector<uint8_t>{static_cast<uint8_t>(turn)} : first_columns(v.columns);
    for (uint32_t part = 0; part < parts_of(v); ++part) {
      result.push_back(number_of(v, static_cast<uint8_t>(kind), columns, part, view, memory.scratch));
    }
  }
  return result;
}

float third_moment(const ColumnView& x) { return feature::central_moments_of(x, summary_of(x).mean()).third; }

std::vector<double> numbers_of(const VectorCase& v) {
  if (v.is("Linear Regression Stats")) {
    std::vector<double> parts[4];
    for (int p = 0; p < 4; ++p) parts[p] = compute(v, static_cast<int>(FeatureKind::regression_slope) + p);
    std::vector<double> result;
    for (size_t c = 0; c < parts[0].size(); ++c) {
      for (const auto& part : parts) result.push_back(part[c]);
    }
    return result;
  }
  if (v.is("argmax (helper)")) {
    const Data data = segment_of(v);
    return {static_cast<double>(peak_of(view_of(data.samples.data(), data.length).column(0)))};
  }
  if (v.is("central moment order 3 (helper)")) {
    const Data data = segment_of(v);
    return {static_cast<double>(third_moment(view_of(data.samples.data(), data.length).column(0)))};
  }
  std::vector<double> result = compute(v, kind_named(feature_for(v)));
  if (v.is("median_int (helper)")) result[0] = trunc(result[0]);
  if (v.is("Interleave Signal")) {  // row by row where Transpose goes column by column
    const size_t rows = result.size() / v.columns;
    std::vector<double> woven;
    for (size_t i = 0; i < rows; ++i) {
      for (uint32_t c = 0; c < v.columns; ++c) woven.push_back(result[c * rows + i]);
    }
    return woven;
  }
  return result;
}

/** The features that upstream computes wrongly, as it computes them: column by column, each after those before it. */
std::vector<double> shipped_numbers_of(const VectorCase& v) {
  const int kind = kind_named(std::string(v.function) + " (as shipped)");
  const Data data = segment_of(v);
  const SegmentView view = view_of(data.samples.data(), data.length);
  Scratch memory(v.columns, data.length);
  std::vector<double> result;
  for (uint32_t i = 0; i < v.expected_count; ++i) {
    const uint32_t columns = v.is("Variance") ? i + 1u : v.columns;
    result.push_back(number_of(v, static_cast<uint8_t>(kind), first_columns(columns), i, view, memory.scratch));
  }
  return result;
}

bool matches(const VectorCase& v, const std::vector<double>& found, const double* expected, uint32_t count) {
  if (found.size() != count) {
    printf("  vector %s gives %zu numbers, not %u\n", v.id, found.size(), count);
    return false;
  }
  for (uint32_t i = 0; i < count; ++i) {
    // Upstream's own float32 noise: a few units in the last place beside the stated tolerance.
    if (fabs(found[i] - expected[i]) <= v.tolerance + fabs(expected[i]) * 3e-7) continue;
    printf("  vector %s, number %u: %.9g is not %.9g\n", v.id, i, found[i], expected[i]);
    return false;
  }
  return true;
}

}  // namespace

TEST("feature vectors, normal mode: upstream's numbers, and the right ones where upstream is wrong") {
  static VectorTally tally("features, normal");
  for (uint32_t i = 0; i < vector_case_count; ++i) {
    const VectorCase& v = vector_cases[i];
    if (!is_feature_group(v)) continue;
    const bool wrong_upstream = v.correct_count > 0;
    CHECK(tally.count(matches(v, numbers_of(v), wrong_upstream ? v.correct : v.expected, wrong_upstream ? v.correct_count : v.expected_count)));
  }
}

TEST("feature vectors, compat mode: upstream's numbers, its mistakes included") {
  static VectorTally tally("features, compat");
  for (uint32_t i = 0; i < vector_case_count; ++i) {
    const VectorCase& v = vector_cases[i];
    if (!is_feature_group(v)) continue;
    const std::vector<double> found = v.correct_count > 0 ? shipped_numbers_of(v) : numbers_of(v);
    CHECK(tally.count(matches(v, found, v.expected, v.expected_count)));
  }
}
