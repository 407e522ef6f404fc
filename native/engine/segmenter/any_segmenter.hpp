#pragma once
#pragma GCC optimize("fp-contract=off")

#include <new>

#include "adaptive_windowing.hpp"
#include "double_peak.hpp"
#include "general_threshold.hpp"
#include "punch.hpp"
#include "segmenter_settings.hpp"
#include "windowing.hpp"
#include "windowing_threshold.hpp"

/* Every segmenter: code and class. New ones go at the end: descriptors store the number. */
#define RINGSIDE_SEGMENTER_LIST(X)             \
  X(windowing, Windowing)                      \
  X(windowing_threshold, WindowingThreshold)   \
  X(general_threshold, GeneralThreshold)       \
  X(adaptive_windowing, AdaptiveWindowing)     \
  X(double_peak, DoublePeak)                   \
  X(punch, PunchSegmenter)

/* A pack names the one it uses, with a row of the list above, before it includes the engine: only that is linked. */
#ifndef RINGSIDE_USED_SEGMENTERS
#define RINGSIDE_USED_SEGMENTERS RINGSIDE_SEGMENTER_LIST
#endif

namespace ringside {

#define RINGSIDE_AS_ENUM(name, type) name,
/** The number of a segmenter, as descriptors store it. */
enum class SegmenterKind : uint8_t { RINGSIDE_SEGMENTER_LIST(RINGSIDE_AS_ENUM) count };
#undef RINGSIDE_AS_ENUM

/** What the rest of a pipeline must know about a segmenter's segments. */
struct SegmenterNeeds {
  uint32_t history;
  uint32_t longest;
  bool fixed_length;
};

/** Whichever segmenter a descriptor asks for. */
class AnySegmenter {
 public:
  /** Reads u8 kind and its settings, checks them against the frame, and stands ready. */
  Status configure(ByteReader& reader, uint32_t columns, SegmenterNeeds& needs) {
    kind_ = reader.u8();
    if (!reader.ok()) return Status::truncated;
#define RINGSIDE_AS_CONFIGURE(name, type)                                                     \
  case static_cast<uint8_t>(SegmenterKind::name): {                                           \
    type::Settings settings;                                                                  \
    read_settings(reader, settings);                                                          \
    if (!reader.ok()) return Status::truncated;                                               \
    const Status status = type::check(settings, columns);                                     \
    if (status != Status::ok) return status;                                                  \
    needs = SegmenterNeeds{type::history(settings), longest_of(settings), length_fixed(settings)}; \
    new (&any_.name) type();                                                                  \
    any_.name.configure(settings);                                                            \
    return Status::ok;                                                                        \
  }
    switch (kind_) { RINGSIDE_USED_SEGMENTERS(RINGSIDE_AS_CONFIGURE) }
#undef RINGSIDE_AS_CONFIGURE
    return kind_ < static_cast<uint8_t>(SegmenterKind::count) ? Status::not_included : Status::bad_segmenter;
  }

  void reset() {
#define RINGSIDE_AS_RESET(name, type)             \
  case static_cast<uint8_t>(SegmenterKind::name): \
    return any_.name.reset();
    switch (kind_) { RINGSIDE_USED_SEGMENTERS(RINGSIDE_AS_RESET) }
#undef RINGSIDE_AS_RESET
  }

  bool step(const SampleRing& ring, Segment& out) {
#define RINGSIDE_AS_STEP(name, type)              \
  case static_cast<uint8_t>(SegmenterKind::name): \
    return any_.name.step(ring, out);
    switch (kind_) { RINGSIDE_USED_SEGMENTERS(RINGSIDE_AS_STEP) }
#undef RINGSIDE_AS_STEP
    return false;
  }

  /** The end of a capture: see the flush of the segmenter; most have nothing to report. */
  bool flush(const SampleRing& ring, Segment& out) {
#define RINGSIDE_AS_FLUSH(name, type)             \
  case static_cast<uint8_t>(SegmenterKind::name): \
    return flush_of(any_.name, ring, out);
    switch (kind_) { RINGSIDE_USED_SEGMENTERS(RINGSIDE_AS_FLUSH) }
#undef RINGSIDE_AS_FLUSH
    return false;
  }

 private:
  template <class Other>
  static bool flush_of(Other&, const SampleRing&, Segment&) {
    return false;
  }
  static bool flush_of(GeneralThreshold& segmenter, const SampleRing& ring, Segment& out) { return segmenter.flush(ring, out); }

#define RINGSIDE_AS_MEMBER(name, type) type name;
  union Any {
    Any() {}
    RINGSIDE_USED_SEGMENTERS(RINGSIDE_AS_MEMBER)
  };
#undef RINGSIDE_AS_MEMBER

  Any any_;
  uint8_t kind_ = 255;
};

}  // namespace ringside
