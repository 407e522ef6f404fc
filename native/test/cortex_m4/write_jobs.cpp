// Writes the jobs that host and Cortex-M4 both run: random pipelines on random frames and on stretches of real recordings.
// Usage: write_jobs OUTPUT COUNT [RAW_FRAMES], where RAW_FRAMES holds int16 rows of six axes.
#include <stdio.h>
#include <stdlib.h>

#include "../random_pipeline.hpp"

namespace {

std::vector<int16_t> read_frames(const char* path) {
  std::vector<int16_t> result;
  FILE* file = fopen(path, "rb");
  if (file == nullptr) return result;
  int16_t frame[6];
  while (fread(frame, sizeof frame, 1, file) == 1) result.insert(result.end(), frame, frame + 6);
  fclose(file);
  return result;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) return 2;
  FILE* out = fopen(argv[1], "wb");
  if (out == nullptr) return 3;
  const std::vector<int16_t> real = argc > 3 ? read_frames(argv[3]) : std::vector<int16_t>();
  const uint32_t length = 1200;
  const uint32_t stretches = static_cast<uint32_t>(real.size() / 6 / length);
  for (uint32_t job = 0; job < static_cast<uint32_t>(atoi(argv[2])); ++job) {
    RandomPipeline random(100000u + job);
    const std::vector<uint8_t> bytes = random.descriptor();
    std::vector<int16_t> frames = random.frames(length);
    if (job % 2 == 1 && stretches > 0) {
      const int16_t* from = real.data() + static_cast<size_t>(job / 2 % stretches) * length * 6;
      frames.assign(from, from + length * 6);
    }
    const uint32_t size = static_cast<uint32_t>(bytes.size());
    fwrite(&size, 4, 1, out);
    fwrite(bytes.data(), size, 1, out);
    fwrite(&length, 4, 1, out);
    fwrite(frames.data(), 2, frames.size(), out);
  }
  return fclose(out) == 0 ? 0 : 4;
}
