#pragma once

/* The parts of the engine that the boxing reference uses, as a pack names them before it includes the engine. */
#define RINGSIDE_WITH_SENSOR_FILTERS 0
#define RINGSIDE_WITH_SEGMENT_STAGES 0
#ifndef RINGSIDE_WITH_WINDOW_NETWORKS
#define RINGSIDE_WITH_WINDOW_NETWORKS 0
#endif
#ifndef RINGSIDE_WITH_TREES
#define RINGSIDE_WITH_TREES 0
#endif
#define RINGSIDE_USED_SEGMENTERS(X) X(windowing_threshold, WindowingThreshold)
#define RINGSIDE_USED_FEATURES(X)                                                           \
  X(mean, "Mean", 1, none, none, none, none, none)                                          \
  X(standard_deviation, "Standard Deviation", 1, none, none, none, none, none)              \
  X(variance, "Variance", 1, none, none, none, none, none)                                  \
  X(interquartile_range, "Interquartile Range", 1, none, none, none, none, none)            \
  X(percentile_25, "25th Percentile", 1, none, none, none, none, none)                      \
  X(percentile_75, "75th Percentile", 1, none, none, none, none, none)                      \
  X(minimum, "Minimum", 1, none, none, none, none, none)                                    \
  X(sum, "Sum", 1, none, none, none, none, none)                                            \
  X(regression_error, "Linear Regression StdErr", 1, none, none, none, none, none)          \
  X(two_column_mean_difference, "Two Column Mean Difference", 2, none, none, none, none, none) \
  X(two_column_span_difference, "Two Column Peak To Peak Difference (corrected)", 2, none, none, none, none, none) \
  X(total_area, "Total Area", 1, rate_hz, none, none, none, none)                           \
  X(absolute_area_low, "Absolute Area of Low Frequency", 1, rate_hz, smoothing, none, none, none)
