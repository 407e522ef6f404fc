#pragma once
#pragma GCC optimize("fp-contract=off")

#include <stdint.h>

#include "../base/status.hpp"
#include "amplitude.hpp"
#include "area.hpp"
#include "crossings.hpp"
#include "energy.hpp"
#include "feature_input.hpp"
#include "fusion.hpp"
#include "parameter.hpp"
#include "regression.hpp"
#include "sampling.hpp"
#include "shape.hpp"
#include "shipped.hpp"
#include "statistical.hpp"
#include "time.hpp"

/*
 * Every feature: function, the name that SensiML-style pipelines use, columns it needs (0: one to eight), parameters in order.
 * One list makes the codes, the names and the dispatch. New ones go at the end: descriptors store the number.
 */
#define RINGSIDE_FEATURE_LIST(X)                                                                                  \
  X(mean, "Mean", 1, none, none, none, none, none)                                                                \
  X(median, "Median", 1, none, none, none, none, none)                                                            \
  X(standard_deviation, "Standard Deviation", 1, none, none, none, none, none)                                    \
  X(variance, "Variance", 1, none, none, none, none, none)                                                        \
  X(skewness, "Skewness", 1, none, none, none, none, none)                                                        \
  X(kurtosis, "Kurtosis", 1, none, none, none, none, none)                                                        \
  X(interquartile_range, "Interquartile Range", 1, none, none, none, none, none)                                  \
  X(percentile_25, "25th Percentile", 1, none, none, none, none, none)                                            \
  X(percentile_75, "75th Percentile", 1, none, none, none, none, none)                                            \
  X(maximum, "Maximum", 1, none, none, none, none, none)                                                          \
  X(minimum, "Minimum", 1, none, none, none, none, none)                                                          \
  X(sum, "Sum", 1, none, none, none, none, none)                                                                  \
  X(absolute_sum, "Absolute Sum", 1, none, none, none, none, none)                                                \
  X(absolute_mean, "Absolute Mean", 1, none, none, none, none, none)                                              \
  X(regression_slope, "Linear Regression Slope", 1, none, none, none, none, none)                                 \
  X(regression_intercept, "Linear Regression Intercept", 1, none, none, none, none, none)                         \
  X(regression_r, "Linear Regression R", 1, none, none, none, none, none)                                         \
  X(regression_error, "Linear Regression StdErr", 1, none, none, none, none, none)                                \
  X(zero_crossings, "Zero Crossings", 1, threshold, none, none, none, none)                                       \
  X(positive_zero_crossings, "Positive Zero Crossings", 1, threshold, none, none, none, none)                     \
  X(negative_zero_crossings, "Negative Zero Crossings", 1, threshold, none, none, none, none)                     \
  X(shape_median_difference, "Shape Median Difference", 1, centre_ratio, none, none, none, none)                  \
  X(shape_absolute_median_difference, "Shape Absolute Median Difference", 1, centre_ratio, none, none, none, none)\
  X(high_frequency_difference, "Difference of Peak to Peak of High Frequency between two halves", 1, smoothing, none, none, none, none) \
  X(high_frequency_ratio, "Ratio of Peak to Peak of High Frequency between two halves", 1, smoothing, none, none, none, none) \
  X(maximum_column, "Max Column", 0, none, none, none, none, none)                                                \
  X(minimum_column, "Min Column", 0, none, none, none, none, none)                                                \
  X(absolute_maximum_column, "Absolute Max Column", 0, none, none, none, none, none)                              \
  X(two_column_mean_difference, "Two Column Mean Difference", 2, none, none, none, none, none)                    \
  X(two_column_median_difference, "Two Column Median Difference", 2, none, none, none, none, none)                \
  X(two_column_peak_location_difference, "Two Column Peak Location Difference", 2, none, none, none, none, none)  \
  X(two_column_span_difference, "Two Column Peak To Peak Difference (corrected)", 2, none, none, none, none, none)\
  X(slope_sign_correlation, "Cross Column Correlation", 2, slope_step, none, none, none, none)                    \
  X(cross_mean_crossing_rate, "Cross Column Mean Crossing Rate (corrected)", 2, offset, none, none, none, none)   \
  X(total_area, "Total Area", 1, rate_hz, none, none, none, none)                                                 \
  X(absolute_area, "Absolute Area", 1, rate_hz, none, none, none, none)                                           \
  X(total_area_low, "Total Area of Low Frequency", 1, rate_hz, smoothing, none, none, none)                       \
  X(absolute_area_low, "Absolute Area of Low Frequency", 1, rate_hz, smoothing, none, none, none)                 \
  X(total_area_high, "Total Area of High Frequency (corrected)", 1, rate_hz, smoothing, none, none, none)         \
  X(absolute_area_high, "Absolute Area of High Frequency", 1, rate_hz, smoothing, none, none, none)               \
  X(spectral_area, "Absolute Area of Spectrum", 0, rate_hz, none, none, none, none)                               \
  X(mean_crossing_rate, "Mean Crossing Rate", 1, none, none, none, none, none)                                    \
  X(zero_crossing_rate, "Zero Crossing Rate", 1, none, none, none, none, none)                                    \
  X(sigma_crossing_rate, "Sigma Crossing Rate", 1, none, none, none, none, none)                                  \
  X(second_sigma_crossing_rate, "Second Sigma Crossing Rate", 1, none, none, none, none, none)                    \
  X(mean_difference, "Mean Difference", 1, none, none, none, none, none)                                          \
  X(threshold_crossing_rate, "Threshold Crossing Rate", 1, threshold, none, none, none, none)                     \
  X(threshold_with_offset, "Threshold With Offset Crossing Count (corrected)", 1, threshold, offset, none, none, none) \
  X(average_energy, "Average Energy", 0, none, none, none, none, none)                                            \
  X(total_energy, "Total Energy", 0, none, none, none, none, none)                                                \
  X(average_demeaned_energy, "Average Demeaned Energy", 0, none, none, none, none, none)                          \
  X(average_movement_intensity, "Average of Movement Intensity", 0, none, none, none, none, none)                 \
  X(variance_movement_intensity, "Variance of Movement Intensity", 0, none, none, none, none, none)               \
  X(average_signal_magnitude, "Average Signal Magnitude Area", 0, none, none, none, none, none)                   \
  X(duration, "Duration of the Signal", 1, rate_hz, none, none, none, none)                                       \
  X(share_over_zero, "Percent Time over Zero", 1, none, none, none, none, none)                                   \
  X(share_over_sigma, "Percent Time over Sigma", 1, none, none, none, none, none)                                 \
  X(share_over_second_sigma, "Percent Time over Second Sigma", 1, none, none, none, none, none)                   \
  X(share_over_threshold, "Percent Time over Threshold", 1, threshold, none, none, none, none)                    \
  X(share_absolute_over_threshold, "Absolute Percent Time over Threshold", 1, threshold, none, none, none, none)  \
  X(average_time_over_threshold, "Average Time over Threshold", 1, threshold, none, none, none, none)             \
  X(peak_to_peak, "Global Peak to Peak", 1, none, none, none, none, none)                                         \
  X(minimum_maximum_sum, "Min Max Sum", 1, none, none, none, none, none)                                          \
  X(peak_to_peak_low, "Global Peak to Peak of Low Frequency", 1, smoothing, none, none, none, none)               \
  X(peak_to_peak_high, "Global Peak to Peak of High Frequency", 1, smoothing, none, none, none, none)             \
  X(peak_to_peak_high_first_half, "Max Peak to Peak of first half of High Frequency", 1, smoothing, none, none, none, none) \
  X(downsample, "Downsample", 1, blocks, part, none, none, none)                                                  \
  X(downsample_average_normalized, "Downsample Average with Normalization", 1, blocks, part, none, none, none)    \
  X(downsample_maximum_normalized, "Downsample Max with Normalization (corrected)", 1, blocks, part, none, none, none) \
  X(raw_sample, "Transpose Signal", 1, part, none, none, none, none)                                              \
  X(histogram, "Histogram", 0, bins, range_left, range_right, scaling, part)                                      \
  X(histogram_auto, "Histogram Auto Scale", 0, bins, scaling, part, none, none)                                   \
  X(shipped_variance, "Variance (as shipped)", 0, none, none, none, none, none)                                   \
  X(shipped_total_area_high, "Total Area of High Frequency (as shipped)", 0, rate_hz, smoothing, part, none, none)\
  X(shipped_two_column_min_max_difference, "Two Column Min Max Difference (as shipped)", 2, none, none, none, none, none) \
  X(shipped_two_column_peak_to_peak_difference, "Two Column Peak To Peak Difference (as shipped)", 2, none, none, none, none, none)

