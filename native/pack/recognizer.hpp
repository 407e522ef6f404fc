#pragma once
#pragma GCC optimize("fp-contract=off")

#include "../engine/pipeline/pipeline.hpp"

namespace ringside {

/** What a pack says about one segment. Pointers hold until the next push, finish or begin. */
struct Result {
  uint32_t begin;  // [begin, end) in frames since begin()
  uint32_t end;
  uint8_t class_number;  // 0: Unknown
  const char* class_name;
  const float* features;   // feature_count numbers,
  const uint8_t* scaled;   // the same as bytes, as the classifier sees them
  uint32_t feature_count;
  const int8_t* outputs;  // what the classifier says of each class
  uint32_t output_count;
};

/**
 * Runs one part of a pack on a stream of frames. All memory is inside the object: no heap. An object is for one stream; it
 * cannot be copied, because it points into itself.
 *
 * `Part` is made by Ringside: descriptor(), descriptor_bytes, frame_columns, arena_bytes, class_name(number).
 */
template <class Part>
class Recognizer {
 public:
  static_assert(sizeof(float) == 4 && sizeof(int) >= 4, "the engine needs 32-bit numbers");
  static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__, "a pack is read as little-endian numbers");
  static_assert(Part::arena_bytes % 8 == 0, "the arena is made of pieces of eight bytes");
  static_assert(Part::frame_columns >= 1 && Part::frame_columns <= frame_column_limit, "a frame has 1 to 16 columns");
  static_assert(Part::format_version == Pipeline::version, "this pack was made for another version of the engine");

  Recognizer() {}
  Recognizer(const Recognizer&) = delete;
  Recognizer& operator=(const Recognizer&) = delete;

  /** Checks the pack and starts over, as if no frame had ever come. False if it cannot run: problem() says why. */
  bool begin() {
    status_ = pipeline_.load(Part::descriptor(), Part::descriptor_bytes);
    if (status_ == Status::ok && pipeline_.input_columns() != Part::frame_columns) status_ = Status::bad_column;
    if (status_ == Status::ok) status_ = pipeline_.attach(arena_, sizeof arena_);
    return status_ == Status::ok;
  }

  /** Takes one frame of Part::frame_columns samples. True if result() is new. Before begin() it does nothing. */
  bool push(const int16_t* frame) {
    Decision decision;
    return status_ == Status::ok && pipeline_.push(frame, decision) && take(decision);
  }

  /** The end of a recording: a segment that is still open, where the segmenter keeps it. */
  bool finish() {
    Decision decision;
    return status_ == Status::ok && pipeline_.flush(decision) && take(decision);
  }

  /** The last result. Only after push() or finish() returned true. */
  const Result& result() const { return result_; }

  /** Plain words for why begin() returned false. */
  const char* problem() const { return status_text(status_); }

 private:
  /** False for a segment that a filter of the pipeline dropped: it is no result. */
  bool take(const Decision& decision) {
    if (decision.dropped) return false;
    result_ = Result{decision.segment.begin,
                     decision.segment.end,
                     decision.class_number,
                     Part::class_name(decision.class_number),
                     decision.features,
                     decision.scaled,
                     decision.feature_count,
                     decision.outputs,
                     decision.output_count};
    return true;
  }

  alignas(8) uint8_t arena_[Part::arena_bytes > 0 ? Part::arena_bytes : 8];
  Pipeline pipeline_;
  Status status_ = Status::bad_argument;  // until begin()
  Result result_{0, 0, 0, "", nullptr, nullptr, 0, nullptr, 0};
};

}  // namespace ringside
