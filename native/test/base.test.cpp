#include <math.h>

#include "../engine/base/arena.hpp"
#include "../engine/base/crc32.hpp"
#include "../engine/base/exp.hpp"
#include "../engine/base/integer.hpp"
#include "../engine/base/log.hpp"
#include "../engine/base/status.hpp"
#include "../engine/signal/ring.hpp"
#include "check.hpp"
#include "random.hpp"

using namespace ringside;

namespace {

/** Distance in units of the last place of the exact result. */
double ulps(float got, double exact) {
  int exponent = 0;
  frexp(exact, &exponent);
  return fabs(static_cast<double>(got) - exact) / ldexp(1.0, exponent - 24);
}

}  // namespace

TEST("every status has a name and a text of its own") {
  for (int i = 0; i <= static_cast<int>(Status::not_included); ++i) {
    const Status status = static_cast<Status>(i);
    CHECK(strcmp(status_text(status), "unknown status") != 0);
    for (int j = 0; j < i; ++j) CHECK(strcmp(status_text(status), status_text(static_cast<Status>(j))) != 0);
  }
  CHECK(strcmp(status_name(Status::bad_magic), "bad_magic") == 0);
  CHECK(strcmp(status_text(static_cast<Status>(250)), "unknown status") == 0);
}

TEST("portable exp and log stay within two units in the last place of the exact value") {
  Random random(1);
  for (int i = 0; i < 200000; ++i) {
    const float x = static_cast<float>(random.between(-8700000, 8800000)) * 1e-5f;
    CHECK(ulps(exp_portable(x), exp(static_cast<double>(x))) <= 2.0);
    const float y = float_of(0x00800000u + random.bits() % 0x7f000000u);
    CHECK(ulps(log_portable(y), log(static_cast<double>(y))) <= 2.0);
  }
}

TEST("portable exp and log know their edges") {
  CHECK(exp_portable(0.0f) == 1.0f);
  CHECK(exp_portable(-200.0f) == 0.0f);
  CHECK(bits_of(exp_portable(200.0f)) == 0x7f800000u);
  CHECK(log_portable(1.0f) == 0.0f);
  CHECK(bits_of(log_portable(0.0f)) == 0xff800000u);
  CHECK(bits_of(log_portable(-1.0f)) == 0x7fc00000u);
  CHECK(ulps(log_portable(float_of(1u)), log(ldexp(1.0, -149))) <= 2.0);
}

TEST("integer square roots are the floor, at every square and beside it") {
  Random random(2);
  for (int i = 0; i < 100000; ++i) {
    const uint64_t root = random.bits();
    CHECK_EQUAL(integer_sqrt(root * root), root);
    if (root > 1) CHECK_EQUAL(integer_sqrt(root * root - 1u), root - 1u);
    const uint32_t small = static_cast<uint32_t>(root) & 0xffffu;
    CHECK_EQUAL(integer_sqrt(static_cast<uint32_t>(small * small)), small);
    if (small > 1) CHECK_EQUAL(integer_sqrt(static_cast<uint32_t>(small * small - 1u)), small - 1u);
  }
  CHECK_EQUAL(integer_sqrt(static_cast<uint32_t>(0xffffffffu)), 65535);
  CHECK_EQUAL(integer_sqrt(static_cast<uint64_t>(0xffffffffffffffffull)), 0xffffffffu);
  CHECK_EQUAL(integer_sqrt(static_cast<uint32_t>(0)), 0);
}

TEST("the checksum is that of zlib and Ethernet") {
  CHECK_EQUAL(crc32(reinterpret_cast<const uint8_t*>("123456789"), 9), 0xcbf43926u);
  CHECK_EQUAL(crc32(nullptr, 0), 0);
}

TEST("samples saturate instead of wrapping") {
  CHECK_EQUAL(saturate16(40000), 32767);
  CHECK_EQUAL(saturate16(-40000), -32768);
  CHECK_EQUAL(saturate16(-5), -5);
  CHECK_EQUAL(magnitude_of(-32768), 32768);
}

TEST("an arena hands out aligned pieces and says when it is used up") {
  alignas(8) uint8_t memory[64];
  Arena arena(memory, sizeof memory);
  uint8_t* first = arena.take<uint8_t>(3);
  int64_t* second = arena.take<int64_t>(2);
  CHECK(first == memory);
  CHECK(reinterpret_cast<uint8_t*>(second) == memory + 8);
  CHECK(arena.take<uint8_t>(41) == nullptr);
  CHECK(arena.take<uint8_t>(1) == nullptr);
}

TEST("a ring keeps the newest frames of every column and forgets on clear") {
  CHECK_EQUAL(SampleRing::capacity_for(4), 8);
  CHECK_EQUAL(SampleRing::size(2, 4), 16);
  int16_t memory[16];
  SampleRing ring;
  ring.attach(memory, 2, 4);
  for (int16_t i = 0; i < 20; ++i) {
    const int16_t frame[2] = {i, static_cast<int16_t>(-i)};
    ring.push(frame);
  }
  CHECK_EQUAL(ring.count(), 20);
  for (uint32_t i = 15; i < 20; ++i) {
    CHECK_EQUAL(ring.at(0, i), i);
    CHECK_EQUAL(ring.at(1, i), -static_cast<int>(i));
  }
  const SegmentView view = ring.view(Segment{14, 19});
  CHECK_EQUAL(view.column(1).length, 5);
  CHECK_EQUAL(view.column(1)[0], -14);
  CHECK_EQUAL(view.column(0).part(2, 5)[2], 18);
  ring.clear();
  CHECK_EQUAL(ring.count(), 0);
}
