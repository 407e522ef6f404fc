import { className, type PackFacts } from "./header.ts";

/** Example sketches by their path. They run as they are on any board with a serial port. */
export function examples(facts: PackFacts): readonly (readonly [path: string, text: string])[] {
  return [
    ["examples/Recognise/Recognise.ino", recognise(facts)],
    ["examples/Recognise/imu.h", imu(facts)],
    ["examples/TwoPacks/TwoPacks.ino", twoPacks(facts)],
  ];
}

function recognise({ identifier, parts }: PackFacts): string {
  return `// Names what it finds in the motion of a glove, one line for each segment.
#include <${identifier}.h>

#include "imu.h"

static ${identifier}::${className(parts[0]!)} glove;
static Imu imu;

void setup() {
  Serial.begin(115200);
  if (!imu.begin()) Serial.println("the motion sensor does not answer");
  if (!glove.begin()) Serial.println(glove.problem());
}

void loop() {
  int16_t frame[${parts[0]!.pipeline.inputColumns}];
  if (!imu.read(frame)) return;
  if (!glove.push(frame)) return;
  const ${identifier}::Result& found = glove.result();
  Serial.print(found.class_name);
  Serial.print(" from sample ");
  Serial.print(found.begin);
  Serial.print(" to ");
  Serial.println(found.end);
}
`;
}

function imu({ model, parts }: PackFacts): string {
  const { rateHz, accelRange_g, gyroRange_dps } = model.needs;
  const columns = parts[0]!.pipeline.inputColumns;
  return `#pragma once
#include <Arduino.h>

/**
 * A motion sensor as this pack needs it: ${columns} numbers of 16 bits at ${rateHz} Hz, +-${accelRange_g} g and +-${gyroRange_dps} degrees a second,
 * each sample once. This one reads such frames, little endian, from the serial port, so that the sketch runs on any board:
 * send it a recording. Put your sensor's driver in its place; data-ready or FIFO decides when, not a timer.
 */
class Imu {
 public:
  bool begin() { return true; }

  /** True with a new sample. */
  bool read(int16_t* frame) {
    while (Serial.available() > 0) {
      const uint8_t byte = static_cast<uint8_t>(Serial.read());
      if (held_ % 2 == 0) {
        low_ = byte;
      } else {
        frame_[held_ / 2] = static_cast<int16_t>(static_cast<uint16_t>(byte << 8 | low_));
      }
      if (++held_ < 2 * ${columns}) continue;
      held_ = 0;
      for (int i = 0; i < ${columns}; ++i) frame[i] = frame_[i];
      return true;
    }
    return false;
  }

 private:
  int16_t frame_[${columns}];
  uint8_t low_ = 0;
  uint8_t held_ = 0;
};
`;
}

function twoPacks({ identifier, parts }: PackFacts): string {
  const first = className(parts[0]!);
  const second = className(parts[1] ?? parts[0]!);
  return `// Two recognizers in one program: ${first === second ? "the same pack on the streams of two gloves" : "the left and the right glove"}.
// Another pack is used in the same way: include its header too. Packs share the engine's code where they can, and never
// disturb each other where they cannot.
#include <${identifier}.h>

static ${identifier}::${first} first;
static ${identifier}::${second} second;

static void say(const char* glove, const ${identifier}::Result& found) {
  Serial.print(glove);
  Serial.print(": ");
  Serial.println(found.class_name);
}

void setup() {
  Serial.begin(115200);
  if (!first.begin()) Serial.println(first.problem());
  if (!second.begin()) Serial.println(second.problem());
}

void loop() {
  // Silence, so that the sketch runs as it is: put the frames of your gloves here.
  const int16_t frame[${parts[0]!.pipeline.inputColumns}] = {0};
  if (first.push(frame)) say("first", first.result());
  if (second.push(frame)) say("second", second.result());
}
`;
}
