#pragma once

#include <deque>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "bmi270_model.hpp"
#include "lsm9ds1_model.hpp"

/** What a characteristic holds, and what went out. */
struct Attribute {
  std::string service;
  int properties = 0;
  size_t size = 0;
  bool subscribed = false;
  std::vector<uint8_t> value;
  std::vector<std::vector<uint8_t>> notified;
};

/** A modelled Nano 33 BLE Sense with what is plugged into it. There is one, as there is one board under a sketch. */
struct Machine {
  double now_us = 0;
  Motion motion;
  std::map<uint8_t, std::unique_ptr<Chip>> chips;
  Bmi270Model* bmi270 = nullptr;
  /** The sensor does not answer. */
  bool muted = false;

  bool port_open = true;
  std::deque<uint8_t> to_glove;
  std::vector<uint8_t> from_glove;

  std::map<unsigned, int> pins;
  /** Colours that the LED had between two waits of the sketch, since it was last let run. */
  std::set<std::string> colours;
  int millivolts_on_pin = 0;

  std::string name, advertised;
  bool linked = false;
  uint16_t mtu = 23;
  std::map<std::string, Attribute> attributes;

  void set_revision(int revision) {
    chips.clear();
    if (revision == 1) chips[0x6b].reset(new Lsm9ds1Model(motion));
    if (revision == 2) chips[0x68].reset(bmi270 = new Bmi270Model(motion));
  }
};

Machine& machine();
