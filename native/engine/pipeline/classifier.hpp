#pragma once
#pragma GCC optimize("fp-contract=off")

#include "../base/arena.hpp"
#include "../base/included.hpp"
#include "../net/decision.hpp"
#include "../net/network.hpp"
#include "../net/trees.hpp"
#include "window_input.hpp"

namespace ringside {

enum class ClassifierKind : uint8_t {
  none,             // segments and features only
  feature_network,  // int8 network on feature bytes less 128
  window_network,   // int8 network on raw samples
  feature_trees     // tree ensemble on feature bytes
};
constexpr uint8_t classifier_kind_count = 4;

/** What a classifier is built for: the pipeline in front of it. */
struct ClassifierInput {
  uint32_t columns;
  uint32_t features;
  uint32_t segment_length;  // 0 if segments differ in length
};

/** Features or a window in, a class number out. Class 0 is "unknown": the outputs were too weak to name one. */
class Classifier {
 public:
  static constexpr uint32_t output_limit = 32;

  /** Reads u8 kind, the input and the model of that kind, then u8 outputs, i8 weakest, u8 margin, a u8 class per output. */
  Status check(ByteReader& reader, const ClassifierInput& input) {
    const uint8_t kind = reader.u8();
    if (!reader.ok()) return Status::truncated;
    if (kind >= classifier_kind_count) return Status::bad_network;
    kind_ = static_cast<ClassifierKind>(kind);
    outputs_ = 0;
    if (!with_window_networks && kind_ == ClassifierKind::window_network) return Status::not_included;
    if (!with_trees && kind_ == ClassifierKind::feature_trees) return Status::not_included;
    if (kind_ == ClassifierKind::none) return Status::ok;
    const Status status = check_model(reader, input);
    if (status != Status::ok) return status;
    const uint32_t outputs = reader.u8();
    rule_.weakest = reader.i8();
    rule_.least_margin = reader.u8();
    classes_ = reader.take(outputs);
    if (!reader.ok()) return Status::truncated;
    return outputs == outputs_ && outputs_ <= output_limit ? Status::ok : Status::bad_classes;
  }

  /** Bytes that `attach` takes from the arena. */
  size_t size() const { return aligned_bytes(scratch_size()); }

  void attach(Arena& arena) {
    if (scratch_size() > 0) scratch_ = arena.take<int8_t>(scratch_size());
  }

  /** The class number of a segment. `outputs` then shows what the model said. */
  uint8_t run(const SegmentView& segment, const uint8_t* features, uint32_t feature_count) {
    switch (kind_) {
      case ClassifierKind::none:
        return 0;
      case ClassifierKind::feature_network:
        // A byte less 128 is an int8 with the same order; the shipped tools subtract 127 and are one off.
        for (uint32_t i = 0; i < feature_count; ++i) scratch_[i] = static_cast<int8_t>(features[i] - 128);
        result_ = network_.run(scratch_);
        break;
      case ClassifierKind::window_network:
        if (with_window_networks) window_.fill(segment, scratch_);
        result_ = network_.run(scratch_);
        break;
      case ClassifierKind::feature_trees:
        if (with_trees) trees_.vote(features, scratch_);
        result_ = scratch_;
        break;
    }
    const int32_t best = decide(result_, outputs_, rule_);
    return best < 0 ? 0 : classes_[best];
  }

  const int8_t* outputs() const { return result_; }
  uint32_t output_count() const { return outputs_; }

 private:
  Status check_model(ByteReader& reader, const ClassifierInput& input) {
    if (with_trees && kind_ == ClassifierKind::feature_trees) {
      const Status status = trees_.check(reader, input.features);
      outputs_ = trees_.classes();
      return status;
    }
    uint32_t inputs = input.features;
    if (with_window_networks && kind_ == ClassifierKind::window_network) {
      const Status status = window_.check(reader, input.columns);
      if (status != Status::ok) return status;
      // At most 16384 samples of 16 channels: no overflow.
      inputs = input.segment_length * window_.channels();
    }
    const Status status = network_.check(reader, inputs);
    outputs_ = network_.output_size();
    return status;
  }

  size_t scratch_size() const {
    if (kind_ == ClassifierKind::none) return 0;
    return kind_ == ClassifierKind::feature_trees ? outputs_ : network_.scratch_size();
  }

  ClassifierKind kind_ = ClassifierKind::none;
  Network network_;
  TreeEnsemble trees_;
  WindowInput window_;
  RejectRule rule_{-128, 0};
  const uint8_t* classes_ = nullptr;
  uint32_t outputs_ = 0;
  int8_t* scratch_ = nullptr;
  const int8_t* result_ = nullptr;
};

}  // namespace ringside
