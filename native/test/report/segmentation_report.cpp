// Segmentation, leave-one-out: for each group of recordings (a file, or a person), each segmenter's settings are the best on
// all OTHER groups, then scored on that one. Exit code 1 if the engine's own segmenter misses a punch or gives a false alarm
// and --perfect is given. Usage: segmentation_report RECORDINGS [--json] [--perfect]
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "../../engine/segmenter/adaptive_windowing.hpp"
#include "../../engine/segmenter/double_peak.hpp"
#include "../../engine/segmenter/general_threshold.hpp"
#include "../../engine/segmenter/punch.hpp"
#include "../../engine/segmenter/windowing.hpp"
#include "../../engine/segmenter/windowing_threshold.hpp"
#include "../../engine/sensor/magnitude.hpp"
#include "../segment_runner.hpp"

using namespace ringside;

namespace {

constexpr double counts_per_g = 1000.0 / 0.488;
constexpr double counts_per_dps = 1.0 / 0.07;
constexpr uint32_t acceleration = 6;
constexpr uint32_t rotation = 7;

struct Impact {
  uint32_t row;
  std::string label;
};

struct Recording {
  std::string name;
  double rate_hz;
  Columns columns;
  std::vector<Impact> impacts;

  /** What is left out together: the first two parts of the name. */
  std::string group() const {
    const size_t first = name.find('/');
    const size_t second = first == std::string::npos ? first : name.find('/', first + 1);
    return name.substr(0, second);
  }
  double minutes() const { return static_cast<double>(columns[0].size()) / rate_hz / 60.0; }
};

/** A reported segment, and the sample count at which it was certain. */
struct Report {
  Segment segment;
  uint32_t decided;
};

struct Score {
  uint32_t hits = 0;
  uint32_t missed = 0;
  uint32_t false_alarms = 0;
  double minutes = 0.0;
  std::vector<double> decided_ms;   // after the impact; negative: known before it
  std::vector<double> complete_ms;  // the segment's end after the impact
  std::map<std::string, std::pair<uint32_t, uint32_t>> by_label;  // found, of all

