#include "../engine/pipeline/feed.hpp"

#include <memory>

#include "check.hpp"
#include "random_pipeline.hpp"

using namespace ringside;

namespace {

/** A loaded pipeline with the arena it asked for, not a byte more. */
struct Loaded {
  std::vector<uint8_t> bytes;
  std::vector<uint64_t> arena;
  Pipeline pipeline;
  Status status;

  explicit Loaded(const std::vector<uint8_t>& descriptor) : bytes(descriptor) {
    status = pipeline.load(bytes.data(), bytes.size());
    if (status != Status::ok) return;
    arena.resize((pipeline.arena_size() + 7) / 8);
    status = pipeline.attach(arena.data(), pipeline.arena_size());
  }
};

/** Everything that a decision says, as bytes: equal bytes are equal decisions. */
void record(const Decision& d, std::vector<uint8_t>& out) {
  const auto put = [&](const void* data, size_t count) {
    const uint8_t* bytes = static_cast<const uint8_t*>(data);
    out.insert(out.end(), bytes, bytes + count);
  };
  put(&d.segment, sizeof d.segment);
  put(&d.class_number, 1);
  put(&d.dropped, 1);
  put(d.features, d.feature_count * sizeof(float));
  put(d.scaled, d.feature_count);
  put(d.outputs, d.output_count);
}

std::vector<uint8_t> run(Pipeline& pipeline, const std::vector<int16_t>& frames, size_t chunk) {
  std::vector<uint8_t> out;
  const size_t count = frames.size() / 6;
  for (size_t at = 0; at < count; at += chunk) {
    const size_t size = at + chunk < count ? chunk : count - at;
    feed(pipeline, frames.data() + at * 6, size, [&](const Decision& d) { record(d, out); });
  }
  Decision last;
  if (pipeline.flush(last)) record(last, out);
  return out;
}

/** Magnitude of the gyroscope, windows of 50, mean and deviation, a network that says which is larger. */
DescriptorWriter small_pipeline() {
  DescriptorWriter w;
  w.u8(6).u8(1).sensor_stage(SensorStageKind::magnitude, {3, 4, 5}, 0);
  w.u8(0).u16(50).u16(50);
  w.u8(0);
  FeatureSpec mean{};
  mean.column_count = 1;
  mean.columns[0] = 6;
  FeatureSpec deviation = mean;
  deviation.kind = static_cast<uint8_t>(FeatureKind::standard_deviation);
  w.u16(2).u8(0).u8(255).feature(mean, 0.0f, 1000.0f).feature(deviation, 0.0f, 1000.0f);
  w.u8(1).u8(1);
  w.u8(0).u8(0).u16(1).u16(2).u16(2).u16(0).u16(0).i8(-128).i8(0).i8(-128).i8(127);
  w.i8(100).i8(0).i8(0).i8(100);       // each output sees one feature
  w.i32(0).i32(0).i32(1 << 30).i8(-6);
  w.u8(2).i8(-128).u8(0).u8(4).u8(9);  // classes 4 and 9
  return w;
}

}  // namespace

TEST("a pipeline goes from frames to a class") {
  Loaded loaded(small_pipeline().descriptor());
  CHECK(loaded.status == Status::ok);
  int decisions = 0;
  for (int i = 0; i < 100; ++i) {
    const int16_t quiet[6] = {0, 0, 0, 300, 400, 0};
    const int16_t shaking[6] = {0, 0, 0, static_cast<int16_t>(i % 2 == 0 ? 0 : 900), 0, 0};
    Decision d;
    if (!loaded.pipeline.push(i < 50 ? quiet : shaking, d)) continue;
    ++decisions;
    CHECK_EQUAL(d.segment.end - d.segment.begin, 50);
    CHECK_EQUAL(d.features[0], i < 50 ? 500 : 450);
    CHECK_EQUAL(d.features[1], i < 50 ? 0 : 450);
    CHECK_EQUAL(d.scaled[0], i < 50 ? 127 : 114);
    // 127 and 114 times the weight of 100, halved and divided by 64.
    CHECK_EQUAL(d.outputs[0], i < 50 ? 99 : 89);
    CHECK_EQUAL(d.outputs[1], i < 50 ? 0 : 89);
    CHECK_EQUAL(d.class_number, 4);  // shaking, both outputs are equal: the first wins
    CHECK_EQUAL(d.output_count, 2);
  }
  CHECK_EQUAL(decisions, 2);
}

TEST("random pipelines load in exactly the memory they ask for, and decide") {
  uint32_t deciding = 0;
  for (uint64_t seed = 1; seed <= 300; ++seed) {
    RandomPipeline random(seed);
    Loaded loaded(random.descriptor());
    if (loaded.status != Status::ok) printf("  seed %d: %s\n", static_cast<int>(seed), status_text(loaded.status));
    CHECK(loaded.status == Status::ok);
    if (loaded.status == Status::ok && !run(loaded.pipeline, random.frames(1500), 1500).empty()) ++deciding;
  }
  CHECK(deciding > 200);
}

