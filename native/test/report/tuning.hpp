#pragma once

#include <algorithm>
#include <vector>

#include "candidates.hpp"

/** What each point of a candidate's grid reaches on each recording: [point][recording]. */
inline std::vector<std::vector<Score>> grid_scores(const Candidate& candidate, const std::vector<Recording>& recordings) {
  std::vector<std::vector<Score>> scores;
  for (size_t i = 0; i < candidate.grid_size(); ++i) {
    std::vector<Score> row;
    for (const Recording& r : recordings) row.push_back(score_of(r, candidate.run(r, candidate.point_at(i))));
    scores.push_back(row);
  }
  return scores;
}

/** How deep inside the set of equally good points a point lies: steps to its nearest worse one, along the axes. */
inline size_t depth_of(const Candidate& candidate, const std::vector<double>& quality, size_t index, double best) {
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

constexpr size_t none_held_out = static_cast<size_t>(-1);

/** The point with the best F1 over all recordings but one; among equals the one in the middle of them. */
inline size_t tuned(const Candidate& candidate, const std::vector<std::vector<Score>>& scores, size_t held_out = none_held_out) {
  std::vector<double> quality(scores.size());
  for (size_t i = 0; i < scores.size(); ++i) {
    Score total;
    for (size_t f = 0; f < scores[i].size(); ++f) {
      if (f != held_out) total.add(scores[i][f]);
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
