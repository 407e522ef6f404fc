// Prints the descriptor of the boxing reference as C bytes: six axes and the gyroscope's norm, windows of 150 samples, the
// 16 features of the boxing tutorial (spec/pipeline.md section 5) and a 16-12-8-6 network with random weights;
// with the word "wide" a 16-48-24-6 one, with any other word none.
#include <stdio.h>
#include <string.h>

#include "../descriptor_writer.hpp"
#include "../random.hpp"

using namespace ringside;

namespace {

enum { acc_x, acc_y, acc_z };

void add_feature(DescriptorWriter& w, FeatureKind kind, std::vector<uint8_t> columns, float first = 0.0f, float second = 0.0f) {
  FeatureSpec spec{};
  spec.kind = static_cast<uint8_t>(kind);
  spec.column_count = static_cast<uint8_t>(columns.size());
  for (size_t i = 0; i < columns.size(); ++i) spec.columns[i] = columns[i];
  spec.parameters[0] = first;
  spec.parameters[1] = second;
  w.feature(spec, -4000.0f, 12000.0f);
}

void dense(DescriptorWriter& w, Random& random, uint32_t inputs, uint32_t outputs) {
  w.u8(0).u8(0).u16(1).u16(inputs).u16(outputs).u16(0).u16(0).i8(-128).i8(-128).i8(-128).i8(127);
  for (uint32_t i = 0; i < inputs * outputs; ++i) w.i8(random.between(-127, 127));
  for (uint32_t i = 0; i < outputs; ++i) w.i32(random.between(-4000, 4000));
  w.i32(random.between(1 << 30, INT32_MAX)).i8(-7);
}

void network(DescriptorWriter& w, uint32_t first, uint32_t second) {
  Random random(7);
  w.u8(1).u8(3);
  dense(w, random, 16, first);
  dense(w, random, first, second);
  dense(w, random, second, 6);
  w.u8(6).i8(-128).u8(0);
  for (uint32_t i = 1; i <= 6; ++i) w.u8(i);
}

}  // namespace

int main(int argc, char** argv) {
  const bool wide = argc > 1 && strcmp(argv[1], "wide") == 0;
  const bool with_network = argc < 2 || wide;
  DescriptorWriter w;
  w.u8(6).u8(1).sensor_stage(SensorStageKind::magnitude, {3, 4, 5}, 0);
  w.u8(1).u8(6).u8(static_cast<uint32_t>(StatisticSpace::absolute_average)).u8(0).u8(0).u16(150).u16(40).u16(10).i64(8000 * 256);
  w.u8(0);
  w.u16(16).u8(0).u8(255);
  // By column, so that quartiles of one column share a sort.
  add_feature(w, FeatureKind::regression_error, {acc_x});
  add_feature(w, FeatureKind::standard_deviation, {acc_x});
  add_feature(w, FeatureKind::variance, {acc_x});
  add_feature(w, FeatureKind::interquartile_range, {acc_x});
  add_feature(w, FeatureKind::percentile_25, {acc_x});
  add_feature(w, FeatureKind::mean, {acc_y});
  add_feature(w, FeatureKind::percentile_75, {acc_y});
  add_feature(w, FeatureKind::minimum, {acc_y});
  add_feature(w, FeatureKind::sum, {acc_y});
  add_feature(w, FeatureKind::total_area, {acc_y}, 119.0f);
  add_feature(w, FeatureKind::absolute_area_low, {acc_y}, 119.0f, 5.0f);
  add_feature(w, FeatureKind::mean, {acc_z});
  add_feature(w, FeatureKind::percentile_75, {acc_z});
  add_feature(w, FeatureKind::two_column_span_difference, {acc_x, acc_y});
  add_feature(w, FeatureKind::two_column_mean_difference, {acc_x, acc_y});
  add_feature(w, FeatureKind::two_column_mean_difference, {acc_y, acc_z});
  if (with_network) {
    network(w, wide ? 48 : 12, wide ? 24 : 8);
  } else {
    w.u8(0);
  }
  for (const uint8_t byte : w.descriptor()) printf("%u,", byte);
  printf("\n");
  return 0;
}
