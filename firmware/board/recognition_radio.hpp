#pragma once

#include "radio.hpp"

namespace ringside {
namespace glove {

/** Results over the air, in both sets of numbers that hosts look for: the shipped ones and the documented ones. */
class RecognitionRadio final : public Radio {
 public:
  static constexpr const char* shipped_service = "42421100-5a22-46dd-90f7-7af26f723159";

  void notify_class(const uint8_t* bytes, uint32_t count) override {
    shipped_class_.writeValue(bytes, static_cast<int>(count));
    documented_class_.writeValue(bytes, static_cast<int>(count));
  }
  void notify_features(const uint8_t* bytes, uint32_t count) override { features_.writeValue(bytes, static_cast<int>(count)); }

 private:
  void add_services() override {
    shipped_.addCharacteristic(shipped_class_);
    shipped_.addCharacteristic(features_);
    BLE.addService(shipped_);
    documented_.addCharacteristic(documented_class_);
    BLE.addService(documented_);
  }

  BLEService shipped_{shipped_service};
  BLECharacteristic shipped_class_{"42421101-5a22-46dd-90f7-7af26f723159", BLERead | BLENotify, 4};
  BLECharacteristic features_{"42421102-5a22-46dd-90f7-7af26f723159", BLERead | BLENotify, 128};
  BLEService documented_{"534d1100-9b35-4933-9b10-52ffa9740042"};
  BLECharacteristic documented_class_{"534d1101-9b35-4933-9b10-52ffa9740042", BLERead | BLENotify, 4};
};

}  // namespace glove
}  // namespace ringside
