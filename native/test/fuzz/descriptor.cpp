// libFuzzer target: any bytes as a descriptor. Its size and checksum are put right first, so that the fuzzer gets past
// them; what loads must then run frames without touching memory outside what it asked for.
#include <stdint.h>
#include <string.h>

#include <vector>

#include "../../engine/pipeline/pipeline.hpp"

using namespace ringside;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  // As it came.
  Pipeline raw;
  raw.load(data, size);

  std::vector<uint8_t> bytes(Pipeline::header_size + size);
  if (size > 0) memcpy(bytes.data() + Pipeline::header_size, data, size);
  const uint32_t magic = Pipeline::magic;
  const uint16_t version = Pipeline::version;
  const uint32_t body = static_cast<uint32_t>(size);
  const uint32_t checksum = crc32(data, size);
  memcpy(bytes.data(), &magic, 4);
  memcpy(bytes.data() + 4, &version, 2);
  memcpy(bytes.data() + 8, &body, 4);
  memcpy(bytes.data() + 12, &checksum, 4);

  Pipeline pipeline;
  if (pipeline.load(bytes.data(), bytes.size()) != Status::ok) return 0;
  const size_t needed = pipeline.arena_size();
  std::vector<uint64_t> arena((needed + 7) / 8);
  if (pipeline.attach(arena.data(), needed) != Status::ok) __builtin_trap();
  uint32_t seed = checksum | 1u;
  for (int i = 0; i < 300; ++i) {
    int16_t frame[frame_column_limit];
    for (int16_t& sample : frame) {
      seed = seed * 1664525u + 1013904223u;
      sample = seed >> 28 == 0 ? INT16_MIN : static_cast<int16_t>(seed >> 16);
    }
    Decision decision;
    pipeline.push(frame, decision);
  }
  Decision last;
  pipeline.flush(last);
  pipeline.reset();
  return 0;
}
