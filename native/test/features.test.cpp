#include <algorithm>
#include <vector>

#include "../engine/feature/feature_list.hpp"
#include "../engine/scaling/min_max_scale.hpp"
#include "../engine/segment_stage/horizontal_scale.hpp"
#include "../engine/segment_stage/normalize.hpp"
#include "../engine/segment_stage/offset_factor.hpp"
#include "../engine/segment_stage/pre_emphasis.hpp"
#include "../engine/segment_stage/scale_factor.hpp"
#include "../engine/signal/ring.hpp"
#include "check.hpp"
#include "random.hpp"
#include "scratch.hpp"

using namespace ringside;

namespace {

constexpr uint32_t columns = 3;
constexpr uint8_t kinds = static_cast<uint8_t>(FeatureKind::count);

/** A feature of this kind with settings drawn from all that are allowed. */
FeatureSpec random_spec(Random& random, uint8_t kind) {
  FeatureNeeds needs;
  CHECK(feature_needs(kind, needs));
  for (;;) {
    FeatureSpec spec{};
    spec.kind = kind;
    spec.column_count = static_cast<uint8_t>(needs.columns == 0 ? random.between(1, columns) : needs.columns);
    for (uint32_t c = 0; c < spec.column_count; ++c) spec.columns[c] = static_cast<uint8_t>(random.between(0, columns - 1));
    for (uint32_t p = 0; p < feature_parameter_limit; ++p) {
      spec.parameters[p] = needs.parameters[p] == Parameter::centre_ratio
                               ? static_cast<float>(random.between(10, 90)) * 0.01f
                               : static_cast<float>(random.between(needs.parameters[p] == Parameter::none ? 0 : -40, 60));
    }
    if (check_feature(spec, columns) == Status::ok) return spec;
    for (uint32_t p = 0; p < feature_parameter_limit; ++p) {
      if (needs.parameters[p] == Parameter::none) spec.parameters[p] = 0.0f;
    }
    if (check_feature(spec, columns) == Status::ok) return spec;
  }
}

std::vector<int16_t> extreme_signal(Random& random, uint32_t length, int flavour) {
  std::vector<int16_t> x(columns * length);
  for (size_t i = 0; i < x.size(); ++i) {
    if (flavour == 0) x[i] = INT16_MIN;
    if (flavour == 1) x[i] = i % 2 == 0 ? INT16_MIN : INT16_MAX;
    if (flavour == 2) x[i] = random.sample(32767);
    if (flavour == 3) x[i] = 0;
  }
  return x;
}

}  // namespace

TEST("every feature gives a finite number for full-scale signals at every awkward length") {
  Random random(20);
  const uint32_t lengths[] = {1, 2, 3, 10, 11, 20, 21, 100, 101, 2000};
  for (uint8_t kind = 0; kind < kinds; ++kind) {
    for (const uint32_t length : lengths) {
      Scratch memory(columns, length);
      for (int flavour = 0; flavour < 4; ++flavour) {
        const std::vector<int16_t> x = extreme_signal(random, length, flavour);
        memory.scratch.forget();
        const float value = compute_feature(random_spec(random, kind), view_of(x.data(), length), memory.scratch);
        if (!is_finite(value)) printf("  %s, %u samples, flavour %d\n", feature_name(kind), length, flavour);
        CHECK(is_finite(value));
      }
    }
  }
}

TEST("a feature is the same, bit for bit, read from a wrapped ring or from plain memory") {
  Random random(21);
  const uint32_t length = 150;
  std::vector<int16_t> ring_memory(SampleRing::size(columns, length));
  SampleRing ring;
  ring.attach(ring_memory.data(), columns, length);
  std::vector<int16_t> flat(columns * length);
  const uint32_t total = 1000;
  for (uint32_t i = 0; i < total; ++i) {
    int16_t frame[columns];
    for (uint32_t c = 0; c < columns; ++c) {
      frame[c] = random.sample(32767);
      if (i >= total - length) flat[c * length + i - (total - length)] = frame[c];
    }
    ring.push(frame);
  }
  Scratch memory(columns, length);
  for (uint8_t kind = 0; kind < kinds; ++kind) {
    const FeatureSpec spec = random_spec(random, kind);
    memory.scratch.forget();
    const float wrapped = compute_feature(spec, ring.view(Segment{total - length, total}), memory.scratch);
    memory.scratch.forget();
    const float plain = compute_feature(spec, view_of(flat.data(), length), memory.scratch);
    CHECK_EQUAL(bits_of(wrapped), bits_of(plain));
  }
}

