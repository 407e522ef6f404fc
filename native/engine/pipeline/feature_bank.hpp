#pragma once
#pragma GCC optimize("fp-contract=off")

#include "../base/byte_reader.hpp"
#include "../feature/feature_list.hpp"
#include "../scaling/min_max_scale.hpp"

namespace ringside {

/** The features of a pipeline and their scaling, read from the descriptor's bytes each time: they cost no RAM. */
class FeatureBank {
 public:
  static constexpr uint32_t feature_limit = 256;

  /** Reads u16 features, u8 and u8 bounds of the scale and, for each feature, what `read_one` reads. */
  Status check(ByteReader& reader, uint32_t columns) {
    count_ = reader.u16();
    low_bound_ = reader.u8();
    high_bound_ = reader.u8();
    first_ = reader.place();
    bytes_ = reader.left();
    if (!reader.ok()) return Status::truncated;
    if (count_ > feature_limit) return Status::too_large;
    if (low_bound_ > high_bound_) return Status::bad_scaling;
    for (uint32_t i = 0; i < count_; ++i) {
      FeatureSpec spec;
      FeatureRange range = {0.0f, 0.0f};
      read_one(reader, spec, range);
      if (!reader.ok()) return Status::truncated;
      const Status status = check_feature(spec, columns);
      if (status != Status::ok) return status;
      if (!range_sane(range)) return Status::bad_scaling;
    }
    return Status::ok;
  }

  uint32_t count() const { return count_; }

  /** Computes all features of a segment, as numbers and as bytes. Each list has room for count() values. */
  void run(const SegmentView& segment, SegmentScratch& scratch, float* values, uint8_t* scaled) const {
    ByteReader reader(first_, bytes_);
    for (uint32_t i = 0; i < count_; ++i) {
      FeatureSpec spec;
      FeatureRange range;
      read_one(reader, spec, range);
      values[i] = compute_feature(spec, segment, scratch);
      scaled[i] = min_max_scale(values[i], range, low_bound_, high_bound_);
    }
  }

 private:
  static constexpr uint32_t entry_size = 38;

  /** u8 kind, u8 columns, 8 x u8 column, 5 x f32 parameter, f32 lowest, f32 highest. */
  static void read_one(ByteReader& reader, FeatureSpec& spec, FeatureRange& range) {
    // Field by field this would cost a tenth of a whole decision on the glove.
    const uint8_t* bytes = reader.take(entry_size);
    if (bytes == nullptr) return;
    spec.kind = bytes[0];
    spec.column_count = bytes[1];
    memcpy(spec.columns, bytes + 2, sizeof spec.columns);
    memcpy(spec.parameters, bytes + 10, sizeof spec.parameters);
    memcpy(&range.lowest, bytes + 30, 4);
    memcpy(&range.highest, bytes + 34, 4);
  }

  const uint8_t* first_ = nullptr;
  size_t bytes_ = 0;
  uint32_t count_ = 0;
  uint8_t low_bound_ = 0;
  uint8_t high_bound_ = 255;
};

}  // namespace ringside