TEST("decisions do not depend on how frames are cut into calls: 1, 7, 64, all") {
  for (uint64_t seed = 1; seed <= 60; ++seed) {
    RandomPipeline random(seed);
    const std::vector<uint8_t> descriptor = random.descriptor();
    const std::vector<int16_t> frames = random.frames(1000);
    Loaded whole(descriptor);
    const std::vector<uint8_t> expected = run(whole.pipeline, frames, 1000);
    for (const size_t chunk : {1u, 7u, 64u}) {
      Loaded loaded(descriptor);
      CHECK(run(loaded.pipeline, frames, chunk) == expected);
    }
  }
}

TEST("after a reset a capture gives what it gives alone") {
  for (uint64_t seed = 1; seed <= 100; ++seed) {
    RandomPipeline random(seed);
    const std::vector<uint8_t> descriptor = random.descriptor();
    const std::vector<int16_t> before = random.frames(777);
    const std::vector<int16_t> capture = random.frames(900);
    Loaded alone(descriptor);
    Loaded used(descriptor);
    run(used.pipeline, before, 777);
    used.pipeline.reset();
    CHECK(run(used.pipeline, capture, 900) == run(alone.pipeline, capture, 900));
  }
}

TEST("frames at full scale run through every pipeline") {
  for (uint64_t seed = 301; seed <= 360; ++seed) {
    RandomPipeline random(seed);
    Loaded loaded(random.descriptor());
    std::vector<int16_t> frames(6 * 600);
    for (size_t i = 0; i < frames.size(); ++i) frames[i] = i / 6 % 3 == 0 ? INT16_MAX : INT16_MIN;
    run(loaded.pipeline, frames, 600);
  }
}

TEST("segments are told in frames pushed, before a moving average delayed and a downsampler thinned them") {
  DescriptorWriter w;
  w.u8(1).u8(2).sensor_stage(SensorStageKind::moving_average, {0}, 3).sensor_stage(SensorStageKind::downsample_average, {}, 4);
  w.u8(0).u16(10).u16(10).u8(0).u16(0).u8(0).u8(255).u8(0);
  Loaded loaded(w.descriptor());
  CHECK(loaded.status == Status::ok);
  Decision d;
  int count = 0;
  for (int i = 0; i < 100; ++i) {
    const int16_t sample = static_cast<int16_t>(i);
    if (!loaded.pipeline.push(&sample, d)) continue;
    ++count;
    CHECK_EQUAL(d.segment.begin, count == 1 ? 3 : 43);
    CHECK_EQUAL(d.segment.end, count == 1 ? 43 : 83);
  }
  CHECK_EQUAL(count, 2);
}

TEST("a left glove that is mirrored first gives what its mirror image gives a right glove") {
  const auto pipeline = [](bool mirrored) {
    DescriptorWriter w;
    w.u8(6).u8(mirrored ? 2u : 1u);
    if (mirrored) w.sensor_stage(SensorStageKind::negate, {1, 3, 5}, 0);
    w.sensor_stage(SensorStageKind::magnitude, {3, 4, 5}, 0);
    w.u8(0).u16(10).u16(10).u8(0).u16(7).u8(0).u8(255);
    for (uint8_t column = 0; column < 7; ++column) {
      FeatureSpec maximum{};
      maximum.kind = static_cast<uint8_t>(FeatureKind::maximum);
      maximum.column_count = 1;
      maximum.columns[0] = column;
      w.feature(maximum, -32768.0f, 32767.0f);
    }
    return w.u8(0).descriptor();
  };
  Loaded left(pipeline(true));
  Loaded right(pipeline(false));
  CHECK(left.status == Status::ok);
  Random random(12);
  int count = 0;
  for (int i = 0; i < 200; ++i) {
    int16_t frame[6];
    for (int16_t& one : frame) one = random.between(0, 20) == 0 ? INT16_MIN : random.sample(32767);
    int16_t image[6];
    for (int c = 0; c < 6; ++c) image[c] = c % 2 == 1 ? saturate16(-static_cast<int32_t>(frame[c])) : frame[c];
    Decision of_left;
    Decision of_right;
    const bool decided = left.pipeline.push(frame, of_left);
    CHECK(decided == right.pipeline.push(image, of_right));
    if (!decided) continue;
    ++count;
    for (int c = 0; c < 7; ++c) CHECK_EQUAL(of_left.features[c], of_right.features[c]);
  }
  CHECK_EQUAL(count, 20);
}

