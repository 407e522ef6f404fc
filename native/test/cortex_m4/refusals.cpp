// Loads every descriptor of a file of jobs cut short, with a bit flipped, and with a bit flipped and the checksum made
// right again, and writes what the engine answers each time. Built for the host and for the Cortex-M4: the answers must be
// the same, and what is cut or flipped must be refused. Usage: refusals JOBS OUTPUT
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "../../engine/pipeline/pipeline.hpp"

using namespace ringside;

namespace {

constexpr uint32_t places = 16;
constexpr size_t checksum_at = 12;

uint8_t descriptor[49152];
Pipeline pipeline;

bool say(FILE* out, Status status) {
  const uint8_t answer = static_cast<uint8_t>(status);
  return fwrite(&answer, 1, 1, out) == 1;
}

void repair(uint32_t size) {
  const uint32_t sum = crc32(descriptor + Pipeline::header_size, size - Pipeline::header_size);
  memcpy(descriptor + checksum_at, &sum, sizeof sum);
}

bool damage(FILE* out, uint32_t size) {
  for (uint32_t i = 0; i < places; ++i) {
    const Status cut = pipeline.load(descriptor, size * i / places);
    if (cut == Status::ok || !say(out, cut)) return false;
    const uint8_t bit = static_cast<uint8_t>(1u << (i % 8u));
    const uint32_t at = size * (2u * i + 1u) / (2u * places);
    descriptor[at] = static_cast<uint8_t>(descriptor[at] ^ bit);
    const Status flipped = pipeline.load(descriptor, size);
    if (flipped == Status::ok || !say(out, flipped)) return false;
    if (at >= Pipeline::header_size) repair(size);
    if (!say(out, pipeline.load(descriptor, size))) return false;
    descriptor[at] = static_cast<uint8_t>(descriptor[at] ^ bit);
    repair(size);
  }
  return pipeline.load(descriptor, size) == Status::ok;
}

bool run_job(FILE* in, FILE* out, uint32_t size) {
  uint32_t frames = 0;
  if (size > sizeof descriptor || fread(descriptor, size, 1, in) != 1 || fread(&frames, 4, 1, in) != 1) return false;
  return fseek(in, static_cast<long>(frames) * 12, SEEK_CUR) == 0 && damage(out, size);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) return 2;
  FILE* in = fopen(argv[1], "rb");
  FILE* out = fopen(argv[2], "wb");
  if (in == nullptr || out == nullptr) return 3;
  bool good = true;
  uint32_t size = 0;
  while (good && fread(&size, 4, 1, in) == 1) good = run_job(in, out, size);
  fclose(in);
  return fclose(out) == 0 && good ? 0 : 4;
}
