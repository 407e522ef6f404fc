// The Arduino API with nothing behind it: lets a sketch be compiled and linked for the Cortex-M4, not run on a board.

#include <Arduino.h>
#include <ArduinoBLE.h>
#include <Arduino_BMI270_BMM150.h>
#include <Wire.h>
#include <nrf.h>
#include <utility/ATT.h>

// Volatile, so that the compiler keeps everything that depends on what a board would answer.
static volatile uint32_t answer;

void pinMode(pin_size_t, int) {}
void digitalWrite(pin_size_t, int level) { answer = static_cast<uint32_t>(level); }
int analogRead(pin_size_t) { return static_cast<int>(answer); }
void analogReadResolution(int) {}
unsigned long millis() { return answer; }
unsigned long micros() { return answer; }
void delay(unsigned long) {}

SerialPort Serial;
void SerialPort::begin(unsigned long) {}
int SerialPort::available() { return static_cast<int>(answer); }
int SerialPort::read() { return static_cast<int>(answer); }
size_t SerialPort::write(const uint8_t* bytes, size_t count) {
  answer = bytes[0];
  return count;
}
SerialPort::operator bool() { return answer != 0; }

TwoWire Wire(0);
TwoWire Wire1(1);
void TwoWire::begin() { answer = static_cast<uint32_t>(number_); }
void TwoWire::setClock(uint32_t) {}
void TwoWire::beginTransmission(uint8_t) {}
size_t TwoWire::write(uint8_t) { return 1; }
uint8_t TwoWire::endTransmission(bool) { return static_cast<uint8_t>(answer); }
size_t TwoWire::requestFrom(uint8_t, size_t) { return answer; }
int TwoWire::read() { return static_cast<int>(answer); }

static BLELocalDevice the_radio;
BLELocalDevice& BLE = the_radio;
int BLELocalDevice::begin() { return 1; }
void BLELocalDevice::poll(unsigned long) {}
bool BLELocalDevice::connected() const { return answer != 0; }
void BLELocalDevice::setAdvertisedServiceUuid(const char*) {}
void BLELocalDevice::setLocalName(const char*) {}
void BLELocalDevice::setDeviceName(const char*) {}
void BLELocalDevice::setConnectionInterval(uint16_t, uint16_t) {}
void BLELocalDevice::addService(BLEService&) {}
int BLELocalDevice::advertise() { return 1; }
void BLEService::addCharacteristic(BLECharacteristic&) {}
int BLECharacteristic::writeValue(const uint8_t value[], int length) {
  answer = value[0];
  return length;
}
bool BLECharacteristic::subscribed() { return answer != 0; }
void BLECharacteristic::addDescriptor(BLEDescriptor&) {}

static ATTClass the_links;
ATTClass& ATT = the_links;
bool ATTClass::connected(uint16_t) const { return answer != 0; }
uint16_t ATTClass::mtu(uint16_t) const { return static_cast<uint16_t>(answer); }

BoschSensorClass IMU;
int BoschSensorClass::begin() { return 1; }

static const NRF_FICR_Type facts = {{0, 0}};
const NRF_FICR_Type* const NRF_FICR = &facts;
