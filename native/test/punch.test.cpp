#include <vector>

#include "../engine/segmenter/punch.hpp"
#include "check.hpp"
#include "random.hpp"
#include "segment_runner.hpp"

using namespace ringside;

namespace {

/** Quiet, with hills of rotation at some places and a spike of acceleration at their top. */
struct Session {
  Columns columns;
  explicit Session(uint32_t length) : columns(2, std::vector<int16_t>(length, 100)) {}

  void swing(uint32_t peak, int32_t turn, int32_t hit) {
    for (int32_t i = -12; i <= 12; ++i) {
      const uint32_t at = peak + static_cast<uint32_t>(i);
      const int32_t value = turn * (13 - (i < 0 ? -i : i)) / 13;
      if (value > columns[0][at]) columns[0][at] = static_cast<int16_t>(value);
    }
    columns[1][peak + 2] = static_cast<int16_t>(hit);
  }
};

const PunchSettings plain{0, 1, 8000, 6000, 0, 25, 40, 80};

std::vector<Segment> around(const std::vector<uint32_t>& peaks, const PunchSettings& s) {
  std::vector<Segment> result;
  for (const uint32_t peak : peaks) result.push_back(Segment{peak - s.lead, peak - s.lead + s.window});
  return result;
}

}  // namespace

TEST("a punch is reported around its fastest turn, a turn without a hit and a hit without a turn are not") {
  Session session(1000);
  session.swing(200, 20000, 15000);
  session.swing(400, 20000, 3000);
  session.swing(600, 5000, 15000);
  session.swing(800, 12000, 8000);
  CHECK(same(run_segmenter<PunchSegmenter>(plain, session.columns), around({200, 800}, plain)));
}

TEST("backswing and follow-through belong to their punch, a quick second punch does not") {
  Session session(1000);
  session.swing(180, 12000, 9000);
  session.swing(200, 20000, 15000);
  session.swing(218, 13000, 9000);
  session.swing(500, 20000, 15000);
  session.swing(530, 18000, 15000);  // 30 samples later: a one-two, with segments that overlap
  CHECK(same(run_segmenter<PunchSegmenter>(plain, session.columns), around({200, 500, 530}, plain)));
}

TEST("the fist that is pulled back turns fast once more, but did not hit again") {
  Session session(1000);
  session.swing(200, 12000, 15000);
  session.swing(227, 14000, 7000);   // pulled back: faster than the way out, and shaking less than the impact did
  session.swing(500, 12000, 15000);
  session.swing(527, 14000, 15000);  // a second punch from where the first one ended
  CHECK(same(run_segmenter<PunchSegmenter>(plain, session.columns), around({200, 500, 527}, plain)));
}

TEST("the usual punch of a person raises the bar, and the bar sinks again with time") {
  PunchSettings s = plain;
  s.usual_share = 60;
  Session session(14000);
  session.swing(200, 30000, 15000);
  session.swing(400, 10000, 15000);    // a third of the usual: not a punch of this person
  session.swing(13000, 10000, 15000);  // two minutes later somebody else may be at it
  CHECK(same(run_segmenter<PunchSegmenter>(s, session.columns), around({200, 13000}, s)));
  s.usual_share = 0;
  CHECK(same(run_segmenter<PunchSegmenter>(s, session.columns), around({200, 400, 13000}, s)));
}

TEST("a punch in the first moments of a stream has no whole segment and is not reported") {
  Session session(300);
  session.swing(30, 20000, 15000);
  session.swing(100, 20000, 15000);
  CHECK(same(run_segmenter<PunchSegmenter>(plain, session.columns), around({100}, plain)));
}

TEST("punches of noise are what the definition says, for random settings") {
  Random random(30);
  for (int round = 0; round < 200; ++round) {
    const uint32_t length = 800;
    const int32_t step = round % 2 == 0 ? 1 : 4000;  // coarse steps make many equal heights
    Columns data(2, std::vector<int16_t>(length));
    for (uint32_t i = 0; i < length; ++i) {
      data[0][i] = static_cast<int16_t>(random.between(0, 32767) / step * step);
      data[1][i] = static_cast<int16_t>(random.between(0, random.between(0, 40) == 0 ? 32767 : 2000));
    }
    PunchSettings s{0, 1, random.between(1, 32767), random.between(0, 32767), 0, 0, 0, 0};
    s.rest = static_cast<uint32_t>(random.between(1, 40));
    s.lead = static_cast<uint32_t>(random.between(0, 60));
    s.window = s.lead + 1u + static_cast<uint32_t>(random.between(0, static_cast<int32_t>(s.rest) * 8 - 2));
    CHECK(PunchSegmenter::check(s, 2) == Status::ok);
    std::vector<Segment> expected;
    int64_t last_hit = -100;
    for (uint32_t p = 0; p + s.rest < length; ++p) {
      bool top = data[0][p] >= s.slowest_turn;
      uint32_t hardest = p < s.rest ? 0 : p - s.rest;
      for (uint32_t i = hardest; i <= p + s.rest; ++i) {
        if (i < p && data[0][i] >= data[0][p]) top = false;
        if (i > p && data[0][i] > data[0][p]) top = false;
        if (data[1][i] >= data[1][hardest]) hardest = i;
      }
      const bool hit = data[1][hardest] >= s.weakest_hit && hardest >= last_hit + s.rest;
      if (top && hit) last_hit = hardest;
      if (top && hit && p >= s.lead && p - s.lead + s.window <= length) expected.push_back(Segment{p - s.lead, p - s.lead + s.window});
    }
    const std::vector<Segment> found = run_segmenter<PunchSegmenter>(s, data);
    CHECK(same(found, expected));
  }
}

TEST("punch settings that make no sense are refused by name") {
  PunchSettings s = plain;
  s.acceleration_column = 2;
  CHECK(PunchSegmenter::check(s, 2) == Status::bad_column);
  s = plain;
  s.rest = 4;  // more punches would wait for their end than there is room for
  CHECK(PunchSegmenter::check(s, 2) == Status::bad_segmenter);
  s = plain;
  s.lead = 80;
  CHECK(PunchSegmenter::check(s, 2) == Status::bad_segmenter);
}
