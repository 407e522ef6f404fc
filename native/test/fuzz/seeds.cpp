// Writes bodies of random good descriptors into the folder given: the fuzzer starts from what loads.
#include <stdio.h>

#include "../random_pipeline.hpp"

int main(int argc, char** argv) {
  if (argc < 2) return 1;
  for (unsigned seed = 1; seed <= 60; ++seed) {
    const std::vector<uint8_t> bytes = RandomPipeline(seed).descriptor();
    char path[512];
    snprintf(path, sizeof path, "%s/%u", argv[1], seed);
    FILE* file = fopen(path, "wb");
    if (file == nullptr) return 1;
    fwrite(bytes.data() + ringside::Pipeline::header_size, 1, bytes.size() - ringside::Pipeline::header_size, file);
    fclose(file);
  }
  return 0;
}
