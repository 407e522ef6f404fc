// libFuzzer target: any samples through a fixed choice of good pipelines. The first byte picks the pipeline, the rest are
// frames; nothing may go wrong, and after a reset the same frames must give the same number of decisions.
#include <stdint.h>
#include <string.h>

#include <vector>

#include "../random_pipeline.hpp"

using namespace ringside;

namespace {

uint32_t decisions(Pipeline& pipeline, const std::vector<int16_t>& samples) {
  uint32_t count = 0;
  const uint32_t columns = pipeline.input_columns();
  for (size_t at = 0; at + columns <= samples.size(); at += columns) {
    Decision decision;
    if (pipeline.push(samples.data() + at, decision)) ++count;
  }
  return count;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size < 1) return 0;
  const std::vector<uint8_t> bytes = RandomPipeline(data[0]).descriptor();
  Pipeline pipeline;
  if (pipeline.load(bytes.data(), bytes.size()) != Status::ok) return 0;
  std::vector<uint64_t> arena((pipeline.arena_size() + 7) / 8);
  if (pipeline.attach(arena.data(), pipeline.arena_size()) != Status::ok) __builtin_trap();
  std::vector<int16_t> samples((size - 1) / 2);
  if (!samples.empty()) memcpy(samples.data(), data + 1, samples.size() * 2);
  const uint32_t first = decisions(pipeline, samples);
  pipeline.reset();
  if (decisions(pipeline, samples) != first) __builtin_trap();
  return 0;
}
