#pragma once
#pragma GCC optimize("fp-contract=off")

#include <stdint.h>

/* Name, the name that SensiML-style pipelines use, lowest and highest value. Whole numbers but for rates and ratios. */
#define RINGSIDE_PARAMETER_LIST(X)                              \
  X(none, "", 0, 0)                                             \
  X(threshold, "threshold", -32768, 32767)                      \
  X(offset, "offset", -32768, 32767)                            \
  X(rate_hz, "sample_rate", 1, 100000)                          \
  X(smoothing, "smoothing_factor", 1, 50)                       \
  X(centre_ratio, "center_ratio", 0.1f, 0.9f)                   \
  X(slope_step, "sample_frequency", 1, 10)                      \
  X(blocks, "new_length", 1, 32)                                \
  X(bins, "number_of_bins", 1, 255)                             \
  X(range_left, "range_left", -32768, 32767)                    \
  X(range_right, "range_right", -32768, 32767)                  \
  X(scaling, "scaling_factor", 1, 65535)                        \
  X(part, "part", 0, 16383)

namespace ringside {

#define RINGSIDE_AS_ENUM(name, upstream, low, high) name,
/** The settings that features know. */
enum class Parameter : uint8_t { RINGSIDE_PARAMETER_LIST(RINGSIDE_AS_ENUM) };
#undef RINGSIDE_AS_ENUM

/** The name under which SensiML-style pipelines know a parameter. */
inline const char* parameter_name(Parameter parameter) {
#define RINGSIDE_AS_NAME(name, upstream, low, high) \
  case Parameter::name:                             \
    return upstream;
  switch (parameter) { RINGSIDE_PARAMETER_LIST(RINGSIDE_AS_NAME) }
#undef RINGSIDE_AS_NAME
  return "";
}

/** True if a value is a number inside the range of its parameter. */
inline bool parameter_allows(Parameter parameter, float value) {
#define RINGSIDE_AS_RANGE(name, upstream, low, high) {low, high},
  static const float ranges[][2] = {RINGSIDE_PARAMETER_LIST(RINGSIDE_AS_RANGE)};
#undef RINGSIDE_AS_RANGE
  const float* range = ranges[static_cast<uint8_t>(parameter)];
  return value >= range[0] && value <= range[1];  // false for NaN
}

}  // namespace ringside
