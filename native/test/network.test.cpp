#include "../engine/net/network.hpp"

#include "../engine/net/decision.hpp"
#include "../engine/net/trees.hpp"
#include <math.h>

#include "check.hpp"
#include "descriptor_writer.hpp"
#include "random.hpp"

using namespace ringside;

namespace {

/** round(a * b / 2^31) with ties upward, then round(. / 2^e) with ties away from zero: written from the definition. */
int32_t requantize_oracle(int64_t value, int64_t multiplier, int shift) {
  const long double product = static_cast<long double>(value) * static_cast<long double>(shift > 0 ? 1ll << shift : 1ll) *
                              static_cast<long double>(multiplier) / 2147483648.0L;
  const long double first = floorl(product + 0.5L);
  if (shift >= 0) return static_cast<int32_t>(first);
  const long double scaled = first / static_cast<long double>(1ll << -shift);
  return static_cast<int32_t>(scaled < 0 ? -floorl(-scaled + 0.5L) : floorl(scaled + 0.5L));
}

/** A layer with random weights, and where its parts are kept. */
struct RandomLayer {
  std::vector<int8_t> weights;
  std::vector<int32_t> biases;
  std::vector<int32_t> multipliers;
  std::vector<int8_t> shifts;
  Layer layer{};

  RandomLayer(Random& random, LayerKind kind, uint32_t steps, uint32_t channels, uint32_t outs, uint32_t kernel, uint32_t stride, bool same) {
    layer.kind = kind;
    layer.per_channel = random.between(0, 1) == 1;
    layer.same_padding = same;
    layer.steps = static_cast<uint16_t>(steps);
    layer.channels = static_cast<uint16_t>(channels);
    layer.out_channels = static_cast<uint16_t>(outs);
    layer.kernel = static_cast<uint16_t>(kernel);
    layer.stride = static_cast<uint16_t>(stride);
    layer.input_zero = static_cast<int8_t>(random.between(-128, 127));
    layer.output_zero = static_cast<int8_t>(random.between(-128, 127));
    layer.lowest = random.between(0, 1) == 1 ? layer.output_zero : INT8_MIN;
    layer.highest = 127;
    for (uint32_t i = 0; i < outs * steps * channels; ++i) weights.push_back(static_cast<int8_t>(random.between(-128, 127)));
    for (uint32_t i = 0; i < outs; ++i) {
      biases.push_back(random.between(-30000, 30000));
      multipliers.push_back(random.between(1 << 30, INT32_MAX));
      shifts.push_back(static_cast<int8_t>(random.between(-12, -4)));
    }
    layer.weights = weights.data();
    layer.biases = reinterpret_cast<const uint8_t*>(biases.data());
    layer.multipliers = reinterpret_cast<const uint8_t*>(multipliers.data());
    layer.shifts = shifts.data();
  }

  /** One output, straight from the definition of a convolution over time. */
  int8_t expected(const std::vector<int8_t>& input, uint32_t step, uint32_t out) const {
    int64_t sum = biases[out];
    for (uint32_t k = 0; k < layer.kernel; ++k) {
      const int64_t at = static_cast<int64_t>(step) * layer.stride + k - layer.padding();
      if (at < 0 || at >= layer.steps) continue;
      for (uint32_t c = 0; c < layer.channels; ++c) {
        const int64_t x = input[static_cast<size_t>(at) * layer.channels + c] - layer.input_zero;
        if (layer.kind == LayerKind::convolution) {
          sum += x * weights[(out * layer.kernel + k) * layer.channels + c];
        } else if (out / (layer.out_channels / layer.channels) == c) {
          sum += x * weights[k * layer.out_channels + out];
        }
      }
    }
    return finish(sum, out);
  }

  int8_t finish(int64_t sum, uint32_t out) const {
    const size_t which = layer.per_channel ? out : 0;
    int32_t value = requantize_oracle(sum, multipliers[which], shifts[which]) + layer.output_zero;
    value = value < layer.lowest ? layer.lowest : value;
    return static_cast<int8_t>(value > layer.highest ? layer.highest : value);
  }
};

std::vector<int8_t> random_bytes(Random& random, size_t count) {
  std::vector<int8_t> result(count);
  for (int8_t& value : result) value = static_cast<int8_t>(random.between(-128, 127));
  return result;
}

}  // namespace

TEST("requantization rounds twice, as its definition says, ties and extremes included") {
  Random random(40);
  for (int i = 0; i < 200000; ++i) {
    const int32_t value = i % 3 == 0 ? random.between(-100, 100) * (1 << 12) : static_cast<int32_t>(random.bits());
    const int32_t multiplier = i % 5 == 0 ? 1 << 30 : random.between(1 << 30, INT32_MAX);
    const int shift = random.between(-31, 0);
    CHECK_EQUAL(requantize(value, multiplier, shift), requantize_oracle(value, multiplier, shift));
  }
  CHECK_EQUAL(requantize(3, 1 << 30, 4), 24);
  CHECK_EQUAL(requantize(INT32_MIN, INT32_MAX, 0), INT32_MIN + 1);
  CHECK_EQUAL(doubling_high_product(INT32_MIN, INT32_MIN), INT32_MAX);
}

