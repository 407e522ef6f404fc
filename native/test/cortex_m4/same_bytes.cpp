// Runs every job of a file and writes all that the engine says, bit for bit. Built for the host and for the Cortex-M4: the
// two output files must be equal. Usage: same_bytes JOBS OUTPUT
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "../../engine/base/exp.hpp"
#include "../../engine/base/log.hpp"
#include "../../engine/pipeline/pipeline.hpp"

using namespace ringside;

namespace {

uint8_t descriptor[49152];
uint64_t arena[12288];
Pipeline pipeline;

bool write(FILE* out, const void* data, size_t count) { return count == 0 || fwrite(data, count, 1, out) == 1; }

bool write_decision(FILE* out, const Decision& d) {
  const uint32_t head[4] = {d.segment.begin, d.segment.end, d.class_number, d.dropped ? 1u : 0u};
  return write(out, head, sizeof head) && write(out, d.features, d.feature_count * sizeof(float)) &&
         write(out, d.scaled, d.feature_count) && write(out, d.outputs, d.output_count);
}

bool run_job(FILE* in, FILE* out, uint32_t size) {
  uint32_t frames = 0;
  if (size > sizeof descriptor || fread(descriptor, size, 1, in) != 1 || fread(&frames, 4, 1, in) != 1) return false;
  if (pipeline.load(descriptor, size) != Status::ok) return false;
  if (pipeline.attach(arena, sizeof arena) != Status::ok) return false;
  Decision decision;
  for (uint32_t i = 0; i < frames; ++i) {
    int16_t frame[6];
    if (fread(frame, sizeof frame, 1, in) != 1) return false;
    if (pipeline.push(frame, decision) && !write_decision(out, decision)) return false;
  }
  return !pipeline.flush(decision) || write_decision(out, decision);
}

/** The portable functions over bit patterns of every kind. NaN is left out: its sign is not part of the promise. */
bool run_math(FILE* out, uint32_t count) {
  uint32_t seed = 12345;
  for (uint32_t i = 0; i < count; ++i) {
    seed = seed * 1664525u + 1013904223u;
    const float any = float_of(seed ^ seed >> 7);
    const float small = static_cast<float>(static_cast<int32_t>(seed)) * 4e-8f;
    if (!is_finite(any)) continue;
    const float results[3] = {exp_portable(small), exp_portable(any), log_portable(any < 0.0f ? -any : any)};
    if (!write(out, results, sizeof results)) return false;
  }
  return true;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) return 2;
  FILE* in = fopen(argv[1], "rb");
  FILE* out = fopen(argv[2], "wb");
  if (in == nullptr || out == nullptr) return 3;
  bool good = run_math(out, 100000);
  uint32_t size = 0;
  while (good && fread(&size, 4, 1, in) == 1) good = run_job(in, out, size);
  fclose(in);
  return fclose(out) == 0 && good ? 0 : 4;
}
