#pragma once

#include <string>
#include <vector>

#include "../../engine/segmenter/adaptive_windowing.hpp"
#include "../../engine/segmenter/double_peak.hpp"
#include "../../engine/segmenter/general_threshold.hpp"
#include "../../engine/segmenter/punch.hpp"
#include "../../engine/segmenter/windowing.hpp"
#include "../../engine/segmenter/windowing_threshold.hpp"
#include "score.hpp"

/** One number for each axis of a grid. */
typedef std::vector<double> Point;

/** A segmenter with the grid of settings that it is tuned over; a point is in seconds, g, dps and percent. */
struct Candidate {
  std::string name;
  std::vector<std::vector<double>> axes;
  std::vector<Report> (*run)(const Recording&, const Point&);

  size_t grid_size() const {
    size_t size = 1;
    for (const std::vector<double>& axis : axes) size *= axis.size();
    return size;
  }
  Point point_at(size_t index) const {
    Point point;
    for (const std::vector<double>& axis : axes) {
      point.push_back(axis[index % axis.size()]);
      index /= axis.size();
    }
    return point;
  }
};

namespace candidate {

using namespace ringside;

inline int32_t dps(double value) { return static_cast<int32_t>(value * counts_per_dps); }
inline int32_t g(double value) { return static_cast<int32_t>(value * counts_per_g); }

template <class Decide>
std::vector<Report> reports_of(const std::vector<Segment>& segments, Decide decide) {
  std::vector<Report> result;
  for (const Segment& s : segments) result.push_back(Report{s, decide(s)});
  return result;
}

inline uint32_t at_end(const Segment& s) { return s.end; }

inline std::vector<Report> run_punch(const Recording& r, const Point& p) {
  const uint32_t rest = r.samples(p[2]);
  const uint32_t lead = r.samples(0.4);
  const PunchSettings s{rotation_column, acceleration_column, dps(p[0]), g(p[1]), static_cast<uint32_t>(p[3]), rest, lead, r.samples(0.8)};
  return reports_of(run_segmenter<PunchSegmenter>(s, r.columns), [&](const Segment& found) { return found.begin + lead + rest + 1u; });
}

inline std::vector<Report> run_windowing(const Recording& r, const Point& p) {
  const uint32_t window = r.samples(p[0]);
  return reports_of(run_segmenter<Windowing>(WindowingSettings{window, window}, r.columns), at_end);
}

inline StatisticSpace space_of(double value) { return value > 0.5 ? StatisticSpace::absolute_average : StatisticSpace::standard_deviation; }

inline std::vector<Report> run_windowing_threshold(const Recording& r, const Point& p) {
  WindowingThresholdSettings s{};
  s.column = rotation_column;
  s.threshold = static_cast<ThresholdQ8>(dps(p[0])) * 256;
  s.width = r.samples(p[1]);
  s.space = space_of(p[2]);
  s.offset = p[4] > 0.0 ? r.samples(p[4]) : 0u;
  s.window = std::max(r.samples(p[3]), s.offset + s.width);
  return reports_of(run_segmenter<WindowingThreshold>(s, r.columns),
                    [&](const Segment& found) { return found.begin + s.offset + s.width; });
}

inline std::vector<Report> run_threshold_pair(const Recording& r, const Point& p, uint32_t stop_column, double stop) {
  GeneralThresholdSettings s{};
  s.width = r.samples(p[2]);
  s.shortest = std::max(r.samples(p[4]), s.width + 1u);
  s.longest = std::max(r.samples(p[5]), s.shortest);
  s.start = ThresholdRule{rotation_column, space_of(p[3]), Comparison::at_least, static_cast<ThresholdQ8>(dps(p[0])) * 256};
  s.stop = ThresholdRule{stop_column, space_of(p[3]), Comparison::at_most, static_cast<ThresholdQ8>(stop * 256.0)};
  return reports_of(run_segmenter<GeneralThreshold>(s, r.columns), [&](const Segment& found) { return found.begin + s.width; });
}

inline std::vector<Report> run_max_min(const Recording& r, const Point& p) { return run_threshold_pair(r, p, rotation_column, dps(p[1])); }
inline std::vector<Report> run_general(const Recording& r, const Point& p) { return run_threshold_pair(r, p, acceleration_column, g(p[1])); }

inline std::vector<Report> run_adaptive(const Recording& r, const Point& p) {
  const uint32_t shortest = r.samples(p[1]);
  const AdaptiveWindowingSettings s{{rotation_column}, 1, shortest, std::max(r.samples(p[2]), shortest + 2u), dps(p[0]), true, false};
  return reports_of(run_segmenter<AdaptiveWindowing>(s, r.columns), at_end);
}

inline std::vector<Report> run_double_peak(const Recording& r, const Point& p) {
  const DoublePeakSettings s{static_cast<uint32_t>(p[0]), -dps(p[1]), -dps(p[2]), -dps(p[3]), r.samples(2.0), r.samples(0.1),
                             r.samples(0.8)};
  return reports_of(run_segmenter<DoublePeak>(s, r.columns), at_end);
}

}  // namespace candidate

/** Every segmenter of the engine that could find a stroke. Max-min threshold is general threshold with one column. */
inline std::vector<Candidate> candidates() {
  using namespace candidate;
  const std::vector<double> turns{150, 250, 350, 500, 650, 800, 1000, 1200};
  const std::vector<double> widths{0.05, 0.1, 0.2};
  const std::vector<double> shortest{0.15, 0.3, 0.5};
  const std::vector<double> longest{0.5, 1.0, 1.5};
  return {
      {"Punch (ours)", {turns, {1.0, 2.0, 3.0, 4.0, 5.0, 6.0}, {0.15, 0.2, 0.25, 0.35}, {0, 30, 50}}, run_punch},
      {"Windowing", {{0.35, 0.5, 0.8, 1.0, 1.5, 2.0}}, run_windowing},
      {"Windowing Threshold", {turns, widths, {0, 1}, {0.35, 0.5, 0.8, 1.0, 1.44}, {0, 0.25, 0.5}}, run_windowing_threshold},
      {"Max Min Threshold", {turns, {50, 100, 200, 350}, widths, {0, 1}, shortest, longest}, run_max_min},
      {"General Threshold", {turns, {0.05, 0.1, 0.3, 1.2, 1.6}, widths, {0, 1}, shortest, longest}, run_general},
      {"Adaptive Windowing", {turns, {0.2, 0.5, 1.0}, {0.5, 1.0, 1.5, 2.0, 2.5}}, run_adaptive},
      {"Double Peak", {{3, 4, 5}, {100, 300, 600, 1000}, {0, 50, 200}, {0, 200, 500}}, run_double_peak},
  };
}
