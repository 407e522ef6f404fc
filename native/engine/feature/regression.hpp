#pragma once
#pragma GCC optimize("fp-contract=off")

#include "feature_input.hpp"
#include "sums.hpp"

/* Spec section 3.1: least squares of the samples against their index 0 .. n-1. */
namespace ringside {
namespace feature {

/** n^2 times the (co)variances of index and sample, exact: below 2^60 for segments of 2^14 samples. */
struct IndexRegression {
  float index_spread;
  float sample_spread;
  float product;
};

inline IndexRegression index_regression_of(const FeatureInput& in) {
  const ColumnView x = in.column();
  const ColumnSummary& summary = in.summary();
  const int64_t n = x.length;
  int64_t weighted = 0;
  for (uint32_t i = 0; i < x.length; ++i) weighted += static_cast<int64_t>(i) * x[i];
  const int64_t index_sum = n * (n - 1) / 2;
  return IndexRegression{static_cast<float>(n * n * (n * n - 1) / 12), static_cast<float>(summary.scaled_variance()),
                         static_cast<float>(n * weighted - index_sum * summary.sum)};
}

/** Change per sample; 0 for one sample. */
inline float regression_slope(const FeatureInput& in) {
  const IndexRegression r = index_regression_of(in);
  return r.index_spread > 0.0f ? r.product / r.index_spread : 0.0f;
}

/** The line's value at index 0. */
inline float regression_intercept(const FeatureInput& in) {
  return in.summary().mean() - regression_slope(in) * ((in.length_f() - 1.0f) * 0.5f);
}

inline float pearson_r(const IndexRegression& line) {
  if (!(line.index_spread > 0.0f) || !(line.sample_spread > 0.0f)) return 0.0f;
  return line.product / (sqrtf(line.index_spread) * sqrtf(line.sample_spread));
}

/** Pearson's r of index and sample; 0 for a constant. */
inline float regression_r(const FeatureInput& in) { return pearson_r(index_regression_of(in)); }

/** Standard error of the slope; 0 for fewer than three samples. */
inline float regression_error(const FeatureInput& in) {
  if (in.length() < 3) return 0.0f;
  const IndexRegression line = index_regression_of(in);
  const float r = pearson_r(line);
  const float rest = 1.0f - r * r;
  if (!(rest > 0.0f)) return 0.0f;
  return sqrtf(rest / (in.length_f() - 2.0f)) * sqrtf(line.sample_spread) / sqrtf(line.index_spread);
}

}  // namespace feature
}  // namespace ringside