  void add(const Score& other) {
    hits += other.hits;
    missed += other.missed;
    false_alarms += other.false_alarms;
    minutes += other.minutes;
    decided_ms.insert(decided_ms.end(), other.decided_ms.begin(), other.decided_ms.end());
    complete_ms.insert(complete_ms.end(), other.complete_ms.begin(), other.complete_ms.end());
    for (const auto& label : other.by_label) {
      by_label[label.first].first += label.second.first;
      by_label[label.first].second += label.second.second;
    }
  }
  double f1() const {
    const double all = 2.0 * hits + missed + false_alarms;
    return all > 0 ? 2.0 * hits / all : 1.0;
  }
  double recall() const { return hits + missed > 0 ? static_cast<double>(hits) / (hits + missed) : 1.0; }
  double precision() const { return hits + false_alarms > 0 ? static_cast<double>(hits) / (hits + false_alarms) : 0.0; }
};

double median_of(std::vector<double> values) {
  if (values.empty()) return NAN;
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

/** A segment is a hit if it holds an impact that no earlier segment holds; otherwise it is a false alarm. */
Score score_of(const Recording& recording, const std::vector<Report>& reports) {
  Score score;
  score.minutes = recording.minutes();
  std::vector<bool> claimed(recording.impacts.size(), false);
  for (const Report& report : reports) {
    bool hit = false;
    for (size_t i = 0; i < claimed.size() && !hit; ++i) {
      const uint32_t impact = recording.impacts[i].row;
      if (claimed[i] || impact < report.segment.begin || impact >= report.segment.end) continue;
      claimed[i] = true;
      hit = true;
      const double ms = 1000.0 / recording.rate_hz;
      score.decided_ms.push_back((static_cast<double>(report.decided) - impact) * ms);
      score.complete_ms.push_back((static_cast<double>(report.segment.end) - impact) * ms);
    }
    if (hit) {
      ++score.hits;
    } else {
      ++score.false_alarms;
    }
  }
  for (size_t i = 0; i < claimed.size(); ++i) {
    std::pair<uint32_t, uint32_t>& counts = score.by_label[recording.impacts[i].label];
    counts.first += claimed[i] ? 1u : 0u;
    ++counts.second;
  }
  score.missed = static_cast<uint32_t>(recording.impacts.size()) - score.hits;
  return score;
}

typedef std::vector<double> Point;

/** A segmenter with the grid of settings that it is tuned over; a point is in seconds, g, dps and percent. */
struct Candidate {
  std::string name;
  std::vector<std::vector<double>> axes;
  std::vector<Report> (*run)(const Recording&, const Point&);
};

uint32_t samples(const Recording& r, double seconds) {
  return static_cast<uint32_t>(std::max(1L, lrint(seconds * r.rate_hz)));
}

int32_t dps(double value) { return static_cast<int32_t>(value * counts_per_dps); }
int32_t g(double value) { return static_cast<int32_t>(value * counts_per_g); }

template <class Decide>
std::vector<Report> reports_of(const std::vector<Segment>& segments, Decide decide) {
  std::vector<Report> result;
  for (const Segment& s : segments) result.push_back(Report{s, decide(s)});
  return result;
}

uint32_t at_end(const Segment& s) { return s.end; }

std::vector<Report> run_punch(const Recording& r, const Point& p) {
  const uint32_t rest = samples(r, p[2]);
  const uint32_t lead = samples(r, 0.4);
  const PunchSettings s{rotation, acceleration, dps(p[0]), g(p[1]), static_cast<uint32_t>(p[3]), rest, lead, samples(r, 0.8)};
  return reports_of(run_segmenter<PunchSegmenter>(s, r.columns), [&](const Segment& found) { return found.begin + lead + rest + 1u; });
}

std::vector<Report> run_windowing(const Recording& r, const Point& p) {
  const uint32_t window = samples(r, p[0]);
  return reports_of(run_segmenter<Windowing>(WindowingSettings{window, window}, r.columns), at_end);
}

StatisticSpace space_of(double value) { return value > 0.5 ? StatisticSpace::absolute_average : StatisticSpace::standard_deviation; }

std::vector<Report> run_windowing_threshold(const Recording& r, const Point& p) {
  WindowingThresholdSettings s{};
  s.column = rotation;
  s.threshold = static_cast<ThresholdQ8>(dps(p[0])) * 256;
  s.width = samples(r, p[1]);
  s.space = space_of(p[2]);
  s.offset = p[4] > 0.0 ? samples(r, p[4]) : 0u;
  s.window = std::max(samples(r, p[3]), s.offset + s.width);
  return reports_of(run_segmenter<WindowingThreshold>(s, r.columns),
                    [&](const Segment& found) { return found.begin + s.offset + s.width; });
}

std::vector<Report> run_threshold_pair(const Recording& r, const Point& p, uint32_t stop_column, double stop) {
  GeneralThresholdSettings s{};
  s.width = samples(r, p[2]);
  s.shortest = std::max(samples(r, p[4]), s.width + 1u);
  s.longest = std::max(samples(r, p[5]), s.shortest);
  s.start = ThresholdRule{rotation, space_of(p[3]), Comparison::at_least, static_cast<ThresholdQ8>(dps(p[0])) * 256};
  s.stop = ThresholdRule{stop_column, space_of(p[3]), Comparison::at_most, static_cast<ThresholdQ8>(stop * 256.0)};
  return reports_of(run_segmenter<GeneralThreshold>(s, r.columns), [&](const Segment& found) { return found.begin + s.width; });
}

std::vector<Report> run_max_min(const Recording& r, const Point& p) { return run_threshold_pair(r, p, rotation, dps(p[1])); }
std::vector<Report> run_general(const Recording& r, const Point& p) { return run_threshold_pair(r, p, acceleration, g(p[1])); }

std::vector<Report> run_adaptive(const Recording& r, const Point& p) {
  const uint32_t shortest = samples(r, p[1]);
  const AdaptiveWindowingSettings s{{rotation}, 1, shortest, std::max(samples(r, p[2]), shortest + 2u), dps(p[0]), true, false};
  return reports_of(run_segmenter<AdaptiveWindowing>(s, r.columns), at_end);
}

std::vector<Report> run_double_peak(const Recording& r, const Point& p) {
  const DoublePeakSettings s{static_cast<uint32_t>(p[0]), -dps(p[1]), -dps(p[2]), -dps(p[3]), samples(r, 2.0), samples(r, 0.1),
                             samples(r, 0.8)};
  return reports_of(run_segmenter<DoublePeak>(s, r.columns), at_end);
}

std::vector<Candidate> candidates() {
  const std::vector<double> turns{150, 250, 350, 500, 650, 800, 1000, 1200};
  const std::vector<double> widths{0.05, 0.1, 0.2};
  return {
      {"Punch (ours)", {turns, {1.0, 2.0, 3.0, 4.0, 5.0, 6.0}, {0.15, 0.25, 0.35}, {0, 30, 50}}, run_punch},
      {"Windowing", {{0.5, 0.8, 1.0, 1.5, 2.0}}, run_windowing},
      {"Windowing Threshold", {turns, widths, {0, 1}, {0.5, 0.8, 1.0, 1.44}, {0, 0.25, 0.5}}, run_windowing_threshold},
      {"Max Min Threshold", {turns, {50, 100, 200, 350}, widths, {0, 1}, {0.3, 0.5, 0.8}, {1.0, 1.5}}, run_max_min},
      {"General Threshold", {turns, {0.05, 0.1, 0.3, 1.2, 1.6}, widths, {0, 1}, {0.3, 0.5, 0.8}, {1.0, 1.5}}, run_general},
      {"Adaptive Windowing", {turns, {0.2, 0.5, 1.0}, {1.0, 1.5, 2.0, 2.5}}, run_adaptive},
      {"Double Peak", {{3, 4, 5}, {100, 300, 600, 1000}, {0, 50, 200}, {0, 200, 500}}, run_double_peak},
  };
}

Point point_at(const Candidate& candidate, size_t index) {
  Point point;
  for (const std::vector<double>& axis : candidate.axes) {
    point.push_back(axis[index % axis.size()]);
    index /= axis.size();
  }
  return point;
}

size_t grid_size(const Candidate& candidate) {
  size_t size = 1;
  for (const std::vector<double>& axis : candidate.axes) size *= axis.size();
  return size;
}

/** How deep inside the set of equally good points a point lies: steps to its nearest worse one, along the axes. */
size_t depth_of(const Candidate& candidate, const std::vector<double>& quality, size_t index, double best) {
  size_t depth = 0;
  size_t stride = 1;
  for (const std::vector<double>& axis : candidate.axes) {
    const size_t place = index / stride % axis.size();
    size_t down = 0;
    while (down < place && quality[index - (down + 1) * stride] >= best) ++down;
    size_t up = 0;
    while (place + up + 1 < axis.size() && quality[index + (up + 1) * stride] >= best) ++up;
    depth += std::min(down, up);
    stride *= axis.size();
  }
  return depth;
}

/** The best settings by F1 over the recordings that are not held out; among equals the one in the middle of them. */
size_t tuned(const Candidate& candidate, const std::vector<std::vector<Score>>& scores, const std::vector<bool>& held_out) {
  std::vector<double> quality(scores.size());
  for (size_t i = 0; i < scores.size(); ++i) {
    Score total;
    for (size_t f = 0; f < scores[i].size(); ++f) {
      if (!held_out[f]) total.add(scores[i][f]);
    }
    quality[i] = total.f1();
  }
  const double best = *std::max_element(quality.begin(), quality.end());
  size_t chosen = 0;
  size_t deepest = 0;
  bool found = false;
  for (size_t i = 0; i < quality.size(); ++i) {
    if (quality[i] < best) continue;
    const size_t depth = depth_of(candidate, quality, i, best);
    if (found && depth <= deepest) continue;
    found = true;
    deepest = depth;
    chosen = i;
  }
  return chosen;
}

std::vector<Recording> read(const char* path) {
  std::vector<Recording> result;
  FILE* file = fopen(path, "rb");
  if (file == nullptr) return result;
  char name[64];
  unsigned rows = 0;
  unsigned impacts = 0;
  double rate = 0;
  while (fscanf(file, "%63s %lf %u %u", name, &rate, &rows, &impacts) == 4) {
    Recording r{name, rate, Columns(8, std::vector<int16_t>(rows)), std::vector<Impact>(impacts)};
    for (Impact& impact : r.impacts) {
      char label[24];
      if (fscanf(file, "%u:%23s", &impact.row, label) != 2) return {};
      impact.label = label;
    }
    if (fgetc(file) != '\n') return {};
    const uint8_t accelerometer[3] = {0, 1, 2};
    const uint8_t gyroscope[3] = {3, 4, 5};
    for (unsigned i = 0; i < rows; ++i) {
      int16_t frame[6];
      if (fread(frame, sizeof frame, 1, file) != 1) return {};
      for (uint32_t c = 0; c < 6; ++c) r.columns[c][i] = frame[c];
      r.columns[acceleration][i] = magnitude(frame, accelerometer, 3, MagnitudeRule::norm);
      r.columns[rotation][i] = magnitude(frame, gyroscope, 3, MagnitudeRule::norm);
    }
    result.push_back(r);
  }
  fclose(file);
  return result;
}

Score leave_one_out(const Candidate& candidate, const std::vector<Recording>& recordings) {
  std::vector<std::vector<Score>> scores;
  for (size_t i = 0; i < grid_size(candidate); ++i) {
    std::vector<Score> row;
    for (const Recording& r : recordings) row.push_back(score_of(r, candidate.run(r, point_at(candidate, i))));
    scores.push_back(row);
  }
  Score total;
  std::string done;
  for (const Recording& one : recordings) {
    if (one.group() == done) continue;  // recordings of a group follow each other
    done = one.group();
    std::vector<bool> held_out;
    for (const Recording& r : recordings) held_out.push_back(r.group() == done);
    const size_t best = tuned(candidate, scores, held_out);
    for (size_t f = 0; f < recordings.size(); ++f) {
      if (held_out[f]) total.add(scores[best][f]);
    }
  }
  return total;
}

}  // namespace

int main(int argc, char** argv) {
  const std::vector<Recording> recordings = argc > 1 ? read(argv[1]) : std::vector<Recording>();
  if (recordings.empty()) {
    printf("no recordings\n");
    return 1;
  }
  bool json = false;
  bool perfect = false;
  for (int i = 2; i < argc; ++i) {
    json = json || strcmp(argv[i], "--json") == 0;
    perfect = perfect || strcmp(argv[i], "--perfect") == 0;
  }
  int result = 0;
  if (!json) {
    printf("%-20s %8s %7s %10s %12s %17s %12s %13s\n", "segmenter", "settings", "recall", "precision", "false alarms",
           "false alarms/min", "decided ms", "complete ms");
  }
  bool first = true;
  if (json) printf("[");
  for (const Candidate& candidate : candidates()) {
    const Score s = leave_one_out(candidate, recordings);
    if (perfect && candidate.run == run_punch && (s.missed > 0 || s.false_alarms > 0)) result = 1;
    const double decided = median_of(s.decided_ms);
    const double complete = median_of(s.complete_ms);
    if (json) {
      printf("%s{\"segmenter\":\"%s\",\"settingsTried\":%zu,\"hits\":%u,\"missed\":%u,\"falseAlarms\":%u,\"minutes\":%.2f,"
             "\"decidedMs\":%.0f,\"completeMs\":%.0f",
             first ? "" : ",", candidate.name.c_str(), grid_size(candidate), s.hits, s.missed, s.false_alarms, s.minutes,
             s.hits > 0 ? decided : 0.0, s.hits > 0 ? complete : 0.0);
      printf(",\"byLabel\":{");
      bool comma = false;
      for (const auto& label : s.by_label) {
        printf("%s\"%s\":[%u,%u]", comma ? "," : "", label.first.c_str(), label.second.first, label.second.second);
        comma = true;
      }
      printf("}}");
      first = false;
      continue;
    }
    printf("%-20s %8zu %3u/%-3u %9.1f%% %12u %17.2f %12.0f %13.0f\n", candidate.name.c_str(), grid_size(candidate), s.hits,
           s.hits + s.missed, 100.0 * s.precision(), s.false_alarms, s.false_alarms / s.minutes, decided, complete);
    if (s.by_label.size() > 1) {
      for (const auto& label : s.by_label) printf("  %s %u/%u", label.first.c_str(), label.second.first, label.second.second);
      printf("\n");
    }
    fflush(stdout);
  }
  if (json) printf("]\n");
  return result;
}
