#pragma once

#include "json_writer.hpp"
#include "motion_sensor.hpp"
#include "row_packer.hpp"

namespace ringside {
namespace glove {

/** What a glove says of itself (PROTOCOL.md 2). Empty texts and negative numbers are left out. */
struct GloveConfig {
  SensorFacts sensor;
  const char* device_name;
  const char* firmware;
  Text hand;
  int32_t battery_thousandths;
  /** Recognition: 32 bytes, or null without a pack. */
  const uint8_t* pack_hash;
  /** As it stands in JSON. */
  Text pack_name;
  const char* self_test;
};

/** How a host will get the rows: in frames on a cable, one by one over the air. */
enum class Wire : uint8_t { serial, ble };

inline void write_config(ByteSink& out, const GloveConfig& config, Wire wire, bool with_pack_name) {
  static const char* const columns[row_columns] = {"AccelerometerX", "AccelerometerY", "AccelerometerZ",
                                                   "GyroscopeX",     "GyroscopeY",     "GyroscopeZ"};
  JsonWriter json(out);
  json.open_object();
  if (wire == Wire::serial) json.member("version", 2);
  json.member("sample_rate", static_cast<int32_t>(config.sensor.rate_hz));
  json.member("samples_per_packet", wire == Wire::serial ? static_cast<int32_t>(RowPacker::rows_per_packet) : 1);
  json.open_object("column_location");
  for (uint32_t c = 0; c < row_columns; ++c) json.member(columns[c], static_cast<int32_t>(c));
  json.close_object();
  json.member("device_name", config.device_name);
  json.member("firmware", config.firmware);
  json.member_thousandths("accel_range_g", config.sensor.accel_range_mg);
  json.member_thousandths("gyro_range_dps", config.sensor.gyro_range_mdps);
  if (config.hand.length > 0) json.member("hand", config.hand);
  if (config.battery_thousandths >= 0) json.member_thousandths("battery", config.battery_thousandths);
  if (config.pack_hash != nullptr) json.member_hex("pack", config.pack_hash, 32);
  if (with_pack_name && config.pack_name.length > 0) json.member_as_written("pack_name", config.pack_name);
  if (config.self_test != nullptr) json.member("self_test", config.self_test);
  json.member("ble_framed", 1);
  json.close_object();
}

/** The longest value that a characteristic can have, and the longest line. */
typedef BufferSink<512> ConfigText;

/** The configuration in one piece of at most 512 bytes: a pack's name that is too long for that is left out. */
inline void write_config(ConfigText& out, const GloveConfig& config, Wire wire) {
  out.clear();
  write_config(out, config, wire, true);
  if (!out.overflowed()) return;
  out.clear();
  write_config(out, config, wire, false);
}

}  // namespace glove
}  // namespace ringside
