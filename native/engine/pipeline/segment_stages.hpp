#pragma once
#pragma GCC optimize("fp-contract=off")

#include "../base/arena.hpp"
#include "../base/byte_reader.hpp"
#include "../base/float_bits.hpp"
#include "../base/included.hpp"
#include "../base/status.hpp"
#include "../segment_stage/horizontal_scale.hpp"
#include "../segment_stage/normalize.hpp"
#include "../segment_stage/offset_factor.hpp"
#include "../segment_stage/pre_emphasis.hpp"
#include "../segment_stage/scale_factor.hpp"
#include "../segment_stage/segment_filter.hpp"

namespace ringside {

enum class SegmentStageKind : uint8_t {
  strip,             // setting: StripMode
  normalize,         // setting: StripMode
  vertical_scale,    // no setting
  scale_factor,      // setting: the divisor
  offset_factor,     // setting: what is added
  pre_emphasis,      // setting: a in Q15
  horizontal_scale,  // all columns; setting: the new length
  keep_mean_square,  // filters: the first listed column decides; setting: target, limit: threshold
  keep_below,        // setting: no sample above it
  keep_above,        // setting: no sample below it
  keep_energy        // setting: some |sample| above it
};
constexpr uint8_t segment_stage_kind_count = 11;

/**
 * The segment transforms and filters of a pipeline. They work on a copy, so that overlapping segments stay whole; with no
 * stage there is no copy.
 */
class SegmentStages {
 public:
  static constexpr uint32_t stage_limit = 4;

  /** Reads u8 stages and, for each, u8 kind, u8 columns, 8 x u8 column, f32 setting, f32 limit. */
  Status check(ByteReader& reader, uint32_t columns, uint32_t longest) {
    columns_ = columns;
    longest_ = longest;
    stage_count_ = reader.u8();
    if (!reader.ok()) return Status::truncated;
    if (stage_count_ > stage_limit) return Status::bad_segment_stage;
    if (!with_segment_stages && stage_count_ > 0) return Status::not_included;
    copied_ = stage_count_ > 0;
    for (uint32_t i = 0; with_segment_stages && i < stage_count_; ++i) {
      const Status status = check_stage(reader, stages_[i]);
      if (status != Status::ok) return status;
    }
    return Status::ok;
  }

  /** The longest segment that comes out, and whether every segment now has one length. */
  uint32_t longest() const { return scaled_length_ > 0 ? scaled_length_ : longest_; }
  bool scales_length() const { return scaled_length_ > 0; }

  /** Bytes that `attach` takes from the arena. */
  size_t size() const {
    if (!copied_) return 0;
    return aligned_bytes(sizeof(int16_t) * columns_ * room()) + aligned_bytes(sizeof(int16_t) * room());
  }

  void attach(Arena& arena) {
    if (!copied_) return;
    copy_ = arena.take<int16_t>(static_cast<size_t>(columns_) * room());
    spare_ = arena.take<int16_t>(room());
  }

  /** Transforms a segment: `view` shows the result. False if a filter drops the segment. */
  bool run(SegmentView& view, OrderScratch& order) {
    if (!with_segment_stages || !copied_) return true;
    for (uint32_t c = 0; c < columns_; ++c) {
      const ColumnView column = view.column(c);
      for (uint32_t i = 0; i < view.length; ++i) copy_[c * room() + i] = column[i];
    }
    view = SegmentView{copy_, room(), 0, 0xffffffffu, view.length};
    for (uint32_t i = 0; i < stage_count_; ++i) {
      if (!apply(stages_[i], view, order)) return false;
    }
    order.forget();
    return true;
  }

 private:
  struct Stage {
    SegmentStageKind kind;
    uint8_t column_count;
    uint8_t columns[8];
    float setting;
    float limit;
  };

  uint32_t room() const { return longest_ > scaled_length_ ? longest_ : scaled_length_; }