TEST("quartiles are those of the sorted samples, whatever was asked before") {
  Random random(22);
  for (int round = 0; round < 300; ++round) {
    const uint32_t length = static_cast<uint32_t>(random.between(1, 400));
    std::vector<int16_t> x(length);
    for (int16_t& sample : x) sample = random.sample(round % 2 == 0 ? 3 : 32767);
    std::vector<int16_t> sorted = x;
    std::sort(sorted.begin(), sorted.end());
    std::vector<int16_t> memory(OrderScratch::size(length));
    OrderScratch order;
    order.attach(memory.data(), length);
    for (uint32_t quarter = 0; quarter <= 4; ++quarter) {
      const double place = quarter * (length - 1) / 4.0;
      const size_t left = static_cast<size_t>(place);
      const double next = left + 1 < length ? sorted[left + 1] : sorted[left];
      const double expected = sorted[left] + (next - sorted[left]) * (place - static_cast<double>(left));
      CHECK_EQUAL(order.quartile(view_of(x.data(), length).column(0), quarter), expected);
    }
  }
}

TEST("the broken features of the original are corrected, and named so") {
  const int16_t x[8] = {0, 5, -3, 2, 10, 20, 30, 40};
  Scratch memory(2, 4);
  FeatureSpec spec{};
  spec.kind = static_cast<uint8_t>(FeatureKind::two_column_span_difference);
  spec.column_count = 2;
  spec.columns[1] = 1;
  CHECK_EQUAL(compute_feature(spec, view_of(x, 4), memory.scratch), 8 - 30);
  CHECK(strstr(feature_name(spec.kind), "(corrected)") != nullptr);
  spec = FeatureSpec{};
  spec.kind = static_cast<uint8_t>(FeatureKind::threshold_with_offset);
  spec.column_count = 1;
  spec.parameters[0] = 2;
  spec.parameters[1] = 0;
  CHECK_EQUAL(compute_feature(spec, view_of(x, 4), memory.scratch), 2);  // 5, and 2 after the dip to -3
}

TEST("a feature with the wrong columns or settings is refused by name") {
  FeatureSpec spec{};
  spec.kind = kinds;
  CHECK(check_feature(spec, 3) == Status::bad_feature);
  spec.kind = static_cast<uint8_t>(FeatureKind::mean);
  CHECK(check_feature(spec, 3) == Status::bad_feature);
  spec.column_count = 1;
  CHECK(check_feature(spec, 3) == Status::ok);
  spec.columns[0] = 3;
  CHECK(check_feature(spec, 3) == Status::bad_column);
  spec.columns[0] = 0;
  spec.parameters[0] = 1;  // the mean takes no settings
  CHECK(check_feature(spec, 3) == Status::bad_feature);
  spec.kind = static_cast<uint8_t>(FeatureKind::shape_median_difference);
  spec.parameters[0] = float_of(0x7fc00000u);
  CHECK(check_feature(spec, 3) == Status::bad_feature);
  spec.kind = static_cast<uint8_t>(FeatureKind::downsample);
  spec.parameters[0] = 5;
  spec.parameters[1] = 5;
  CHECK(check_feature(spec, 3) == Status::bad_feature);
  spec.parameters[1] = 4;
  CHECK(check_feature(spec, 3) == Status::ok);
}

TEST("min-max scaling ends at its bounds, and a constant or a NaN gives the lowest") {
  const FeatureRange range{-10.0f, 30.0f};
  CHECK_EQUAL(min_max_scale(-10.0f, range, 0, 255), 0);
  CHECK_EQUAL(min_max_scale(30.0f, range, 0, 255), 255);
  CHECK_EQUAL(min_max_scale(10.0f, range, 0, 255), 127);
  CHECK_EQUAL(min_max_scale(1e30f, range, 0, 255), 255);
  CHECK_EQUAL(min_max_scale(-1e30f, range, 5, 200), 5);
  CHECK_EQUAL(min_max_scale(1e30f, range, 5, 200), 200);
  CHECK_EQUAL(min_max_scale(float_of(0x7fc00000u), range, 0, 255), 0);
  CHECK_EQUAL(min_max_scale(7.0f, FeatureRange{7.0f, 7.0f}, 0, 255), 0);
  CHECK(!range_sane(FeatureRange{1.0f, 0.0f}));
  CHECK(!range_sane(FeatureRange{-3e38f, 3e38f}));
  CHECK(!range_sane(FeatureRange{float_of(0x7fc00000u), 0.0f}));
}

TEST("segment transforms survive full scale and single samples") {
  Random random(23);
  for (const uint32_t length : {1u, 2u, 7u, 300u}) {
    std::vector<int16_t> memory(OrderScratch::size(length));
    OrderScratch order;
    order.attach(memory.data(), length);
    for (int flavour = 0; flavour < 4; ++flavour) {
      for (int mode = 0; mode < 4; ++mode) {
        std::vector<int16_t> x = extreme_signal(random, length, flavour);
        order.forget();
        normalize(x.data(), length, static_cast<StripMode>(mode), order);
        scale_factor(x.data(), length, 0.001f);
        offset_factor(x.data(), length, INT16_MIN);
        pre_emphasis(x.data(), length, 32767, INT16_MIN);
        std::vector<int16_t> scaled(50);
        if (length > 1) horizontal_scale(view_of(x.data(), length).column(0), scaled.data(), 50);
        if (length > 1) CHECK_EQUAL(scaled[49], x[length - 1]);
      }
    }
  }
}
