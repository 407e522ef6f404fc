#pragma once

#include <vector>

#include "descriptor_writer.hpp"
#include "random.hpp"

/** Descriptors drawn at random from all that the engine accepts: six axes in, everything else by chance. */
class RandomPipeline {
 public:
  explicit RandomPipeline(uint64_t seed) : random_(seed) {}

  std::vector<uint8_t> descriptor() {
    writer_ = DescriptorWriter();
    writer_.u8(6);
    sensor_stages();
    segmenter();
    segment_stages();
    const uint32_t features = features_part();
    classifier(features);
    return writer_.descriptor();
  }

  /** Frames of six axes: quiet with bursts, now and then at full scale. */
  std::vector<int16_t> frames(uint32_t count) {
    std::vector<int16_t> result;
    int32_t amplitude = 300;
    for (uint32_t i = 0; i < count; ++i) {
      if (random_.between(0, 50) == 0) amplitude = random_.between(0, 2) == 0 ? random_.between(8000, 32767) : random_.between(10, 600);
      for (int c = 0; c < 6; ++c) result.push_back(random_.between(0, 400) == 0 ? INT16_MIN : random_.sample(amplitude));
    }
    return result;
  }

 private:
  uint32_t some(int32_t low, int32_t high) { return static_cast<uint32_t>(random_.between(low, high)); }
  uint8_t column() { return static_cast<uint8_t>(some(0, static_cast<int32_t>(columns_) - 1)); }
  std::vector<uint8_t> some_columns() {
    std::vector<uint8_t> list(some(1, 4));
    for (uint8_t& one : list) one = column();
    return list;
  }

  void sensor_stages() {
    typedef ringside::SensorStageKind Kind;
    columns_ = 8;
    const bool extra = random_.between(0, 1) == 1;
    const bool filter = random_.between(0, 2) > 0;
    const bool mirrored = random_.between(0, 3) == 0;
    writer_.u8(2u + (mirrored ? 1u : 0u) + (extra ? 1u : 0u) + (filter ? 1u : 0u));
    if (mirrored) writer_.sensor_stage(Kind::negate, {1, 3, 5}, 0);
    writer_.sensor_stage(Kind::magnitude, {0, 1, 2}, random_.between(0, 2));
    writer_.sensor_stage(Kind::magnitude, {3, 4, 5}, 0);
    if (extra) {
      const Kind kind = static_cast<Kind>(random_.between(1, 4));
      writer_.sensor_stage(kind, kind >= Kind::first_derivative ? std::vector<uint8_t>{column()} : some_columns(), 0);
      ++columns_;
    }
    if (!filter) return;
    switch (random_.between(0, 4)) {
      case 0:
        writer_.sensor_stage(Kind::high_pass, some_columns(), random_.between(0, 32767));
        break;
      case 1:
        writer_.sensor_stage(Kind::low_pass, some_columns(), random_.between(1, 32768));
        break;
      case 2:
        writer_.sensor_stage(Kind::moving_average, some_columns(), random_.between(1, 6));
        break;
      case 3:
        writer_.sensor_stage(Kind::downsample_average, {}, random_.between(1, 3));
        break;
      default:
        writer_.sensor_stage(Kind::downsample_decimate, {}, random_.between(1, 3));
        break;
    }
  }

  void threshold_rule(uint32_t comparison) {
    const uint32_t space = some(0, 4);
    writer_.u8(column()).u8(space).u8(comparison).i64(static_cast<int64_t>(some(0, 12000)) * 256 * (space == 1 ? 3000 : 1));
  }

