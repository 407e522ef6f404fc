// Ringside recognition: runs the knowledge pack in its slot and tells what it recognises (see PROTOCOL.md and README.md).
// The studio writes the pack into the built image: one binary for every model.

#include <ringside_recognition.h>

using namespace ringside::glove;

// Found by hosts that look into the file before they flash it.
__attribute__((used)) static const char version_mark[] = "RINGSIDE-FW:ringside-recognition 1.0.0";

constexpr uint32_t slot_room = 65536;
__attribute__((used)) static const PackSlot<slot_room> slot = {
    {'R', 'I', 'N', 'G', 'S', 'I', 'D', 'E', '-', 'P', 'A', 'C', 'K', '-', '0', '1'}, slot_room, 0, 0, 0, {0}, {0}};

// The pipeline's memory: what the board has left beside the radio, in good measure.
alignas(8) static uint8_t arena[96 * 1024];

static Cable cable;
static Lights lights;
static NanoSensor sensor;
static Recognizer recognizer;
static RecognitionRadio radio;
static RecognitionGlove* glove = nullptr;
static BatteryWatch battery;

void setup() {
  lights.begin();
  cable.begin();
  // The studio changes the slot after the compiler has seen it: it must not know what stands there.
  recognizer.load(beyond_the_compiler(&slot), slot_room, arena, sizeof arena);
  MotionSensor& found = sensor.find();
  static DeviceName device_name(hand_of(recognizer));
  const GloveConfig config = {found.facts(), device_name.text(), version_mark + 12, {"", 0}, read_battery_thousandths(), nullptr, {"", 0}, nullptr};
  static RecognitionGlove the_glove(found, cable, radio, recognizer, config);
  glove = &the_glove;
  radio.begin(glove->config(), RecognitionRadio::shipped_service);
}

void loop() {
  Subscribed subscribed;
  if (radio.changed(subscribed)) glove->serve(subscribed);
  cable.listen(*glove);
  glove->poll(micros());
  battery.poll(millis(), *glove, radio);
  lights.show(light_of(glove->mood(), millis()));
  // Three samples: short for a player, long for the core's sleep, and a tenth of what the FIFO holds.
  radio.wait(25);
}
