#pragma once

#include <Arduino.h>

enum BLEProperty { BLERead = 0x02, BLEWrite = 0x08, BLENotify = 0x10 };

class BLEDescriptor {
 public:
  BLEDescriptor(const char* uuid, const char* value) : uuid_(uuid), value_(value) {}
  const char* uuid() const { return uuid_; }
  const char* value() const { return value_; }

 private:
  const char* uuid_;
  const char* value_;
};

class BLECharacteristic {
 public:
  BLECharacteristic(const char* uuid, uint8_t properties, int value_size, bool fixed_length = false)
      : uuid_(uuid), properties_(properties), value_size_(value_size) {
    (void)fixed_length;
  }
  const char* uuid() const { return uuid_; }
  uint8_t properties() const { return properties_; }
  int valueSize() const { return value_size_; }
  int writeValue(const uint8_t value[], int length);
  bool subscribed();
  void addDescriptor(BLEDescriptor& descriptor);

 private:
  const char* uuid_;
  uint8_t properties_;
  int value_size_;
};

class BLEService {
 public:
  explicit BLEService(const char* uuid) : uuid_(uuid) {}
  const char* uuid() const { return uuid_; }
  void addCharacteristic(BLECharacteristic& characteristic);

 private:
  const char* uuid_;
};

class BLELocalDevice {
 public:
  int begin();
  void poll(unsigned long timeout_ms);
  bool connected() const;
  void setAdvertisedServiceUuid(const char* uuid);
  void setLocalName(const char* name);
  void setDeviceName(const char* name);
  void setConnectionInterval(uint16_t shortest, uint16_t longest);
  void addService(BLEService& service);
  int advertise();
};
extern BLELocalDevice& BLE;
