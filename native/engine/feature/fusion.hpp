#pragma once
#pragma GCC optimize("fp-contract=off")

#include "crossings.hpp"
#include "feature_input.hpp"
#include "sums.hpp"

/* Spec section 3.3: features of several columns at once. */
namespace ringside {
namespace feature {

/** The 1-based place, among the columns asked for, of the one with the greatest `level`; the first wins. */
template <class Level>
float owner_of(const FeatureInput& in, Level level) {
  uint32_t best = 0;
  int32_t record = level(in.summary(0));
  for (uint32_t c = 1; c < in.columns(); ++c) {
    const int32_t value = level(in.summary(c));
    if (value > record) {
      record = value;
      best = c;
    }
  }
  return static_cast<float>(best + 1u);
}

inline int32_t highest_level(const ColumnSummary& x) { return x.highest; }
inline int32_t lowest_negated(const ColumnSummary& x) { return -x.lowest; }
inline int32_t highest_magnitude(const ColumnSummary& x) {
  const int32_t low = -x.lowest;
  return x.highest > low ? x.highest : low;
}

inline float maximum_column(const FeatureInput& in) { return owner_of(in, highest_level); }
inline float minimum_column(const FeatureInput& in) { return owner_of(in, lowest_negated); }
inline float absolute_maximum_column(const FeatureInput& in) { return owner_of(in, highest_magnitude); }

inline float two_column_mean_difference(const FeatureInput& in) { return in.summary(0).mean() - in.summary(1).mean(); }
inline float two_column_median_difference(const FeatureInput& in) {
  const float first = in.order().quartile(in.column(0), 2);
  return first - in.order().quartile(in.column(1), 2);
}

/** Place of the first column's peak less that of the second's, in samples. */
inline float two_column_peak_location_difference(const FeatureInput& in) {
  return static_cast<float>(static_cast<int32_t>(peak_of(in.column(0))) - static_cast<int32_t>(peak_of(in.column(1))));
}

/** Corrected (the original's maximum is never tracked): (max1 - min1) - (max2 - min2). */
inline float two_column_span_difference(const FeatureInput& in) {
  return static_cast<float>(in.summary(0).span() - in.summary(1).span());
}

/** Steps of `sample_frequency` samples on which both columns rise or both fall, over n. Not Pearson's correlation. */
inline float slope_sign_correlation(const FeatureInput& in) {
  const ColumnView a = in.column(0);
  const ColumnView b = in.column(1);
  const uint32_t step = static_cast<uint32_t>(in.whole(0));
  int32_t alike = 0;
  for (uint32_t i = step; i < a.length; i += step) {
    const int32_t rise_a = static_cast<int32_t>(a[i]) - a[i - step];
    const int32_t rise_b = static_cast<int32_t>(b[i]) - b[i - step];
    if ((rise_a > 0 && rise_b > 0) || (rise_a < 0 && rise_b < 0)) ++alike;
  }
  return static_cast<float>(alike) / in.length_f();
}

/** Corrected (the original divides the mean by n twice): crossings of the second column about the first's mean plus
 *  `offset`, over n. */
inline float cross_mean_crossing_rate(const FeatureInput& in) {
  const int32_t level = in.summary(0).integer_mean() + in.whole(0);
  return static_cast<float>(crossings_of(in.column(1), level).both()) / in.length_f();
}

}  // namespace feature
}  // namespace ringside