  void segmenter() {
    const uint32_t kind = some(0, 5);
    const uint32_t window = some(20, 150);
    fixed_ = window;
    writer_.u8(kind);
    switch (static_cast<ringside::SegmenterKind>(kind)) {
      case ringside::SegmenterKind::windowing:
        writer_.u16(window).u16(some(5, static_cast<int32_t>(window)));
        break;
      case ringside::SegmenterKind::windowing_threshold:
        writer_.u8(column()).u8(some(0, 4)).u8(some(0, 1)).u8(some(0, 1));
        writer_.u16(window).u16(some(0, 5)).u16(some(1, 15)).i64(static_cast<int64_t>(some(0, 9000)) * 256);
        break;
      case ringside::SegmenterKind::general_threshold:
        threshold_rule(0);
        threshold_rule(1);
        writer_.u16(some(1, 15)).u16(window).u16(window + some(0, 60)).u8(some(0, 1)).u8(some(0, 1));
        fixed_ = 0;
        break;
      case ringside::SegmenterKind::adaptive_windowing:
        writer_.columns(some_columns()).u16(window).u16(window + some(2, 60)).i32(random_.between(0, 20000)).u8(some(0, 1)).u8(some(0, 1));
        fixed_ = 0;
        break;
      case ringside::SegmenterKind::double_peak:
        writer_.u8(column()).i32(-random_.between(100, 8000)).i32(-random_.between(0, 90)).i32(random_.between(-90, 9000));
        writer_.u16(window).u16(some(0, 3)).u16(some(20, 90));
        fixed_ = 0;
        break;
      default:
        writer_.u8(7).u8(6).u16(some(1, 9000)).u16(some(0, 9000)).u8(some(0, 60)).u16(some(25, 40)).u16(some(0, 19)).u16(window);
        break;
    }
  }

  void segment_stages() {
    typedef ringside::SegmentStageKind Kind;
    switch (random_.between(0, 8)) {
      case 0:
        writer_.u8(2).segment_stage(Kind::strip, some_columns(), static_cast<float>(some(0, 3)));
        writer_.segment_stage(Kind::vertical_scale, some_columns(), 0.0f);
        break;
      case 1:
        writer_.u8(1).segment_stage(Kind::normalize, some_columns(), static_cast<float>(some(0, 3)));
        break;
      case 2:
        fixed_ = some(2, 120);
        writer_.u8(1).segment_stage(Kind::horizontal_scale, {}, static_cast<float>(fixed_));
        break;
      case 3:
        writer_.u8(2).segment_stage(Kind::scale_factor, some_columns(), 1.7f);
        writer_.segment_stage(Kind::pre_emphasis, some_columns(), 31784.0f);
        break;
      case 4:
        writer_.u8(1).segment_stage(Kind::keep_energy, {column()}, static_cast<float>(some(0, 2000)));
        break;
      default:
        writer_.u8(0);
        break;
    }
  }

  ringside::FeatureSpec feature() {
    for (;;) {
      ringside::FeatureSpec spec{};
      spec.kind = static_cast<uint8_t>(some(0, static_cast<int32_t>(ringside::FeatureKind::count) - 1));
      ringside::FeatureNeeds needs;
      feature_needs(spec.kind, needs);
      spec.column_count = static_cast<uint8_t>(needs.columns == 0 ? some(1, 3) : needs.columns);
      for (uint32_t c = 0; c < spec.column_count; ++c) spec.columns[c] = column();
      for (uint32_t p = 0; p < ringside::feature_parameter_limit; ++p) {
        if (needs.parameters[p] == ringside::Parameter::none) continue;
        spec.parameters[p] = needs.parameters[p] == ringside::Parameter::centre_ratio ? 0.4f : static_cast<float>(some(1, 30));
      }
      if (check_feature(spec, columns_) == ringside::Status::ok) return spec;
    }
  }

  uint32_t features_part() {
    const uint32_t count = some(1, 24);
    writer_.u16(count).u8(0).u8(255);
    for (uint32_t i = 0; i < count; ++i) {
      const float lowest = static_cast<float>(random_.between(-9000, 100));
      writer_.feature(feature(), lowest, lowest + static_cast<float>(some(1, 20000)));
    }
    return count;
  }

  void layer_head(ringside::LayerKind kind, uint32_t flags, uint32_t steps, uint32_t channels, uint32_t outs, uint32_t kernel, uint32_t stride) {
    writer_.u8(static_cast<uint32_t>(kind)).u8(flags).u16(steps).u16(channels).u16(outs).u16(kernel).u16(stride);
    writer_.i8(random_.between(-128, 127)).i8(random_.between(-20, 20)).i8(random_.between(-128, -20)).i8(127);
  }

