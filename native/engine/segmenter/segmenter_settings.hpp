#pragma once
#pragma GCC optimize("fp-contract=off")

#include "../base/byte_reader.hpp"
#include "adaptive_windowing.hpp"
#include "double_peak.hpp"
#include "general_threshold.hpp"
#include "punch.hpp"
#include "windowing.hpp"
#include "windowing_threshold.hpp"

/* How descriptors hold the settings of each segmenter (pipeline/FORMAT.md), and what follows from them for a pipeline. */
namespace ringside {

inline void read_settings(ByteReader& reader, WindowingSettings& s) {
  s.window = reader.u16();
  s.step = reader.u16();
}
inline uint32_t longest_of(const WindowingSettings& s) { return s.window; }
inline bool length_fixed(const WindowingSettings&) { return true; }

inline void read_settings(ByteReader& reader, WindowingThresholdSettings& s) {
  s.column = reader.u8();
  s.space = static_cast<StatisticSpace>(reader.u8());
  s.comparison = static_cast<Comparison>(reader.u8());
  s.compat = reader.u8() != 0;
  s.window = reader.u16();
  s.offset = reader.u16();
  s.width = reader.u16();
  s.threshold = reader.i64();
}
inline uint32_t longest_of(const WindowingThresholdSettings& s) { return s.window; }
inline bool length_fixed(const WindowingThresholdSettings&) { return true; }

inline void read_settings(ByteReader& reader, ThresholdRule& rule) {
  rule.column = reader.u8();
  rule.space = static_cast<StatisticSpace>(reader.u8());
  rule.comparison = static_cast<Comparison>(reader.u8());
  rule.threshold = reader.i64();
}
inline void read_settings(ByteReader& reader, GeneralThresholdSettings& s) {
  read_settings(reader, s.start);
  read_settings(reader, s.stop);
  s.width = reader.u16();
  s.shortest = reader.u16();
  s.longest = reader.u16();
  s.drop_over = reader.u8() != 0;
  s.keep_partial = reader.u8() != 0;
}
inline uint32_t longest_of(const GeneralThresholdSettings& s) { return s.longest; }
inline bool length_fixed(const GeneralThresholdSettings& s) { return s.shortest == s.longest; }

inline void read_settings(ByteReader& reader, AdaptiveWindowingSettings& s) {
  s.column_count = reader.u8();
  for (uint32_t i = 0; i < 8; ++i) s.columns[i] = reader.u8();
  s.shortest = reader.u16();
  s.longest = reader.u16();
  s.threshold = reader.i32();
  s.absolute = reader.u8() != 0;
  s.compat = reader.u8() != 0;
}
inline uint32_t longest_of(const AdaptiveWindowingSettings& s) { return s.longest; }
inline bool length_fixed(const AdaptiveWindowingSettings&) { return false; }

inline void read_settings(ByteReader& reader, DoublePeakSettings& s) {
  s.column = reader.u8();
  s.twist = reader.i32();
  s.end_twist = reader.i32();
  s.last_twist = reader.i32();
  s.longest = reader.u16();
  s.nearest = reader.u16();
  s.farthest = reader.u16();
}
inline uint32_t longest_of(const DoublePeakSettings& s) { return s.longest; }
inline bool length_fixed(const DoublePeakSettings&) { return false; }

inline void read_settings(ByteReader& reader, PunchSettings& s) {
  s.rotation_column = reader.u8();
  s.acceleration_column = reader.u8();
  s.slowest_turn = reader.u16();
  s.weakest_hit = reader.u16();
  s.usual_share = reader.u8();
  s.rest = reader.u16();
  s.lead = reader.u16();
  s.window = reader.u16();
}
inline uint32_t longest_of(const PunchSettings& s) { return s.window; }
inline bool length_fixed(const PunchSettings&) { return true; }

}  // namespace ringside
