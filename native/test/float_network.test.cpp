#include "../engine/net/float_network.hpp"

#include <math.h>

#include "check.hpp"
#include "descriptor_writer.hpp"
#include "random.hpp"

using namespace ringside;

namespace {

float small(Random& random) { return static_cast<float>(random.between(-1000, 1000)) * 0.001f; }

void shape(DescriptorWriter& w, LayerKind kind, uint32_t flags, uint32_t steps, uint32_t channels, uint32_t outs, uint32_t kernel, uint32_t stride) {
  w.u8(static_cast<uint32_t>(kind)).u8(flags).u16(steps).u16(channels).u16(outs).u16(kernel).u16(stride);
}

}  // namespace

TEST("a float network is its definition in double, to float32 precision") {
  Random random(50);
  for (int round = 0; round < 60; ++round) {
    const uint32_t steps = static_cast<uint32_t>(random.between(3, 20));
    std::vector<double> kernel(2 * 3);  // two outputs, three steps, one channel
    std::vector<double> dense(2 * 2);
    DescriptorWriter w;
    w.u8(3);
    shape(w, LayerKind::convolution, 2, steps, 1, 2, 3, 1);
    w.f32(0.0f).f32(6.0f);
    for (double& weight : kernel) {
      const float value = small(random);
      weight = static_cast<double>(value);
      w.f32(value);
    }
    w.f32(0.25f).f32(-0.25f);
    shape(w, LayerKind::average_pool, 0, steps, 2, 2, steps, 1);
    w.f32(-1e30f).f32(1e30f);
    shape(w, LayerKind::fully_connected, 0, 1, 2, 2, 0, 0);
    w.f32(-1e30f).f32(1e30f);
    for (double& weight : dense) {
      const float value = small(random);
      weight = static_cast<double>(value);
      w.f32(value);
    }
    w.f32(1.0f).f32(2.0f);
    FloatNetwork network;
    ByteReader reader(w.body().data(), w.body().size());
    CHECK(network.check(reader, steps) == Status::ok);
    CHECK_EQUAL(reader.left(), 0);
    std::vector<float> scratch(network.scratch_size());
    std::vector<double> input(steps);
    for (uint32_t i = 0; i < steps; ++i) {
      scratch[i] = small(random) * 5.0f;
      input[i] = static_cast<double>(scratch[i]);
    }
    double mean[2] = {0, 0};
    for (uint32_t i = 0; i < steps; ++i) {
      for (int o = 0; o < 2; ++o) {
        double sum = o == 0 ? 0.25 : -0.25;
        for (int k = 0; k < 3; ++k) {
          const int at = static_cast<int>(i) + k - 1;
          if (at >= 0 && at < static_cast<int>(steps)) sum += kernel[static_cast<size_t>(o * 3 + k)] * input[static_cast<size_t>(at)];
        }
        mean[o] += fmin(fmax(sum, 0.0), 6.0) / steps;
      }
    }
    const float* out = network.run(scratch.data());
    for (int o = 0; o < 2; ++o) {
      const double expected = dense[static_cast<size_t>(o * 2)] * mean[0] + dense[static_cast<size_t>(o * 2 + 1)] * mean[1] + 1.0 + o;
      CHECK(fabs(static_cast<double>(out[o]) - expected) < 1e-5);
    }
  }
}

TEST("depthwise convolution and maximum pooling in float take the right channels") {
  DescriptorWriter w;
  w.u8(2);
  shape(w, LayerKind::depthwise_convolution, 0, 3, 2, 4, 2, 1);
  w.f32(-100.0f).f32(100.0f);
  for (const float weight : {1.0f, 2.0f, 3.0f, 4.0f, 10.0f, 20.0f, 30.0f, 40.0f}) w.f32(weight);
  for (int i = 0; i < 4; ++i) w.f32(0.0f);
  shape(w, LayerKind::maximum_pool, 0, 2, 4, 4, 2, 1);
  w.f32(-100.0f).f32(100.0f);
  FloatNetwork network;
  ByteReader reader(w.body().data(), w.body().size());
  CHECK(network.check(reader, 6) == Status::ok);
  std::vector<float> scratch(network.scratch_size());
  const float input[6] = {1, -1, 2, 0, 0, 1};
  for (int i = 0; i < 6; ++i) scratch[static_cast<size_t>(i)] = input[i];
  const float* out = network.run(scratch.data());
  CHECK_EQUAL(out[0], 21);
  CHECK_EQUAL(out[1], 42);
  CHECK_EQUAL(out[2], 30);
  CHECK_EQUAL(out[3], 40);
}

TEST("a float network with a NaN, an absurd shape or too few bytes is refused") {
  const auto status_of = [](const DescriptorWriter& w, uint32_t inputs) {
    FloatNetwork network;
    ByteReader reader(w.body().data(), w.body().size());
    return network.check(reader, inputs);
  };
  DescriptorWriter head;
  head.u8(1);
  shape(head, LayerKind::fully_connected, 0, 1, 2, 1, 0, 0);
  head.f32(-1.0f).f32(1.0f).f32(0.5f);
  CHECK(status_of(DescriptorWriter(head).f32(0.5f).f32(0.0f), 2) == Status::ok);
  CHECK(status_of(DescriptorWriter(head).f32(0.5f).f32(0.0f), 3) == Status::bad_network);
  CHECK(status_of(DescriptorWriter(head).f32(float_of(0x7fc00000u)).f32(0.0f), 2) == Status::bad_network);
  CHECK(status_of(DescriptorWriter(head).f32(0.5f), 2) == Status::truncated);
  DescriptorWriter huge;
  huge.u8(1);
  shape(huge, LayerKind::convolution, 0, 65535, 65535, 65535, 65535, 1);
  huge.f32(0.0f).f32(1.0f);
  CHECK(status_of(huge, 2) == Status::bad_network);
}
