// The Arduino API on the modelled board.

#include <Arduino.h>
#include <ArduinoBLE.h>
#include <Arduino_BMI270_BMM150.h>
#include <Wire.h>
#include <nrf.h>
#include <utility/ATT.h>

#include <algorithm>

#include "machine.hpp"

Machine& machine() {
  static Machine machine;
  return machine;
}

void pinMode(pin_size_t, int) {}
void digitalWrite(pin_size_t pin, int level) { machine().pins[pin] = level; }
int analogRead(pin_size_t) { return machine().millivolts_on_pin * 4095 / 3300; }
void analogReadResolution(int) {}
unsigned long millis() { return static_cast<uint32_t>(machine().now_us / 1000); }
/** 32 bits, as on the glove: it wraps after 71 minutes. */
unsigned long micros() { return static_cast<uint32_t>(static_cast<uint64_t>(machine().now_us)); }
void delay(unsigned long ms) { machine().now_us += 1000.0 * static_cast<double>(ms); }

SerialPort Serial;
void SerialPort::begin(unsigned long) {}
int SerialPort::available() { return static_cast<int>(machine().to_glove.size()); }
int SerialPort::read() {
  if (machine().to_glove.empty()) return -1;
  const uint8_t byte = machine().to_glove.front();
  machine().to_glove.pop_front();
  return byte;
}
size_t SerialPort::write(const uint8_t* bytes, size_t count) {
  machine().from_glove.insert(machine().from_glove.end(), bytes, bytes + count);
  return count;
}
SerialPort::operator bool() { return machine().port_open; }

/** One transaction of the bus that the sensors are on. */
static struct {
  uint8_t address;
  std::vector<uint8_t> sent;
  std::deque<uint8_t> received;
} transaction;

/** Nine bits a byte at 400 kHz. */
static void pass_on_wire(size_t bytes) { machine().now_us += 22.5 * static_cast<double>(bytes + 1); }

static Chip* chip_at(uint8_t address) {
  const auto found = machine().chips.find(address);
  return machine().muted || found == machine().chips.end() ? nullptr : found->second.get();
}

TwoWire Wire(0);
TwoWire Wire1(1);
void TwoWire::begin() {}
void TwoWire::setClock(uint32_t) {}
void TwoWire::beginTransmission(uint8_t address) {
  transaction.address = address;
  transaction.sent.clear();
}
size_t TwoWire::write(uint8_t byte) {
  transaction.sent.push_back(byte);
  return 1;
}
uint8_t TwoWire::endTransmission(bool) {
  pass_on_wire(transaction.sent.size());
  Chip* const chip = number_ == 1 ? chip_at(transaction.address) : nullptr;
  if (chip == nullptr) return 2;
  for (size_t i = 1; i < transaction.sent.size(); ++i)
    chip->write(static_cast<uint8_t>(transaction.sent[0] + i - 1), transaction.sent[i], machine().now_us);
  return 0;
}
size_t TwoWire::requestFrom(uint8_t address, size_t count) {
  pass_on_wire(count);
  Chip* const chip = number_ == 1 ? chip_at(address) : nullptr;
  // The core's receive buffer.
  if (chip == nullptr || count > 256) return 0;
  const std::vector<uint8_t> bytes = chip->read(transaction.sent.at(0), count, machine().now_us);
  transaction.received.assign(bytes.begin(), bytes.end());
  return count;
}
int TwoWire::read() {
  const uint8_t byte = transaction.received.at(0);
  transaction.received.pop_front();
  return byte;
}

static BLELocalDevice the_radio;
BLELocalDevice& BLE = the_radio;
int BLELocalDevice::begin() { return 1; }
void BLELocalDevice::poll(unsigned long timeout_ms) {
  static const char* const names[] = {"dark", "blue", "green", "cyan", "red", "magenta", "yellow", "white"};
  std::map<unsigned, int>& pins = machine().pins;
  machine().colours.insert(names[4 * !pins[LEDR] + 2 * !pins[LEDG] + !pins[LEDB]]);
  delay(timeout_ms);
}
bool BLELocalDevice::connected() const { return machine().linked; }
void BLELocalDevice::setAdvertisedServiceUuid(const char* uuid) { machine().advertised = uuid; }
void BLELocalDevice::setLocalName(const char* name) { machine().name = name; }
void BLELocalDevice::setDeviceName(const char*) {}
void BLELocalDevice::setConnectionInterval(uint16_t, uint16_t) {}
void BLELocalDevice::addService(BLEService&) {}
int BLELocalDevice::advertise() { return 1; }

void BLEService::addCharacteristic(BLECharacteristic& characteristic) {
  Attribute& attribute = machine().attributes[characteristic.uuid()];
  attribute.service = uuid_;
  attribute.properties = characteristic.properties();
  attribute.size = static_cast<size_t>(characteristic.valueSize());
}
int BLECharacteristic::writeValue(const uint8_t value[], int length) {
  Attribute& attribute = machine().attributes[uuid_];
  attribute.value.assign(value, value + std::min(attribute.size, static_cast<size_t>(length)));
  // The library cuts a notification to what the link takes, and says nothing.
  const size_t sent = std::min(attribute.value.size(), static_cast<size_t>(machine().mtu - 3));
  if (attribute.subscribed) attribute.notified.emplace_back(attribute.value.begin(), attribute.value.begin() + static_cast<long>(sent));
  return static_cast<int>(attribute.value.size());
}
bool BLECharacteristic::subscribed() { return machine().attributes[uuid_].subscribed; }
void BLECharacteristic::addDescriptor(BLEDescriptor&) {}

static ATTClass the_links;
ATTClass& ATT = the_links;
bool ATTClass::connected(uint16_t link) const { return link == 1 && machine().linked; }
uint16_t ATTClass::mtu(uint16_t) const { return machine().mtu; }

BoschSensorClass IMU;
int BoschSensorClass::begin() {
  if (machine().bmi270 != nullptr) machine().bmi270->load_configuration();
  return 1;
}

static const NRF_FICR_Type facts = {{0x1a2b3f9c, 0x0000d00d}};
const NRF_FICR_Type* const NRF_FICR = &facts;
