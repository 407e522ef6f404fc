#pragma once

#include <math.h>

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "recording.hpp"

/** A reported segment, and the sample count at which it was certain. */
struct Report {
  ringside::Segment segment;
  uint32_t decided;
};

/** How many of a kind of stroke there were, and how many were found. */
struct Share {
  unsigned found = 0;
  unsigned of = 0;
};

struct Score {
  unsigned hits = 0;
  unsigned missed = 0;
  unsigned false_alarms = 0;
  unsigned other_motions = 0;  // of the false alarms: the person did something, but no stroke
  double minutes = 0.0;
  std::map<std::string, Share> labels;
  std::vector<double> decided_ms;   // after the impact; negative: known before it
  std::vector<double> complete_ms;  // the segment's end after the impact

  void add(const Score& other) {
    hits += other.hits;
    missed += other.missed;
    false_alarms += other.false_alarms;
    other_motions += other.other_motions;
    minutes += other.minutes;
    for (const auto& one : other.labels) {
      labels[one.first].found += one.second.found;
      labels[one.first].of += one.second.of;
    }
    decided_ms.insert(decided_ms.end(), other.decided_ms.begin(), other.decided_ms.end());
    complete_ms.insert(complete_ms.end(), other.complete_ms.begin(), other.complete_ms.end());
  }
  double f1() const {
    const double all = 2.0 * hits + missed + false_alarms;
    return all > 0 ? 2.0 * hits / all : 1.0;
  }
  double recall() const { return hits + missed > 0 ? static_cast<double>(hits) / (hits + missed) : 1.0; }
  double precision() const { return hits + false_alarms > 0 ? static_cast<double>(hits) / (hits + false_alarms) : 0.0; }
};

inline double median_of(std::vector<double> values) {
  if (values.empty()) return 0.0;
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

/** A segment is a hit if it holds the impact of a stroke that no earlier segment holds; otherwise it is a false alarm. */
inline Score score_of(const Recording& recording, const std::vector<Report>& reports) {
  Score score;
  score.minutes = recording.minutes();
  const double ms = 1000.0 / recording.rate_hz;
  std::vector<bool> claimed(recording.events.size(), false);
  for (const Report& report : reports) {
    bool hit = false;
    bool other = false;
    for (size_t i = 0; i < claimed.size() && !hit; ++i) {
      const Event& event = recording.events[i];
      if (claimed[i] || event.row < report.segment.begin || event.row >= report.segment.end) continue;
      other = other || !event.wanted();
      if (!event.wanted()) continue;
      claimed[i] = true;
      hit = true;
      score.decided_ms.push_back((static_cast<double>(report.decided) - event.row) * ms);
      score.complete_ms.push_back((static_cast<double>(report.segment.end) - event.row) * ms);
    }
    score.hits += hit ? 1u : 0u;
    score.false_alarms += hit ? 0u : 1u;
    score.other_motions += !hit && other ? 1u : 0u;
  }
  for (size_t i = 0; i < claimed.size(); ++i) {
    const Event& event = recording.events[i];
    if (!event.wanted()) continue;
    Share& share = score.labels[event.label];
    ++share.of;
    share.found += claimed[i] ? 1u : 0u;
    score.missed += claimed[i] ? 0u : 1u;
  }
  return score;
}
