#pragma once

#include <math.h>
#include <stdint.h>

#include <initializer_list>
#include <vector>

#include "../engine/signal/ring.hpp"

typedef std::vector<std::vector<int16_t>> Columns;

/** Every segment that a segmenter reports over whole columns, one sample at a time. */
template <class Segmenter>
std::vector<ringside::Segment> run_segmenter(const typename Segmenter::Settings& settings, const Columns& data) {
  const uint32_t columns = static_cast<uint32_t>(data.size());
  const uint32_t history = Segmenter::history(settings);
  std::vector<int16_t> memory(ringside::SampleRing::size(columns, history));
  ringside::SampleRing ring;
  ring.attach(memory.data(), columns, history);
  Segmenter segmenter;
  segmenter.configure(settings);
  std::vector<ringside::Segment> found;
  std::vector<int16_t> frame(columns);
  for (size_t i = 0; i < data[0].size(); ++i) {
    for (uint32_t c = 0; c < columns; ++c) frame[c] = data[c][i];
    ring.push(frame.data());
    ringside::Segment segment{0, 0};
    if (segmenter.step(ring, segment)) found.push_back(segment);
  }
  return found;
}

inline bool same(const std::vector<ringside::Segment>& a, const std::vector<ringside::Segment>& b) {
  if (a.size() != b.size()) return false;
  for (size_t i = 0; i < a.size(); ++i) {
    if (a[i].begin != b[i].begin || a[i].end != b[i].end) return false;
  }
  return true;
}
