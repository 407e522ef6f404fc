// Ringside data capture: streams the glove's motion sensor over USB and Bluetooth (see PROTOCOL.md and README.md).
// Which hand it is: uncomment one line. Without it the studio asks.
// #define RINGSIDE_HAND "left"
// #define RINGSIDE_HAND "right"

#include <ringside_capture.h>

using namespace ringside::glove;

#ifndef RINGSIDE_HAND
#define RINGSIDE_HAND ""
#endif

// Found by hosts that look into the file before they flash it.
__attribute__((used)) static const char version_mark[] = "RINGSIDE-FW:ringside-data-capture 1.0.0";

static Cable cable;
static Lights lights;
static NanoSensor sensor;
static DeviceName device_name(text_of(RINGSIDE_HAND));
static CaptureRadio radio;
static CaptureGlove* glove = nullptr;
static BatteryWatch battery;

void setup() {
  lights.begin();
  cable.begin();
  MotionSensor& found = sensor.find();
  const GloveConfig config = {found.facts(), device_name.text(), version_mark + 12, text_of(RINGSIDE_HAND), read_battery_thousandths(), nullptr, {"", 0}, nullptr};
  static CaptureGlove the_glove(found, cable, radio, config);
  glove = &the_glove;
  radio.begin(config, Radio::streaming_service);
}

void loop() {
  Subscribed subscribed;
  if (radio.changed(subscribed)) glove->serve(subscribed);
  cable.listen(*glove);
  glove->poll(micros());
  battery.poll(millis(), *glove, radio);
  lights.show(light_of(glove->mood(radio.linked()), millis()));
  // Three samples: short for a viewer, long for the core's sleep, and a tenth of what the FIFO holds.
  radio.wait(25);
}
