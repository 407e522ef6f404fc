#include <stdint.h>

#include <string>
#include <vector>

#include "../../native/test/check.hpp"
#include "../../native/test/random.hpp"
#include "../../native/test/random_pipeline.hpp"
#include "recognizer.hpp"

using namespace ringside::glove;

namespace {

constexpr uint32_t room = 16384;

std::string base64_of(const uint8_t* bytes, size_t count) {
  const char* const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string text;
  for (size_t i = 0; i < count; i += 3) {
    const uint32_t three = static_cast<uint32_t>(bytes[i]) << 16 | (i + 1 < count ? static_cast<uint32_t>(bytes[i + 1]) << 8 : 0u) |
                           (i + 2 < count ? bytes[i + 2] : 0u);
    for (size_t k = 0; k < 4; ++k) text += i + k > count ? '=' : letters[three >> (18 - 6 * k) & 63];
  }
  return text;
}

/** A slot as the studio fills it. */
std::vector<uint8_t> slot_with(const std::vector<uint8_t>& descriptor, const std::string& json) {
  std::vector<uint8_t> slot(64 + room, 0);
  memcpy(slot.data(), "RINGSIDE-PACK-01", 16);
  put_u32(&slot[16], room);
  put_u32(&slot[20], static_cast<uint32_t>(descriptor.size()));
  put_u32(&slot[24], static_cast<uint32_t>(json.size()));
  const size_t json_at = (descriptor.size() + 3) & ~size_t{3};
  memcpy(&slot[64], descriptor.data(), descriptor.size());
  memcpy(&slot[64 + json_at], json.data(), json.size());
  put_u32(&slot[28], ringside::crc32(&slot[64], json_at + json.size()));
  return slot;
}

std::vector<uint8_t> windows_of(uint32_t length) {
  DescriptorWriter writer;
  writer.u8(6).u8(0).u8(0).u16(length).u16(length).u8(0).u16(0).u8(0).u8(255).u8(0);
  return writer.descriptor();
}

struct Glove {
  explicit Glove(const std::vector<uint8_t>& slot) { recognizer.load(slot.data(), room, arena, sizeof arena); }
  alignas(8) uint8_t arena[65536];
  Recognizer recognizer;
};

std::string vectors_json(const std::vector<int16_t>& frames, const std::string& results) {
  const std::string rows = base64_of(reinterpret_cast<const uint8_t*>(frames.data()), frames.size() * 2);
  return "{\"name\":\"W\",\"classes\":[\"Unknown\"],\"hand\":\"left\",\"vectors\":[{\"frames\":\"" + rows + "\",\"results\":[" + results + "]}]}";
}

TEST("a pack whose vectors come out as the studio says works, and is of the hand it names") {
  const std::vector<int16_t> frames(6 * 45, 3);
  const std::string results = "{\"class\":0,\"start\":0,\"length\":20,\"outputs\":[]},{\"class\":0,\"start\":20,\"length\":20,\"outputs\":[]}";
  const std::vector<uint8_t> slot = slot_with(windows_of(20), vectors_json(frames, results));
  Glove glove(slot);
  CHECK(glove.recognizer.works());
  CHECK_EQUAL(glove.recognizer.report().vectors, 1);
  const Text hand = hand_of(glove.recognizer);
  CHECK(std::string(hand.begin, hand.length) == "left");
  const Text name = class_name(*glove.recognizer.pack(), 0);
  CHECK(std::string(name.begin, name.length) == "Unknown");
  CHECK_EQUAL(class_name(*glove.recognizer.pack(), 9).length, 0);
}

TEST("one result more, one less, or another: the self-test fails at that vector") {
  const std::vector<int16_t> frames(6 * 45, 3);
  const std::string first = "{\"class\":0,\"start\":0,\"length\":20,\"outputs\":[]}";
  for (const std::string& results : {first, std::string(), first + "," + first, std::string("{\"class\":1,\"start\":0,\"length\":20,\"outputs\":[]}"), std::string("{}")}) {
    const std::vector<uint8_t> slot = slot_with(windows_of(20), vectors_json(frames, results));
    Glove glove(slot);
    CHECK(!glove.recognizer.works());
    CHECK_EQUAL(glove.recognizer.report().failed_vector, 0);
    CHECK(glove.recognizer.reason() == nullptr);
  }
}

TEST("an empty slot, a pack for other columns and an arena too small are told apart") {
  const std::string json = "{\"name\":\"W\",\"classes\":[]}";
  Glove empty(std::vector<uint8_t>(64 + room, 0));
  CHECK(strstr(empty.recognizer.reason(), "no pack") != nullptr);
  const std::vector<uint8_t> three = slot_with(DescriptorWriter().u8(3).u8(0).u8(0).u16(9).u16(9).u8(0).u16(0).u8(0).u8(255).u8(0).descriptor(), json);
  Glove columns(three);
  CHECK(strstr(columns.recognizer.reason(), "column") != nullptr);
  const std::vector<uint8_t> large = slot_with(windows_of(20), json);
  alignas(8) uint8_t little[16];
  Recognizer recognizer;
  recognizer.load(large.data(), room, little, sizeof little);
  CHECK(strstr(recognizer.reason(), "smaller") != nullptr);
  CHECK(!recognizer.works());
}

TEST("any byte of a pack that changes is found") {
  Random random(3);
  const std::vector<uint8_t> sound = slot_with(windows_of(20), "{\"name\":\"W\",\"classes\":[]}");
  Pack pack;
  CHECK(read_slot(sound.data(), room, pack) == SlotState::filled);
  const size_t used = 64 + ((windows_of(20).size() + 3) & ~size_t{3}) + 25;
  for (int run = 0; run < 2000; ++run) {
    std::vector<uint8_t> slot = sound;
    // The mark and the hash are not what the checksum is about.
    size_t at = static_cast<size_t>(random.between(20, static_cast<int32_t>(used) - 1));
    if (at >= 32 && at < 64) at = 64;
    slot[at] = static_cast<uint8_t>(slot[at] ^ (1u << random.between(0, 7)));
    CHECK(read_slot(slot.data(), room, pack) != SlotState::filled);
  }
}

TEST("whatever stands in a slot, reading it stays inside and ends") {
  Random random(8);
  for (int run = 0; run < 3000; ++run) {
    std::vector<uint8_t> slot(64 + room, 0);
    const int32_t bytes = random.between(0, 400);
    for (int32_t i = 0; i < bytes; ++i) slot[64u + static_cast<uint32_t>(i)] = static_cast<uint8_t>("{}[]\",:\\u0019 ntf-"[random.between(0, 17)]);
    const uint32_t descriptor = static_cast<uint32_t>(random.between(0, 60));
    const uint32_t json = random.between(0, 9) == 0 ? random.bits() : static_cast<uint32_t>(random.between(0, 300));
    put_u32(&slot[16], room);
    put_u32(&slot[20], descriptor);
    put_u32(&slot[24], json);
    const uint32_t covered = ((descriptor + 3) & ~3u) + json;
    // A right checksum lets it get as far as the text.
    if (json < 1000) put_u32(&slot[28], ringside::crc32(&slot[64], covered));
    Glove glove(slot);
    CHECK(!glove.recognizer.works());
  }
}

TEST("well-formed text of any shape, and the same with a byte changed, is walked without a stray step") {
  Random random(21);
  for (int run = 0; run < 3000; ++run) {
    std::string json = "{\"name\":\"a\",\"classes\":[";
    for (int32_t i = random.between(0, 5); i > 0; --i) json += i == 1 ? "\"x\\u00e4\\\"\"" : "\"y\", ";
    json += "],\"vectors\":[{\"frames\":\"AAAB//8=\",\"results\":[{\"class\":1,\"start\":-2,\"length\":3,\"outputs\":[1,2]}]}]}";
    if (random.between(0, 1) == 1) json[static_cast<size_t>(random.between(0, static_cast<int32_t>(json.size()) - 1))] = static_cast<char>(random.between(0, 127));
    const std::vector<uint8_t> slot = slot_with(windows_of(20), json);
    Glove glove(slot);
    if (glove.recognizer.pack() != nullptr) class_name(*glove.recognizer.pack(), 3);
  }
}

TEST("a pipeline drawn at random, in a slot with vectors made by the same engine, passes its self-test") {
  int with_results = 0;
  for (uint64_t seed = 1; seed <= 60; ++seed) {
    RandomPipeline drawn(seed);
    const std::vector<uint8_t> descriptor = drawn.descriptor();
    const std::vector<int16_t> frames = drawn.frames(300);
    ringside::Pipeline pipeline;
    std::vector<uint64_t> arena(65536 / 8);
    if (pipeline.load(descriptor.data(), descriptor.size()) != ringside::Status::ok || pipeline.attach(arena.data(), 65536) != ringside::Status::ok) continue;
    std::string results;
    ringside::Decision decision;
    for (size_t i = 0; i < 300; ++i) {
      if (!pipeline.push(&frames[6 * i], decision) || decision.dropped) continue;
      results += (results.empty() ? "" : ",") + std::string("{\"class\":") + std::to_string(decision.class_number) + ",\"start\":" + std::to_string(decision.segment.begin) +
                 ",\"length\":" + std::to_string(decision.segment.length()) + ",\"outputs\":[";
      for (uint32_t k = 0; k < decision.output_count; ++k) results += (k > 0 ? "," : "") + std::to_string(decision.outputs[k]);
      results += "]}";
    }
    if (!results.empty()) ++with_results;
    const std::string json = vectors_json(frames, results);
    if (((descriptor.size() + 3) & ~size_t{3}) + json.size() > room) continue;
    const std::vector<uint8_t> slot = slot_with(descriptor, json);
    Glove glove(slot);
    CHECK(glove.recognizer.works());
  }
  CHECK(with_results > 10);
}

}  // namespace
