#pragma once

#include "byte_sink.hpp"
#include "row.hpp"

namespace ringside {
namespace glove {

/**
 * Frames of version 2 of the Simple Streaming Interface: sync ff, u16 length (payload + 6), reserved 0, channel,
 * u32 sequence, payload, XOR of everything after the length. Each channel numbers its own frames, from 1.
 */
class FrameWriter {
 public:
  static constexpr uint32_t channels = 2;
  static constexpr uint32_t longest_payload = 65535 - 6;

  explicit FrameWriter(ByteSink& out) : out_(out) {}

  void send(uint8_t channel, const uint8_t* payload, uint32_t count) {
    uint8_t head[9] = {0xff};
    put_u16(head + 1, count + 6);
    head[4] = channel;
    put_u32(head + 5, ++sequence_[channel]);
    uint8_t sum = 0;
    for (uint32_t i = 3; i < sizeof head; ++i) sum = static_cast<uint8_t>(sum ^ head[i]);
    for (uint32_t i = 0; i < count; ++i) sum = static_cast<uint8_t>(sum ^ payload[i]);
    out_.write(head, sizeof head);
    out_.write(payload, count);
    out_.write(&sum, 1);
  }

  /** Frames that will never be sent: the receiver sees the hole in the numbers. */
  void skip(uint8_t channel, uint32_t frames) { sequence_[channel] += frames; }

 private:
  ByteSink& out_;
  uint32_t sequence_[channels] = {0, 0};
};

}  // namespace glove
}  // namespace ringside
