#pragma once
#pragma GCC optimize("fp-contract=off")

#include "feature_input.hpp"
#include "sums.hpp"

/* Spec section 3.7: a segment thinned out, or counted into bins. `part` picks one of the numbers that the original gives. */
namespace ringside {
namespace feature {

/** Block `part` of `new_length` equal blocks; the tail that fills no block is left out. Empty if n < new_length. */
inline ColumnView block_of(const FeatureInput& in, uint32_t part) {
  const uint32_t size = in.length() / static_cast<uint32_t>(in.whole(0));
  return in.column().part(part * size, (part + 1u) * size);
}

inline float downsample(const FeatureInput& in) {
  const ColumnView block = block_of(in, static_cast<uint32_t>(in.whole(1)));
  return block.length == 0 ? 0.0f : summary_of(block).mean();
}

/** The level of one block, rescaled to 0..255 by the lowest and highest of all blocks; 0 if they are equal. */
template <class Level>
float normalized_block(const FeatureInput& in, Level level) {
  const uint32_t blocks = static_cast<uint32_t>(in.whole(0));
  if (block_of(in, 0).length == 0) return 0.0f;
  int32_t low = level(block_of(in, 0));
  int32_t high = low;
  for (uint32_t i = 1; i < blocks; ++i) {
    const int32_t value = level(block_of(in, i));
    if (value < low) low = value;
    if (value > high) high = value;
  }
  if (high == low) return 0.0f;
  const int32_t value = level(block_of(in, static_cast<uint32_t>(in.whole(1)))) - low;
  return static_cast<float>(value) * 255.0f / static_cast<float>(high - low);
}

inline float downsample_average_normalized(const FeatureInput& in) {
  return normalized_block(in, [](const ColumnView& block) { return summary_of(block).integer_mean(); });
}

/** Corrected: the original misses the highest block of a series that only falls. */
inline float downsample_maximum_normalized(const FeatureInput& in) {
  return normalized_block(in, [](const ColumnView& block) { return static_cast<int32_t>(summary_of(block).highest); });
}

/** The raw sample at place `part`; places past the end repeat the last one. */
inline float raw_sample(const FeatureInput& in) {
  const uint32_t place = static_cast<uint32_t>(in.whole(0));
  return static_cast<float>(in.column()[place < in.length() ? place : in.length() - 1u]);
}

/** Share of all samples in one bin, floor(count / all * scaling + 0.5). */
inline float bin_share(const FeatureInput& in, int32_t left, int32_t width, int32_t bins, int32_t part, float scaling) {
  int32_t count = 0;
  for (uint32_t c = 0; c < in.columns(); ++c) {
    const ColumnView x = in.column(c);
    for (uint32_t i = 0; i < x.length; ++i) {
      int32_t bin = x[i] < left ? 0 : (x[i] - left) / width;
      if (bin >= bins) bin = bins - 1;
      count += bin == part ? 1 : 0;
    }
  }
  const float all = in.length_f() * static_cast<float>(in.columns());
  return static_cast<float>(static_cast<int32_t>(static_cast<float>(count) / all * scaling + 0.5f));
}

/** Joint histogram of the columns between two ends; what lies outside counts into the first or last bin. */
inline float histogram(const FeatureInput& in) {
  const int32_t left = in.whole(1);
  const int32_t range = in.whole(2) - left;
  const int32_t width = range > in.whole(0) ? range / in.whole(0) : 1;
  return bin_share(in, left, width, in.whole(0), in.whole(4), in.parameter(3));
}

/** The same between the lowest and highest sample of the segment. */
inline float histogram_auto(const FeatureInput& in) {
  int32_t low = in.summary(0).lowest;
  int32_t high = in.summary(0).highest;
  for (uint32_t c = 1; c < in.columns(); ++c) {
    const int32_t lowest = in.summary(c).lowest;
    const int32_t highest = in.summary(c).highest;
    if (lowest < low) low = lowest;
    if (highest > high) high = highest;
  }
  const int32_t width = high - low > in.whole(0) ? (high - low) / in.whole(0) : 1;
  return bin_share(in, low, width, in.whole(0), in.whole(2), in.parameter(1));
}

}  // namespace feature
}  // namespace ringside
