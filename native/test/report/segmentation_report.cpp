// Segmentation of every segmenter at its best settings. With one file leave-one-out: for each recording, each segmenter's
// settings are the best on all OTHER recordings, then scored on that one. With two files the settings are the best on all
// of the first, then scored on the second. Usage: segmentation_report TUNE [TEST]. Prints one JSON object a line.
#include <stdio.h>

#include "tuning.hpp"

namespace {

Score leave_one_out(const Candidate& candidate, const std::vector<Recording>& recordings) {
  const std::vector<std::vector<Score>> scores = grid_scores(candidate, recordings);
  Score total;
  for (size_t f = 0; f < recordings.size(); ++f) total.add(scores[tuned(candidate, scores, f)][f]);
  return total;
}

Score tune_then_test(const Candidate& candidate, const std::vector<Recording>& tune, const std::vector<Recording>& test, Point& point) {
  point = candidate.point_at(tuned(candidate, grid_scores(candidate, tune)));
  Score total;
  for (const Recording& r : test) total.add(score_of(r, candidate.run(r, point)));
  return total;
}

void print(const Candidate& candidate, const Score& s, const Point& point) {
  printf("{\"segmenter\":\"%s\",\"settingsTried\":%zu,\"settings\":[", candidate.name.c_str(), candidate.grid_size());
  for (size_t i = 0; i < point.size(); ++i) printf("%s%g", i == 0 ? "" : ",", point[i]);
  printf("],\"hits\":%u,\"missed\":%u,\"falseAlarms\":%u,\"onOtherMotions\":%u,\"minutes\":%.2f,", s.hits, s.missed,
         s.false_alarms, s.other_motions, s.minutes);
  printf("\"recall\":%.4f,\"precision\":%.4f,\"falseAlarmsPerMinute\":%.3f,", s.recall(), s.precision(), s.false_alarms / s.minutes);
  printf("\"decidedMs\":%.0f,\"completeMs\":%.0f,\"labels\":{", median_of(s.decided_ms), median_of(s.complete_ms));
  bool first = true;
  for (const auto& one : s.labels) {
    printf("%s\"%s\":{\"found\":%u,\"of\":%u}", first ? "" : ",", one.first.c_str(), one.second.found, one.second.of);
    first = false;
  }
  printf("}}\n");
  fflush(stdout);
}

}  // namespace

int main(int argc, char** argv) {
  const std::vector<Recording> tune = argc > 1 ? read_recordings(argv[1]) : std::vector<Recording>();
  const std::vector<Recording> test = argc > 2 ? read_recordings(argv[2]) : std::vector<Recording>();
  if (tune.empty() || (argc > 2 && test.empty())) return 1;
  for (const Candidate& candidate : candidates()) {
    Point point;
    const Score score = argc > 2 ? tune_then_test(candidate, tune, test, point) : leave_one_out(candidate, tune);
    print(candidate, score, point);
  }
  return 0;
}