  Status check_stage(ByteReader& reader, Stage& stage) {
    const uint8_t kind = reader.u8();
    stage.kind = static_cast<SegmentStageKind>(kind);
    stage.column_count = reader.u8();
    for (uint32_t c = 0; c < 8; ++c) stage.columns[c] = reader.u8();
    stage.setting = reader.f32();
    stage.limit = reader.f32();
    if (!reader.ok()) return Status::truncated;
    const bool all = stage.kind == SegmentStageKind::horizontal_scale;
    if (kind >= segment_stage_kind_count || stage.column_count > 8 || (stage.column_count == 0) != all) return Status::bad_segment_stage;
    for (uint32_t c = 0; c < stage.column_count; ++c) {
      if (stage.columns[c] >= columns_) return Status::bad_column;
    }
    if (!setting_sane(stage)) return Status::bad_segment_stage;
    if (all) {
      if (scaled_length_ > 0) return Status::bad_segment_stage;
      scaled_length_ = static_cast<uint32_t>(stage.setting);
    }
    return Status::ok;
  }

  static bool between(float value, float low, float high) { return is_finite(value) && value >= low && value <= high; }

  static bool setting_sane(const Stage& stage) {
    switch (stage.kind) {
      case SegmentStageKind::strip:
      case SegmentStageKind::normalize:
        return between(stage.setting, 0.0f, 3.0f);
      case SegmentStageKind::vertical_scale:
        return stage.setting == 0.0f;
      case SegmentStageKind::scale_factor:
        return between(stage.setting, 0.001f, 32767.0f);
      case SegmentStageKind::pre_emphasis:
        return between(stage.setting, 0.0f, 32767.0f);
      case SegmentStageKind::horizontal_scale:
        return between(stage.setting, 2.0f, 4096.0f);
      case SegmentStageKind::keep_mean_square:
        return between(stage.setting, -32768.0f, 32767.0f) && between(stage.limit, 0.0f, 2147483520.0f);
      default:
        return between(stage.setting, -32768.0f, 32767.0f);
    }
  }

  bool apply(const Stage& stage, SegmentView& view, OrderScratch& order) {
    if (stage.kind == SegmentStageKind::horizontal_scale) {
      stretch(view);
      return true;
    }
    const int32_t setting = static_cast<int32_t>(stage.setting);
    const ColumnView first = view.column(stage.columns[0]);
    switch (stage.kind) {
      case SegmentStageKind::keep_mean_square:
        return keeps_mean_square(first, static_cast<int16_t>(setting), static_cast<int32_t>(stage.limit));
      case SegmentStageKind::keep_below:
        return keeps_inside(first, static_cast<int16_t>(setting), true);
      case SegmentStageKind::keep_above:
        return keeps_inside(first, static_cast<int16_t>(setting), false);
      case SegmentStageKind::keep_energy:
        return keeps_energy(first, setting);
      default:
        break;
    }
    for (uint32_t c = 0; c < stage.column_count; ++c) {
      order.forget();
      transform(stage, copy_ + stage.columns[c] * room(), view.length, order);
    }
    return true;
  }

  static void transform(const Stage& stage, int16_t* x, uint32_t length, OrderScratch& order) {
    const int32_t setting = static_cast<int32_t>(stage.setting);
    switch (stage.kind) {
      case SegmentStageKind::strip:
        return strip(x, length, static_cast<StripMode>(setting), order);
      case SegmentStageKind::normalize:
        return normalize(x, length, static_cast<StripMode>(setting), order);
      case SegmentStageKind::vertical_scale:
        return vertical_scale(x, length);
      case SegmentStageKind::scale_factor:
        return scale_factor(x, length, stage.setting);
      case SegmentStageKind::offset_factor:
        return offset_factor(x, length, static_cast<int16_t>(setting));
      case SegmentStageKind::pre_emphasis:
        return pre_emphasis(x, length, static_cast<uint16_t>(setting), 0);
      default:
        return;
    }
  }

  void stretch(SegmentView& view) {
    for (uint32_t c = 0; c < columns_; ++c) {
      horizontal_scale(view.column(c), spare_, scaled_length_);
      for (uint32_t i = 0; i < scaled_length_; ++i) copy_[c * room() + i] = spare_[i];
    }
    view.length = scaled_length_;
  }

  Stage stages_[stage_limit];
  uint32_t stage_count_ = 0;
  uint32_t columns_ = 0;
  uint32_t longest_ = 0;
  uint32_t scaled_length_ = 0;
  bool copied_ = false;
  int16_t* copy_ = nullptr;
  int16_t* spare_ = nullptr;
};

}  // namespace ringside
