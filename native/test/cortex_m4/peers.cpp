// One network of 16-12-8-6 on the Cortex-M4, three ways, chosen by RINGSIDE_PEER: 1 our engine, from a descriptor's bytes;
// 2 plain C with float32 tables, as emlearn prints a network; 3 plain C with the int8 tables and their arithmetic. 0 is the
// program without any, to compare sizes with. The plugin counts the instructions of each inference.
// RINGSIDE_TABLES holds the numbers that peers.mjs made. The program prints a number made of every answer.
#include <stdint.h>

#ifndef RINGSIDE_WITH_WINDOW_NETWORKS
#define RINGSIDE_WITH_WINDOW_NETWORKS 0
#endif
#include "../../engine/net/network.hpp"

extern "C" {
__attribute__((noinline)) void mark_begin() { __asm__ volatile(""); }
__attribute__((noinline)) void mark_sample() { __asm__ volatile("nop"); }
__attribute__((noinline)) void mark_decision() { __asm__ volatile("nop; nop"); }
}

namespace {

constexpr int inputs = 16;
constexpr int outputs = 6;
#include RINGSIDE_TABLES

/** The place of the largest of six. */
template <class Number>
uint32_t strongest(const Number* values) {
  uint32_t best = 0;
  for (uint32_t i = 1; i < outputs; ++i) {
    if (values[i] > values[best]) best = i;
  }
  return best;
}

#if RINGSIDE_PEER == 1

ringside::Network network;
int8_t scratch[32];

bool begin() {
  ringside::ByteReader reader(network_bytes, sizeof network_bytes);
  return network.check(reader, inputs) == ringside::Status::ok && network.scratch_size() <= sizeof scratch;
}

uint32_t infer(const int8_t* input) {
  for (int i = 0; i < inputs; ++i) scratch[i] = input[i];
  return strongest(network.run(scratch));
}

#elif RINGSIDE_PEER == 2

float one[16];
float other[16];

void dense(const float* weights, const float* biases, int from, int to, const float* in, float* out, bool relu) {
  for (int o = 0; o < to; ++o) {
    float sum = biases[o];
    for (int i = 0; i < from; ++i) sum += weights[o * from + i] * in[i];
    out[o] = relu && sum < 0.0f ? 0.0f : sum;
  }
}

bool begin() { return true; }

uint32_t infer(const int8_t* input) {
  for (int i = 0; i < inputs; ++i) one[i] = static_cast<float>(input[i] + 128);
  dense(float_weights_0, float_biases_0, 16, 12, one, other, true);
  dense(float_weights_1, float_biases_1, 12, 8, other, one, true);
  dense(float_weights_2, float_biases_2, 8, 6, one, other, false);
  return strongest(other);
}

#elif RINGSIDE_PEER == 3

int8_t one[16];
int8_t other[16];

int8_t finish(int32_t sum, int32_t multiplier, int32_t shift, bool relu) {
  const int64_t product = static_cast<int64_t>(sum) * multiplier;
  const int64_t nudge = product >= 0 ? (1ll << 30) : 1ll - (1ll << 30);
  const int32_t high = static_cast<int32_t>((product + nudge) / (1ll << 31));
  const int32_t rest = high & ((1 << shift) - 1);
  const int32_t half = (((1 << shift) - 1) >> 1) + (high < 0 ? 1 : 0);
  int32_t value = (high >> shift) + (rest > half ? 1 : 0);
  if (relu) value -= 128;
  return static_cast<int8_t>(value < -128 ? -128 : value > 127 ? 127 : value);
}

void dense(const int8_t* weights, const int32_t* biases, int from, int to, int32_t multiplier, const int8_t* in, int8_t* out,
           bool relu) {
  for (int o = 0; o < to; ++o) {
    int32_t sum = biases[o];
    for (int i = 0; i < from; ++i) sum += weights[o * from + i] * (in[i] + 128);
    out[o] = finish(sum, multiplier, right_shift, relu);
  }
}

bool begin() { return true; }

uint32_t infer(const int8_t* input) {
  dense(int8_weights_0, int8_biases_0, 16, 12, multiplier_0, input, other, true);
  dense(int8_weights_1, int8_biases_1, 12, 8, multiplier_1, other, one, true);
  dense(int8_weights_2, int8_biases_2, 8, 6, multiplier_2, one, other, false);
  return strongest(other);
}

#else

bool begin() { return true; }
uint32_t infer(const int8_t* input) { return static_cast<uint32_t>(input[0] + 128); }

#endif

void say(uint32_t value) {
  char text[12] = "sum 0000000";
  for (int i = 10; i > 3; --i, value /= 10u) text[i] = static_cast<char>('0' + value % 10u);
  register int operation __asm__("r0") = 0x04;
  register const char* argument __asm__("r1") = text;
  __asm__ volatile("bkpt 0xAB" : "+r"(operation) : "r"(argument) : "memory");
}

}  // namespace

int main() {
  if (!begin()) return 2;
  uint32_t seed = 1;
  uint32_t sum = 0;
  mark_begin();
  mark_sample();
  for (uint32_t n = 0; n < 500; ++n) {
    int8_t input[inputs];
    for (int8_t& value : input) {
      seed = seed * 1664525u + 1013904223u;
      value = static_cast<int8_t>(static_cast<int32_t>(seed >> 24) - 128);
    }
    mark_begin();
    const uint32_t answer = infer(input);
    mark_decision();
    sum = (sum * 7u + answer) % 9999991u;
  }
  say(sum);
  return 0;
}
