#pragma once

#include <napi.h>

#include <memory>
#include <vector>

#include "../engine/pipeline/pipeline.hpp"
#include "job.hpp"
#include "refusal.hpp"
#include "results.hpp"

namespace ringside {

/** The features that a pipeline would compute for segments that somebody else cut: a person, or another segmenter. */
class Measurement {
 public:
  static constexpr uint32_t segment_limit = 16384;

  /** Reads the parts of a descriptor that the whole `Pipeline` has already accepted. */
  Status load(const uint8_t* bytes, size_t count) {
    Pipeline whole;
    Status status = whole.load(bytes, count);
    if (status != Status::ok) return status;
    ByteReader body(bytes + Pipeline::header_size, count - Pipeline::header_size);
    input_columns_ = body.u8();
    status = chain_.check(body, input_columns_);
    if (status != Status::ok) return status;
    AnySegmenter segmenter;
    SegmenterNeeds needs;
    status = segmenter.configure(body, chain_.columns(), needs);
    if (status != Status::ok) return status;
    status = stages_.check(body, chain_.columns(), segment_limit);
    if (status != Status::ok) return status;
    return bank_.check(body, chain_.columns());
  }

  uint32_t input_columns() const { return input_columns_; }

  /** `segments` holds begin and end of each. A segment that is empty, outside, too long or filtered is not measured. */
  void run(const int16_t* rows, size_t frames, const uint32_t* segments, size_t count) {
    transform(rows, frames);
    const size_t bytes = SegmentScratch::size(chain_.columns(), segment_limit) + stages_.size();
    std::vector<uint64_t> memory(bytes / sizeof(uint64_t) + 1u);
    Arena arena(memory.data(), memory.size() * sizeof(uint64_t));
    SegmentScratch scratch;
    scratch.attach(arena, chain_.columns(), segment_limit);
    stages_.attach(arena);
    values_.assign(count * bank_.count(), 0.0f);
    scaled_.assign(count * bank_.count(), 0);
    measured_.assign(count, 0);
    for (size_t i = 0; i < count; ++i) {
      const Segment segment{place_of(segments[2 * i]), place_of(segments[2 * i + 1])};
      if (segments[2 * i + 1] > frames || segment.end <= segment.begin || segment.length() > segment_limit) continue;
      SegmentView view{columns_.data(), length_, segment.begin, 0xffffffffu, segment.length()};
      scratch.forget();
      if (!stages_.run(view, scratch.order())) continue;
      measured_[i] = 1;
      bank_.run(view, scratch, values_.data() + i * bank_.count(), scaled_.data() + i * bank_.count());
    }
  }

  Napi::Value value(Napi::Env env) const {
    Napi::Object object = Napi::Object::New(env);
    object.Set("measured", array_of<Napi::Uint8Array>(env, measured_));
    object.Set("features", array_of<Napi::Float32Array>(env, values_));
    object.Set("scaled", array_of<Napi::Uint8Array>(env, scaled_));
    return object;
  }

 private:
  /** All frames through the sensor transforms, column after column. */
  void transform(const int16_t* rows, size_t frames) {
    std::vector<uint64_t> memory(chain_.size() / sizeof(uint64_t) + 1u);
    Arena arena(memory.data(), memory.size() * sizeof(uint64_t));
    chain_.attach(arena);
    const SampleMap map = chain_.map();
    length_ = static_cast<uint32_t>(frames / map.step + 1u);
    columns_.assign(static_cast<size_t>(length_) * chain_.columns(), 0);
    count_ = 0;
    for (size_t i = 0; i < frames; ++i) {
      int16_t work[frame_column_limit];
      for (uint32_t c = 0; c < input_columns_; ++c) work[c] = rows[i * input_columns_ + c];
      if (!chain_.push(work)) continue;
      for (uint32_t c = 0; c < chain_.columns(); ++c) columns_[static_cast<size_t>(c) * length_ + count_] = work[c];
      ++count_;
    }
  }

  /** The first frame behind the transforms that stands for this one or a later one. */
  uint32_t place_of(uint32_t frame) const {
    const SampleMap map = chain_.map();
    const uint32_t place = frame <= map.shift ? 0u : (frame - map.shift + map.step - 1u) / map.step;
    return place < count_ ? place : count_;
  }

  uint32_t input_columns_ = 0;
  SensorChain chain_;
  SegmentStages stages_;
  FeatureBank bank_;
  std::vector<int16_t> columns_;
  uint32_t length_ = 0;
  uint32_t count_ = 0;
  std::vector<float> values_;
  std::vector<uint8_t> scaled_;
  std::vector<uint8_t> measured_;
};

/** JavaScript's measure(descriptor, rows, segments), on another thread. */
inline Napi::Value measure(const Napi::CallbackInfo& info) {
  struct Task {
    std::vector<uint8_t> descriptor;
    std::vector<uint32_t> segments;
    Measurement measurement;
  };
  Napi::Uint8Array descriptor;
  Napi::Int16Array rows;
  Napi::Uint32Array segments;
  if (!typed(info, 0, napi_uint8_array, descriptor) || !typed(info, 1, napi_int16_array, rows)) return Napi::Value();
  if (!typed(info, 2, napi_uint32_array, segments)) return Napi::Value();
  const auto task = std::make_shared<Task>();
  task->descriptor.assign(descriptor.Data(), descriptor.Data() + descriptor.ElementLength());
  task->segments.assign(segments.Data(), segments.Data() + segments.ElementLength());
  const Status status = task->measurement.load(task->descriptor.data(), task->descriptor.size());
  if (status != Status::ok) {
    refuse(info.Env(), status);
    return Napi::Value();
  }
  const int16_t* const first = rows.Data();
  const size_t frames = rows.ElementLength() / task->measurement.input_columns();
  return Job::start(
      info.Env(), rows, rows,
      [task, first, frames] { task->measurement.run(first, frames, task->segments.data(), task->segments.size() / 2u); },
      [task](Napi::Env env) { return task->measurement.value(env); });
}

}  // namespace ringside