TEST("segment transforms work on a copy: overlapping segments stay whole, and medians are those of what came out") {
  DescriptorWriter w;
  w.u8(2).u8(0).u8(0).u16(9).u16(3);
  w.u8(1).segment_stage(SegmentStageKind::strip, {0, 1}, 2.0f);
  w.u16(4).u8(0).u8(255);
  for (const uint8_t column : {uint8_t{1}, uint8_t{0}}) {  // first the column that was sorted last, before it was changed
    FeatureSpec spec{};
    spec.column_count = 1;
    spec.columns[0] = column;
    spec.kind = static_cast<uint8_t>(FeatureKind::median);
    w.feature(spec, 0.0f, 1.0f);
    spec.kind = static_cast<uint8_t>(FeatureKind::maximum);
    w.feature(spec, 0.0f, 1.0f);
  }
  w.u8(0);
  Loaded loaded(w.descriptor());
  CHECK(loaded.status == Status::ok);
  Decision d;
  int count = 0;
  for (int i = 0; i < 60; ++i) {
    const int16_t frame[2] = {static_cast<int16_t>(100 * i), static_cast<int16_t>(-7 * i)};
    if (!loaded.pipeline.push(frame, d)) continue;
    ++count;
    CHECK_EQUAL(d.features[0], 0);
    CHECK_EQUAL(d.features[1], 28);  // four steps from the median to the end
    CHECK_EQUAL(d.features[2], 0);
    CHECK_EQUAL(d.features[3], 400);
  }
  CHECK_EQUAL(count, 18);
}

TEST("memory that is too small or not aligned is refused") {
  Loaded loaded(small_pipeline().descriptor());
  const size_t size = loaded.pipeline.arena_size();
  CHECK(loaded.pipeline.attach(loaded.arena.data(), size - 1) == Status::memory_too_small);
  CHECK(loaded.pipeline.attach(reinterpret_cast<uint8_t*>(loaded.arena.data()) + 4, size) == Status::memory_misaligned);
}

TEST("a descriptor cut short anywhere, or with a byte changed, is refused by name") {
  for (uint64_t seed = 1; seed <= 5; ++seed) {
    const std::vector<uint8_t> good = RandomPipeline(seed).descriptor();
    for (size_t size = 0; size < good.size(); ++size) {
      // A copy of its own size, so that the sanitizer sees any read past its end.
      const std::vector<uint8_t> cut(good.begin(), good.begin() + static_cast<std::ptrdiff_t>(size));
      CHECK(Loaded(cut).status == Status::truncated);
    }
    for (size_t at = 0; at < good.size(); ++at) {
      std::vector<uint8_t> bent = good;
      bent[at] = static_cast<uint8_t>(bent[at] ^ 0x40u);
      CHECK(Loaded(bent).status != Status::ok);
    }
    std::vector<uint8_t> longer = good;
    longer.push_back(0);
    CHECK(Loaded(longer).status == Status::trailing_bytes);
  }
}

TEST("each part of a descriptor has its own refusal") {
  const auto status_of = [](const DescriptorWriter& w) { return Loaded(w.descriptor()).status; };
  std::vector<uint8_t> old = small_pipeline().descriptor();
  old[4] = 9;
  CHECK(Loaded(old).status == Status::bad_version);
  old[0] = 'X';
  CHECK(Loaded(old).status == Status::bad_magic);
  CHECK(status_of(DescriptorWriter().u8(0)) == Status::bad_column);
  CHECK(status_of(DescriptorWriter().u8(1).u8(9)) == Status::bad_sensor_stage);
  CHECK(status_of(DescriptorWriter().u8(1).u8(1).sensor_stage(SensorStageKind::magnitude, {1}, 0)) == Status::bad_column);
  CHECK(status_of(DescriptorWriter().u8(1).u8(1).sensor_stage(SensorStageKind::negate, {1}, 0)) == Status::bad_column);
  CHECK(status_of(DescriptorWriter().u8(1).u8(1).sensor_stage(SensorStageKind::negate, {}, 0)) == Status::bad_sensor_stage);
  CHECK(status_of(DescriptorWriter().u8(1).u8(1).sensor_stage(SensorStageKind::negate, {0}, 1)) == Status::bad_sensor_stage);
  CHECK(status_of(DescriptorWriter().u8(1).u8(0).u8(77)) == Status::bad_segmenter);
  DescriptorWriter head;
  head.u8(1).u8(0).u8(0).u16(10).u16(10);
  CHECK(status_of(DescriptorWriter(head).u8(5)) == Status::bad_segment_stage);
  CHECK(status_of(DescriptorWriter(head).u8(0).u16(257).u8(0).u8(255)) == Status::too_large);
  FeatureSpec mean{};
  mean.column_count = 1;
  const float nan = float_of(0x7fc00000u);
  CHECK(status_of(DescriptorWriter(head).u8(0).u16(1).u8(0).u8(255).feature(mean, nan, 1.0f)) == Status::bad_scaling);
  mean.kind = 255;
  CHECK(status_of(DescriptorWriter(head).u8(0).u16(1).u8(0).u8(255).feature(mean, 0.0f, 1.0f)) == Status::bad_feature);
  head.u8(0).u16(0).u8(0).u8(255);
  CHECK(status_of(DescriptorWriter(head).u8(9)) == Status::bad_network);
  // A convolution whose weights would be 65535 * 65535 * 65535 bytes.
  DescriptorWriter huge(head);
  huge.u8(2).u8(1).u8(0).i32(65536).i8(0).u8(1).u8(1).u8(0).u16(65535).u16(65535).u16(65535).u16(65535).u16(1).put(0u);
  CHECK(status_of(huge) == Status::bad_network);
}