/*
 * A pack names the features it uses, as `#define RINGSIDE_USED_FEATURES(X) X(mean, ...) X(median, ...)` with rows of the
 * list above, before it includes the engine: only those are linked. Codes stay the same.
 */
#ifndef RINGSIDE_USED_FEATURES
#define RINGSIDE_USED_FEATURES RINGSIDE_FEATURE_LIST
#endif

namespace ringside {

#define RINGSIDE_AS_ENUM(name, text, columns, p0, p1, p2, p3, p4) name,
/** The number of a feature, as descriptors store it. */
enum class FeatureKind : uint8_t { RINGSIDE_FEATURE_LIST(RINGSIDE_AS_ENUM) count };
#undef RINGSIDE_AS_ENUM

/** What a feature needs. `columns` is 0 where it takes one to eight. */
struct FeatureNeeds {
  uint8_t columns;
  Parameter parameters[feature_parameter_limit];
};

/** False if this build leaves the feature out, or there is no such feature. */
inline bool feature_needs(uint8_t kind, FeatureNeeds& needs) {
#define RINGSIDE_AS_NEEDS(name, text, columns, p0, p1, p2, p3, p4)                                          \
  case static_cast<uint8_t>(FeatureKind::name):                                                             \
    needs = FeatureNeeds{columns, {Parameter::p0, Parameter::p1, Parameter::p2, Parameter::p3, Parameter::p4}}; \
    return true;
  switch (kind) { RINGSIDE_USED_FEATURES(RINGSIDE_AS_NEEDS) }
#undef RINGSIDE_AS_NEEDS
  return false;
}

/** The name of a feature in SensiML-style pipelines; empty if there is no such feature. */
inline const char* feature_name(uint8_t kind) {
#define RINGSIDE_AS_NAME(name, text, columns, p0, p1, p2, p3, p4) \
  case static_cast<uint8_t>(FeatureKind::name):                   \
    return text;
  switch (kind) { RINGSIDE_FEATURE_LIST(RINGSIDE_AS_NAME) }
#undef RINGSIDE_AS_NAME
  return "";
}

/** Checks a feature against the frame that it will read. */
inline Status check_feature(const FeatureSpec& spec, uint32_t frame_columns) {
  FeatureNeeds needs;
  if (!feature_needs(spec.kind, needs)) {
    return spec.kind < static_cast<uint8_t>(FeatureKind::count) ? Status::not_included : Status::bad_feature;
  }
  if (spec.column_count < 1 || spec.column_count > feature_column_limit) return Status::bad_feature;
  if (needs.columns != 0 && spec.column_count != needs.columns) return Status::bad_feature;
  for (uint32_t i = 0; i < spec.column_count; ++i) {
    if (spec.columns[i] >= frame_columns) return Status::bad_column;
  }
  for (uint32_t i = 0; i < feature_parameter_limit; ++i) {
    if (!parameter_allows(needs.parameters[i], spec.parameters[i])) return Status::bad_feature;
  }
  // Elsewhere the part must be one of the blocks or bins that the first parameter counts.
  const FeatureKind kind = static_cast<FeatureKind>(spec.kind);
  if (kind == FeatureKind::raw_sample || kind == FeatureKind::shipped_total_area_high) return Status::ok;
  for (uint32_t i = 1; i < feature_parameter_limit; ++i) {
    if (needs.parameters[i] == Parameter::part && spec.parameters[i] >= spec.parameters[0]) return Status::bad_feature;
  }
  return Status::ok;
}

/** Computes a checked feature. The segment has 1 to 16384 samples. */
inline float compute_feature(const FeatureSpec& spec, const SegmentView& segment, SegmentScratch& scratch) {
  const FeatureInput input{segment, spec, scratch};
#define RINGSIDE_AS_CALL(name, text, columns, p0, p1, p2, p3, p4) \
  case static_cast<uint8_t>(FeatureKind::name):                   \
    return feature::name(input);
  switch (spec.kind) { RINGSIDE_USED_FEATURES(RINGSIDE_AS_CALL) }
#undef RINGSIDE_AS_CALL
  return 0.0f;
}

}  // namespace ringside