  void layer_weights(uint32_t flags, uint32_t outs, uint32_t weights) {
    for (uint32_t i = 0; i < weights; ++i) writer_.i8(random_.between(-127, 127));
    for (uint32_t i = 0; i < outs; ++i) writer_.i32(random_.between(-20000, 20000));
    const uint32_t scales = (flags & 1u) != 0 ? outs : 1u;
    for (uint32_t i = 0; i < scales; ++i) writer_.i32(random_.between(1 << 30, INT32_MAX));
    for (uint32_t i = 0; i < scales; ++i) writer_.i8(random_.between(-11, -6));
  }

  void fully_connected(uint32_t inputs, uint32_t outs) {
    const uint32_t flags = some(0, 1);
    layer_head(ringside::LayerKind::fully_connected, flags, 1, inputs, outs, 0, 0);
    layer_weights(flags, outs, inputs * outs);
  }

  void end(uint32_t outputs) {
    writer_.u8(outputs).i8(random_.between(-128, -100)).u8(some(0, 3));
    for (uint32_t i = 0; i < outputs; ++i) writer_.u8(i + 1u);
  }

  void classifier(uint32_t features) {
    const uint32_t outputs = some(2, 6);
    const int32_t turn = random_.between(0, 9);
    if (turn == 0) {
      writer_.u8(0);
    } else if (turn < 4 && fixed_ > 8) {
      window_network(outputs);
    } else if (turn < 6) {
      trees(features, outputs);
    } else {
      const uint32_t hidden = some(1, 24);
      writer_.u8(1).u8(2);
      fully_connected(features, hidden);
      fully_connected(hidden, outputs);
      end(outputs);
    }
  }

  /** Convolution, depthwise convolution, pooling and two dense layers on raw samples. */
  void window_network(uint32_t outputs) {
    const uint32_t channels = some(1, 6);
    writer_.u8(2).u8(channels);
    for (uint32_t c = 0; c < channels; ++c) writer_.u8(column()).i32(random_.between(-600, 600)).i8(random_.between(-10, 10));
    writer_.u8(4);
    uint32_t steps = fixed_;
    const uint32_t maps = some(1, 7);
    const uint32_t same = some(0, 1) * 2u;
    const uint32_t kernel = some(1, 5);
    const uint32_t stride = some(1, 2);
    layer_head(ringside::LayerKind::convolution, same | 1u, steps, channels, maps, kernel, stride);
    layer_weights(1, maps, maps * kernel * channels);
    steps = same != 0 ? (steps + stride - 1) / stride : (steps - kernel) / stride + 1;
    layer_head(ringside::LayerKind::depthwise_convolution, 3, steps, maps, maps * 2, 3, 1);
    layer_weights(1, maps * 2, 3 * maps * 2);
    layer_head(random_.between(0, 1) == 0 ? ringside::LayerKind::average_pool : ringside::LayerKind::maximum_pool, 0, steps, maps * 2, maps * 2, steps, 1);
    fully_connected(maps * 2, outputs);
    end(outputs);
  }

  void trees(uint32_t features, uint32_t outputs) {
    writer_.u8(3).u16(5).u8(outputs);
    for (int t = 0; t < 5; ++t) {
      writer_.u16(7);  // a full tree of depth two
      const auto split = [&](uint32_t left, uint32_t right) {
        writer_.u8(some(0, static_cast<int32_t>(features) - 1)).u8(some(0, 254)).u8(left).u8(right);
      };
      split(1, 4);
      split(1, 2);
      for (int i = 0; i < 2; ++i) writer_.u8(255).u8(some(0, static_cast<int32_t>(outputs) - 1)).u8(0).u8(0);
      split(1, 2);
      for (int i = 0; i < 2; ++i) writer_.u8(255).u8(some(0, static_cast<int32_t>(outputs) - 1)).u8(0).u8(0);
    }
    end(outputs);
  }

  Random random_;
  DescriptorWriter writer_;
  uint32_t columns_ = 8;
  uint32_t fixed_ = 0;  // the segment length, if all have one
};
