#pragma once

#include <engine/base/crc32.hpp>

#include "json_reader.hpp"

namespace ringside {
namespace glove {

/** A place in the image for a pack (PROTOCOL.md 5). The studio finds it by its first 16 bytes and fills it before it flashes. */
template <uint32_t room>
struct alignas(8) PackSlot {
  char mark[16];
  uint32_t capacity;
  uint32_t descriptor_bytes;
  uint32_t json_bytes;
  uint32_t checksum;
  uint8_t hash[32];
  uint8_t bytes[room];
};

/** The bytes of a slot as they are when the program runs, whatever the compiler saw in them. */
inline const uint8_t* beyond_the_compiler(const void* slot) {
  __asm__ volatile("" : "+r"(slot) : : "memory");
  return static_cast<const uint8_t*>(slot);
}

/** A pack as it lies in a slot. Everything points into the slot. */
struct Pack {
  const uint8_t* descriptor;
  uint32_t descriptor_bytes;
  const uint8_t* hash;
  JsonReader json;
};

enum class SlotState : uint8_t { filled, empty, damaged };

inline uint32_t get_u32(const uint8_t* from) {
  return from[0] | (static_cast<uint32_t>(from[1]) << 8) | (static_cast<uint32_t>(from[2]) << 16) | (static_cast<uint32_t>(from[3]) << 24);
}

/**
 * Reads a slot of `room` bytes after its header of 64, and believes nothing that is in it: sizes, checksum and JSON are
 * checked before `out` points anywhere.
 */
inline SlotState read_slot(const uint8_t* slot, uint32_t room, Pack& out) {
  constexpr uint32_t header = 64;
  const uint32_t descriptor_bytes = get_u32(slot + 20);
  const uint32_t json_bytes = get_u32(slot + 24);
  if (descriptor_bytes == 0) return SlotState::empty;
  if (get_u32(slot + 16) > room || descriptor_bytes > room || json_bytes > room) return SlotState::damaged;
  const uint32_t json_at = (descriptor_bytes + 3u) & ~3u;
  if (json_at > room || json_bytes > room - json_at) return SlotState::damaged;
  const uint8_t* bytes = slot + header;
  if (crc32(bytes, json_at + json_bytes) != get_u32(slot + 28)) return SlotState::damaged;
  const Text json = {reinterpret_cast<const char*>(bytes + json_at), json_bytes};
  if (!JsonReader::check(json)) return SlotState::damaged;
  out = Pack{bytes, descriptor_bytes, slot + 32, JsonReader(json)};
  return SlotState::filled;
}

/** The name of a class as it stands in the pack's JSON; empty where the pack names none. */
inline Text class_name(const Pack& pack, uint32_t number) {
  JsonReader names = pack.json.member("classes");
  Text name = {"", 0};
  if (!names.enter_array()) return name;
  for (uint32_t i = 0; names.next_element(); ++i) {
    if (!names.string(name)) break;
    if (i == number) return name;
  }
  return Text{"", 0};
}

}  // namespace glove
}  // namespace ringside