TEST("a fully connected layer is its sum, requantized") {
  Random random(41);
  for (int round = 0; round < 100; ++round) {
    const uint32_t inputs = static_cast<uint32_t>(random.between(1, 70));
    const uint32_t outs = static_cast<uint32_t>(random.between(1, 20));
    const RandomLayer r(random, LayerKind::fully_connected, 1, inputs, outs, 0, 0, false);
    const std::vector<int8_t> input = random_bytes(random, inputs);
    std::vector<int8_t> output(outs);
    fully_connected(r.layer, input.data(), output.data());
    for (uint32_t o = 0; o < outs; ++o) {
      int64_t sum = r.biases[o];
      for (uint32_t i = 0; i < inputs; ++i) sum += r.weights[o * inputs + i] * (input[i] - r.layer.input_zero);
      CHECK_EQUAL(output[o], r.finish(sum, o));
    }
  }
}

TEST("convolutions are their definition for every kernel, stride and padding") {
  Random random(42);
  for (int round = 0; round < 300; ++round) {
    const bool depthwise = round % 2 == 0;
    const uint32_t steps = static_cast<uint32_t>(random.between(1, 24));
    const uint32_t channels = static_cast<uint32_t>(random.between(1, 5));
    const uint32_t outs = depthwise ? channels * static_cast<uint32_t>(random.between(1, 3)) : static_cast<uint32_t>(random.between(1, 6));
    const uint32_t kernel = static_cast<uint32_t>(random.between(1, static_cast<int32_t>(steps)));
    const uint32_t stride = static_cast<uint32_t>(random.between(1, 4));
    const RandomLayer r(random, depthwise ? LayerKind::depthwise_convolution : LayerKind::convolution, steps, channels, outs, kernel,
                        stride, random.between(0, 1) == 1);
    const std::vector<int8_t> input = random_bytes(random, steps * channels);
    std::vector<int8_t> output(r.layer.output_size());
    if (depthwise) {
      depthwise_convolution(r.layer, input.data(), output.data());
    } else {
      convolution(r.layer, input.data(), output.data());
    }
    for (uint32_t step = 0; step < r.layer.out_steps(); ++step) {
      for (uint32_t o = 0; o < outs; ++o) CHECK_EQUAL(output[step * outs + o], r.expected(input, step, o));
    }
  }
}

TEST("pooling takes the highest or the mean of what lies inside, ties away from zero") {
  Random random(43);
  RandomLayer r(random, LayerKind::average_pool, 4, 1, 1, 2, 2, false);
  r.layer.lowest = INT8_MIN;
  const std::vector<int8_t> input{3, 4, -3, -4};
  std::vector<int8_t> output(2);
  average_pool(r.layer, input.data(), output.data());
  CHECK_EQUAL(output[0], 4);
  CHECK_EQUAL(output[1], -4);
  r.layer.kernel = 4;
  r.layer.stride = 1;
  maximum_pool(r.layer, input.data(), output.data());
  CHECK_EQUAL(r.layer.out_steps(), 1);
  CHECK_EQUAL(output[0], 4);
  r.layer.same_padding = true;
  CHECK_EQUAL(r.layer.out_steps(), 4);
  output.resize(4);
  maximum_pool(r.layer, input.data(), output.data());
  CHECK_EQUAL(output[3], -3);  // the last window holds the last two steps
}

TEST("the decision takes the first of the highest, and rejects what is weak or close") {
  const int8_t outputs[4] = {-10, 50, 50, 20};
  CHECK_EQUAL(decide(outputs, 4, RejectRule{-128, 0}), 1);
  CHECK_EQUAL(decide(outputs, 4, RejectRule{51, 0}), -1);
  CHECK_EQUAL(decide(outputs, 4, RejectRule{-128, 1}), -1);
  const int8_t clear[3] = {127, -128, 0};
  CHECK_EQUAL(decide(clear, 3, RejectRule{0, 127}), 0);
  CHECK_EQUAL(decide(clear, 3, RejectRule{0, 128}), -1);
}

TEST("trees vote by their leaves, and trees that point outside themselves are refused") {
  DescriptorWriter w;
  w.u16(2).u8(3);
  w.u16(3).u8(0).u8(100).u8(1).u8(2).u8(255).u8(1).u8(0).u8(0).u8(255).u8(2).u8(0).u8(0);
  w.u16(1).u8(255).u8(2).u8(0).u8(0);
  TreeEnsemble trees;
  ByteReader reader(w.body().data(), w.body().size());
  CHECK(trees.check(reader, 1) == Status::ok);
  int8_t votes[3];
  uint8_t feature = 100;
  trees.vote(&feature, votes);
  CHECK(votes[0] == 0 && votes[1] == 1 && votes[2] == 1);
  feature = 101;
  trees.vote(&feature, votes);
  CHECK(votes[0] == 0 && votes[1] == 0 && votes[2] == 2);
  const struct {
    uint8_t feature, limit, left, right;
  } bad[] = {{1, 0, 1, 1}, {0, 0, 0, 1}, {0, 0, 1, 2}, {255, 3, 0, 0}};
  for (const auto& node : bad) {
    DescriptorWriter b;
    b.u16(1).u8(3).u16(2).u8(node.feature).u8(node.limit).u8(node.left).u8(node.right).u8(255).u8(0).u8(0).u8(0);
    ByteReader bytes(b.body().data(), b.body().size());
    CHECK(TreeEnsemble().check(bytes, 1) == Status::bad_tree);
  }
}
