// A sketch on the modelled board, told what happens to it by its arguments, in order:
//   rev 1|2            which board it is                 rows FILE       int16 rows that the sensor measures first
//   speed FACTOR       of the sensor's clock             run SECONDS     lets the sketch run (setup first)
//   send WORDS         from the host                     stall SECONDS   time passes and the sketch does not run
//   open | close       the host's port                   mute | unmute   the sensor
//   link MTU | unlink  the radio                         subscribe UUID, unsubscribe UUID
//   battery MV         on the pin of the divider         out FOLDER      writes what came of it all

#include <stdio.h>
#include <stdlib.h>

#include <fstream>
#include <functional>
#include <iterator>

#include "machine.hpp"

#include <Arduino.h>

#include SKETCH

namespace {

void let_run(double seconds) {
  static bool begun = false;
  if (!begun) setup();
  begun = true;
  machine().colours.clear();
  const double end_us = machine().now_us + seconds * 1e6;
  while (machine().now_us < end_us) {
    loop();
    // What the code between two waits takes on the glove, in good measure.
    machine().now_us += 50;
  }
}

void give_rows(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  MotionRow row;
  while (file.read(reinterpret_cast<char*>(row.data()), sizeof row)) machine().motion.given.push_back(row);
}

std::string hex(const std::vector<uint8_t>& bytes) {
  std::string text;
  for (const uint8_t byte : bytes) {
    text += "0123456789abcdef"[byte >> 4];
    text += "0123456789abcdef"[byte & 15];
  }
  return text;
}

void write_out(const std::string& folder) {
  std::ofstream serial(folder + "/serial.bin", std::ios::binary);
  serial.write(reinterpret_cast<const char*>(machine().from_glove.data()), static_cast<std::streamsize>(machine().from_glove.size()));
  std::ofstream sampled(folder + "/sampled.bin", std::ios::binary);
  for (const MotionRow& row : machine().motion.sampled) sampled.write(reinterpret_cast<const char*>(row.data()), sizeof row);
  std::ofstream facts(folder + "/facts.json");
  facts << "{\"name\":\"" << machine().name << "\",\"advertised\":\"" << machine().advertised << "\",\"chips\":[";
  for (const auto& chip : machine().chips)
    facts << "{\"mgPerCount\":" << chip.second->mg_per_count() << ",\"mdpsPerCount\":" << chip.second->mdps_per_count() << "}";
  facts << "],\"colours\":[";
  for (const std::string& colour : machine().colours) facts << (colour == *machine().colours.begin() ? "" : ",") << "\"" << colour << "\"";
  facts << "],\"attributes\":{";
  const char* comma = "";
  for (const auto& entry : machine().attributes) {
    facts << comma << "\"" << entry.first << "\":{\"service\":\"" << entry.second.service << "\",\"properties\":" << entry.second.properties
          << ",\"size\":" << entry.second.size << ",\"value\":\"" << hex(entry.second.value) << "\",\"notified\":[";
    const char* inner = "";
    for (const auto& bytes : entry.second.notified) {
      facts << inner << "\"" << hex(bytes) << "\"";
      inner = ",";
    }
    facts << "]}";
    comma = ",";
  }
  facts << "}}\n";
}

const std::map<std::string, std::function<void()>> happens_alone = {
    {"open", [] { machine().port_open = true; }},   {"close", [] { machine().port_open = false; }},
    {"mute", [] { machine().muted = true; }},       {"unmute", [] { machine().muted = false; }},
    {"unlink", [] { machine().linked = false; }},
};

const std::map<std::string, std::function<void(const std::string&)>> happens = {
    {"rev", [](const std::string& what) { machine().set_revision(atoi(what.c_str())); }},
    {"rows", give_rows},
    {"speed", [](const std::string& what) { machine().motion.speed = atof(what.c_str()); }},
    {"run", [](const std::string& what) { let_run(atof(what.c_str())); }},
    {"send", [](const std::string& what) { machine().to_glove.insert(machine().to_glove.end(), what.begin(), what.end()); }},
    {"stall", [](const std::string& what) { machine().now_us += atof(what.c_str()) * 1e6; }},
    {"link", [](const std::string& what) { machine().linked = true, machine().mtu = static_cast<uint16_t>(atoi(what.c_str())); }},
    {"subscribe", [](const std::string& what) { machine().attributes.at(what).subscribed = true; }},
    {"unsubscribe", [](const std::string& what) { machine().attributes.at(what).subscribed = false; }},
    {"battery", [](const std::string& what) { machine().millivolts_on_pin = atoi(what.c_str()); }},
    {"out", write_out},
};

}  // namespace

int main(int argc, char** argv) {
  for (int i = 1; i < argc; ++i) {
    const auto alone = happens_alone.find(argv[i]);
    const auto with = happens.find(argv[i]);
    if (alone != happens_alone.end()) {
      alone->second();
    } else if (with != happens.end() && i + 1 < argc) {
      with->second(argv[++i]);
    } else {
      fprintf(stderr, "nothing is called %s here\n", argv[i]);
      return 2;
    }
  }
  return 0;
}
