// Replays recordings through a pack and writes every decision, bit for bit. It knows the pack's own files and nothing else.
// RINGSIDE_PACK is the header, RINGSIDE_PART the recognizer. Usage: replay RECORDINGS DECISIONS
//
// Recordings: u32 frames, then the frames, again and again; each is replayed from begin() to finish().
// Decisions: u32 recording, begin, end, frames pushed, class, features, outputs; then the features, their bytes, the outputs.
#include <stdio.h>

#include RINGSIDE_PACK

static RINGSIDE_PART recognizer;

static bool put(FILE* out, const void* data, size_t bytes) { return bytes == 0 || fwrite(data, bytes, 1, out) == 1; }

static bool put_result(FILE* out, uint32_t recording, uint32_t pushed) {
  const auto& result = recognizer.result();
  const uint32_t head[7] = {recording,           result.begin,         result.end,         pushed,
                            result.class_number, result.feature_count, result.output_count};
  return put(out, head, sizeof head) && put(out, result.features, result.feature_count * sizeof(float)) &&
         put(out, result.scaled, result.feature_count) && put(out, result.outputs, result.output_count);
}

static bool replay(FILE* in, FILE* out, uint32_t recording, uint32_t frames) {
  if (!recognizer.begin()) {
    printf("error: %s\n", recognizer.problem());
    return false;
  }
  for (uint32_t i = 0; i < frames; ++i) {
    int16_t frame[RINGSIDE_COLUMNS];
    if (fread(frame, sizeof frame, 1, in) != 1) return false;
    if (recognizer.push(frame) && !put_result(out, recording, i + 1)) return false;
  }
  return !recognizer.finish() || put_result(out, recording, frames);
}

int main(int argc, char** argv) {
  if (argc < 3) return 2;
  FILE* const in = fopen(argv[1], "rb");
  FILE* const out = fopen(argv[2], "wb");
  if (in == nullptr || out == nullptr) return 3;
  uint32_t recording = 0;
  uint32_t frames = 0;
  bool good = true;
  while (good && fread(&frames, 4, 1, in) == 1) good = replay(in, out, recording++, frames);
  fclose(in);
  return fclose(out) == 0 && good ? 0 : 4;
}
