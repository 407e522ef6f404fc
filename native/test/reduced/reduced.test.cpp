// A build that leaves parts out, as a pack does to save flash. It is a program of its own: one program must not hold two
// builds of the engine.
#define RINGSIDE_WITH_SENSOR_FILTERS 0
#define RINGSIDE_WITH_SEGMENT_STAGES 0
#define RINGSIDE_WITH_WINDOW_NETWORKS 0
#define RINGSIDE_WITH_TREES 0
#define RINGSIDE_USED_SEGMENTERS(X) X(windowing, Windowing)
#define RINGSIDE_USED_FEATURES(X) X(mean, "Mean", 1, none, none, none, none, none)

#include "../check.hpp"
#include "../descriptor_writer.hpp"

using namespace ringside;

namespace {

Status status_of(const DescriptorWriter& w) {
  const std::vector<uint8_t> bytes = w.descriptor();
  Pipeline pipeline;
  return pipeline.load(bytes.data(), bytes.size());
}

/** One column in windows of ten, up to the place where features come. */
DescriptorWriter head() {
  DescriptorWriter w;
  w.u8(1).u8(0).u8(0).u16(10).u16(10).u8(0);
  return w;
}

DescriptorWriter with_feature(FeatureKind kind) {
  FeatureSpec spec{};
  spec.kind = static_cast<uint8_t>(kind);
  spec.column_count = 1;
  return head().u16(1).u8(0).u8(255).feature(spec, 0.0f, 1.0f);
}

}  // namespace

TEST("a reduced build runs what it includes") {
  const std::vector<uint8_t> bytes = with_feature(FeatureKind::mean).u8(0).descriptor();
  Pipeline pipeline;
  CHECK(pipeline.load(bytes.data(), bytes.size()) == Status::ok);
  std::vector<uint64_t> arena((pipeline.arena_size() + 7) / 8);
  CHECK(pipeline.attach(arena.data(), pipeline.arena_size()) == Status::ok);
  Decision decision;
  int decisions = 0;
  for (int16_t i = 0; i < 20; ++i) decisions += pipeline.push(&i, decision) ? 1 : 0;
  CHECK_EQUAL(decisions, 2);
  CHECK_EQUAL(decision.features[0], 14.5);
}

TEST("a reduced build still mirrors a left glove") {
  CHECK(status_of(DescriptorWriter().u8(1).u8(1).sensor_stage(SensorStageKind::negate, {0}, 0).u8(0).u16(9).u16(9).u8(0).u16(0).u8(0).u8(255).u8(0)) ==
        Status::ok);
}

TEST("a reduced build refuses by name what it leaves out") {
  CHECK(status_of(with_feature(FeatureKind::median)) == Status::not_included);
  CHECK(status_of(DescriptorWriter().u8(1).u8(1).sensor_stage(SensorStageKind::low_pass, {0}, 100)) == Status::not_included);
  CHECK(status_of(DescriptorWriter().u8(1).u8(0).u8(static_cast<uint32_t>(SegmenterKind::punch))) == Status::not_included);
  DescriptorWriter stage;
  stage.u8(1).u8(0).u8(0).u16(10).u16(10).u8(1).segment_stage(SegmentStageKind::strip, {0}, 0.0f);
  CHECK(status_of(stage) == Status::not_included);
  CHECK(status_of(with_feature(FeatureKind::mean).u8(2)) == Status::not_included);
  CHECK(status_of(with_feature(FeatureKind::mean).u8(3)) == Status::not_included);
  DescriptorWriter pool = with_feature(FeatureKind::mean).u8(1).u8(1);
  pool.u8(static_cast<uint32_t>(LayerKind::maximum_pool)).u8(0).u16(1).u16(1).u16(1).u16(1).u16(1).i8(0).i8(0).i8(-128).i8(127);
  CHECK(status_of(pool) == Status::not_included);
}
