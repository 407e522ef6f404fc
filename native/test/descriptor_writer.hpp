#pragma once

#include <stdint.h>
#include <string.h>

#include <vector>

#include "../engine/base/crc32.hpp"
#include "../engine/pipeline/pipeline.hpp"

/** Puts a descriptor together, number by number (engine/pipeline/FORMAT.md). For tests; packs are written in TypeScript. */
class DescriptorWriter {
 public:
  template <class T>
  DescriptorWriter& put(T value) {
    const size_t at = body_.size();
    body_.resize(at + sizeof(T));
    memcpy(&body_[at], &value, sizeof(T));
    return *this;
  }
  DescriptorWriter& u8(uint32_t value) { return put(static_cast<uint8_t>(value)); }
  DescriptorWriter& i8(int32_t value) { return put(static_cast<int8_t>(value)); }
  DescriptorWriter& u16(uint32_t value) { return put(static_cast<uint16_t>(value)); }
  DescriptorWriter& i32(int32_t value) { return put(value); }
  DescriptorWriter& i64(int64_t value) { return put(value); }
  DescriptorWriter& f32(float value) { return put(value); }

  /** A count and up to eight column numbers. */
  DescriptorWriter& columns(const std::vector<uint8_t>& list) {
    u8(static_cast<uint32_t>(list.size()));
    for (size_t i = 0; i < 8; ++i) u8(i < list.size() ? list[i] : 0u);
    return *this;
  }

  DescriptorWriter& sensor_stage(ringside::SensorStageKind kind, const std::vector<uint8_t>& list, int32_t setting) {
    return u8(static_cast<uint32_t>(kind)).columns(list).i32(setting);
  }

  DescriptorWriter& segment_stage(ringside::SegmentStageKind kind, const std::vector<uint8_t>& list, float setting, float limit = 0.0f) {
    return u8(static_cast<uint32_t>(kind)).columns(list).f32(setting).f32(limit);
  }

  DescriptorWriter& feature(const ringside::FeatureSpec& spec, float lowest, float highest) {
    u8(spec.kind).u8(spec.column_count);
    for (const uint8_t column : spec.columns) u8(column);
    for (const float parameter : spec.parameters) f32(parameter);
    return f32(lowest).f32(highest);
  }

  DescriptorWriter& append(const std::vector<uint8_t>& bytes) {
    body_.insert(body_.end(), bytes.begin(), bytes.end());
    return *this;
  }

  const std::vector<uint8_t>& body() const { return body_; }

  /** The whole descriptor: header with size and checksum, then the body. */
  std::vector<uint8_t> descriptor() const {
    DescriptorWriter header;
    header.put(ringside::Pipeline::magic).u16(ringside::Pipeline::version).u16(0);
    header.put(static_cast<uint32_t>(body_.size())).put(ringside::crc32(body_.data(), body_.size()));
    return header.append(body_).body();
  }

 private:
  std::vector<uint8_t> body_;
};
