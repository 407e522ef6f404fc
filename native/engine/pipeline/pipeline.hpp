#pragma once
#pragma GCC optimize("fp-contract=off")

#include <new>

#include "../base/crc32.hpp"
#include "../segmenter/any_segmenter.hpp"
#include "classifier.hpp"
#include "feature_bank.hpp"
#include "segment_stages.hpp"
#include "sensor_chain.hpp"

namespace ringside {

/** What a pipeline says about one segment. Pointers hold until the next push, flush or reset. */
struct Decision {
  Segment segment;        // in frames pushed, before any filter delayed or thinned them
  uint8_t class_number;   // 0: unknown, or there is no classifier
  bool dropped;           // a segment filter dropped it: no features, no class
  const float* features;  // feature_count numbers, and the same scaled to bytes
  const uint8_t* scaled;
  uint32_t feature_count;
  const int8_t* outputs;  // output_count values of the classifier
  uint32_t output_count;
};

/**
 * Sensor transforms, segmenter, segment transforms, features, scaling and classifier, made from one descriptor
 * (pipeline/FORMAT.md) in memory that the caller owns.
 *
 *   Pipeline pipeline;
 *   if (pipeline.load(bytes, count) != Status::ok) ...       // checks everything, takes no memory
 *   pipeline.attach(arena, pipeline.arena_size());           // arena: aligned to 8 bytes
 *   if (pipeline.push(frame, decision)) ...                  // for every frame
 *
 * The descriptor's bytes must stay where they are: weights are read from them. One frame gives at most one decision, and
 * decisions depend on the frames alone, not on how they are grouped into calls.
 */
class Pipeline {
 public:
  static constexpr uint32_t magic = 0x4b505352u;  // "RSPK"
  static constexpr uint16_t version = 1;
  static constexpr size_t header_size = 16;

  /** Reads and checks a descriptor. After a failure the pipeline may only be loaded again. */
  Status load(const uint8_t* bytes, size_t count) {
    new (this) Pipeline();  // in place: an assignment would need room for a second pipeline on the glove's stack
    ByteReader header(bytes, count);
    const uint32_t found_magic = header.u32();
    const uint16_t found_version = header.u16();
    const uint16_t reserved = header.u16();
    const uint32_t size = header.u32();
    const uint32_t checksum = header.u32();
    if (!header.ok()) return Status::truncated;
    if (found_magic != magic) return Status::bad_magic;
    if (found_version != version || reserved != 0) return Status::bad_version;
    if (size > header.left()) return Status::truncated;
    if (size < header.left()) return Status::trailing_bytes;
    if (crc32(header.place(), size) != checksum) return Status::bad_checksum;
    ByteReader body(header.place(), size);
    const Status status = check_body(body);
    if (status != Status::ok) return status;
    return body.left() == 0 ? Status::ok : Status::trailing_bytes;
  }

  /** int16 values of one frame. */
  uint32_t input_columns() const { return input_columns_; }

  /** What a decision carries: numbers of a segment that was not dropped, and values of the classifier. */
  uint32_t feature_count() const { return bank_.count(); }
  uint32_t output_count() const { return classifier_.output_count(); }

  /** Bytes that `attach` needs. */
  size_t arena_size() const {
    return chain_.size() + aligned_bytes(sizeof(int16_t) * SampleRing::size(chain_.columns(), needs_.history)) +
           SegmentScratch::size(chain_.columns(), scratch_room()) + stages_.size() +
           aligned_bytes(sizeof(float) * bank_.count()) + aligned_bytes(bank_.count()) + classifier_.size();
  }

  /** Takes the arena; afterwards the pipeline is ready as after `reset`. */
  Status attach(void* memory, size_t bytes) {
    if ((reinterpret_cast<uintptr_t>(memory) & 7u) != 0) return Status::memory_misaligned;
    if (bytes < arena_size()) return Status::memory_too_small;
    Arena arena(memory, bytes);
    chain_.attach(arena);
    ring_.attach(arena.take<int16_t>(SampleRing::size(chain_.columns(), needs_.history)), chain_.columns(), needs_.history);
    scratch_.attach(arena, chain_.columns(), scratch_room());
    stages_.attach(arena);
    values_ = arena.take<float>(bank_.count());
    scaled_ = arena.take<uint8_t>(bank_.count());
    classifier_.attach(arena);
    reset();
    return Status::ok;
  }

  /** As if no frame had ever come. */
  void reset() {
    chain_.reset();
    ring_.clear();
    segmenter_.reset();
  }

  /** Takes a frame of input_columns() samples. True if `out` holds a decision. */
  bool push(const int16_t* frame, Decision& out) {
    int16_t work[frame_column_limit];
    for (uint32_t c = 0; c < input_columns_; ++c) work[c] = frame[c];
    if (!chain_.push(work)) return false;
    ring_.push(work);
    Segment segment;
    if (!segmenter_.step(ring_, segment)) return false;
    decide_on(segment, out);
    return true;
  }

  /** The end of a capture: a segment that is still open, for segmenters that keep it. */
  bool flush(Decision& out) {
    Segment segment;
    if (!segmenter_.flush(ring_, segment)) return false;
    decide_on(segment, out);
    return true;
  }

 private:
  Status check_body(ByteReader& reader) {
    input_columns_ = reader.u8();
    if (!reader.ok()) return Status::truncated;
    if (input_columns_ < 1 || input_columns_ > frame_column_limit) return Status::bad_column;
    Status status = chain_.check(reader, input_columns_);
    if (status != Status::ok) return status;
    status = segmenter_.configure(reader, chain_.columns(), needs_);
    if (status != Status::ok) return status;
    status = stages_.check(reader, chain_.columns(), needs_.longest);
    if (status != Status::ok) return status;
    status = bank_.check(reader, chain_.columns());
    if (status != Status::ok) return status;
    const bool one_length = needs_.fixed_length || stages_.scales_length();
    const ClassifierInput input{chain_.columns(), bank_.count(), one_length ? stages_.longest() : 0u};
    return classifier_.check(reader, input);
  }

  uint32_t scratch_room() const { return needs_.longest > stages_.longest() ? needs_.longest : stages_.longest(); }

  void decide_on(const Segment& segment, Decision& out) {
    const SampleMap map = chain_.map();
    out.segment = Segment{segment.begin * map.step + map.shift, segment.end * map.step + map.shift};
    SegmentView view = ring_.view(segment);
    scratch_.forget();
    out.dropped = !stages_.run(view, scratch_.order());
    out.feature_count = out.dropped ? 0 : bank_.count();
    out.features = values_;
    out.scaled = scaled_;
    out.class_number = 0;
    out.output_count = 0;
    out.outputs = nullptr;
    if (out.dropped) return;
    bank_.run(view, scratch_, values_, scaled_);
    out.class_number = classifier_.run(view, scaled_, bank_.count());
    out.outputs = classifier_.outputs();
    out.output_count = classifier_.output_count();
  }

  uint32_t input_columns_ = 0;
  SegmenterNeeds needs_{0, 0, false};
  SensorChain chain_;
  SampleRing ring_;
  AnySegmenter segmenter_;
  SegmentStages stages_;
  SegmentScratch scratch_;
  FeatureBank bank_;
  Classifier classifier_;
  float* values_ = nullptr;
  uint8_t* scaled_ = nullptr;
};

}  // namespace ringside
