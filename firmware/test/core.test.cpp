#include <stdint.h>

#include <string>
#include <vector>

#include "../../native/test/check.hpp"
#include "../../native/test/random.hpp"
#include "battery.hpp"
#include "ble_frame.hpp"
#include "commands.hpp"
#include "config.hpp"
#include "json_reader.hpp"
#include "led.hpp"
#include "row_packer.hpp"
#include "sample_clock.hpp"

using namespace ringside::glove;

namespace {

class Collected final : public ByteSink {
 public:
  void write(const uint8_t* bytes, size_t count) override { all.insert(all.end(), bytes, bytes + count); }
  std::vector<uint8_t> all;
};

std::string text(const Collected& sink) { return std::string(sink.all.begin(), sink.all.end()); }

Row row_of(int16_t number) { return Row{{number, 0, 0, 0, 0, 0}}; }

Text text_of(const std::string& words) { return Text{words.data(), words.size()}; }

/** First values of the rows in frames, with the row number that their sequence number gives them. */
struct Received {
  uint32_t number;
  int16_t value;
};

std::vector<Received> rows_in(const std::vector<uint8_t>& bytes) {
  std::vector<Received> rows;
  for (size_t at = 0; at + 82 <= bytes.size(); at += 82) {
    const uint32_t sequence = bytes[at + 5] | bytes[at + 6] << 8;
    for (uint32_t i = 0; i < 6; ++i) rows.push_back({(sequence - 1) * 6 + i, get_i16(&bytes[at + 9 + 12 * i])});
  }
  return rows;
}

Command last_of(const std::string& words) {
  CommandMatcher matcher;
  Command command = Command::none;
  for (const char letter : words) command = matcher.push(static_cast<uint8_t>(letter));
  return command;
}

TEST("a frame is the worked example of the protocol, byte for byte") {
  Collected wire;
  FrameWriter frames(wire);
  const uint8_t payload[] = {0x62, 0xff, 0x39, 0x01, 0x4d, 0x10};
  frames.send(0, payload, sizeof payload);
  const std::vector<uint8_t> expected = {0xff, 0x0c, 0, 0, 0, 1, 0, 0, 0, 0x62, 0xff, 0x39, 0x01, 0x4d, 0x10, 0xf9};
  CHECK(wire.all == expected);
}

TEST("each channel numbers its own frames") {
  Collected wire;
  FrameWriter frames(wire);
  const uint8_t one = 7;
  frames.send(0, &one, 1);
  frames.send(1, &one, 1);
  frames.send(0, &one, 1);
  CHECK_EQUAL(wire.all[5], 1);
  CHECK_EQUAL(wire.all[11 + 5], 1);
  CHECK_EQUAL(wire.all[22 + 5], 2);
}

TEST("whatever is lost and whenever, a row that arrives has the number that the sensor gave it") {
  Random random(11);
  for (int run = 0; run < 300; ++run) {
    Collected wire;
    FrameWriter frames(wire);
    RowPacker packer(frames);
    int16_t made = 0;
    uint32_t frames_of_rows = 0;
    for (int step = 0; step < 60; ++step) {
      if (random.between(0, 9) == 0) {
        const int32_t lost = random.between(1, 40);
        packer.lose(static_cast<uint32_t>(lost));
        made = static_cast<int16_t>(made + lost);
      } else if (packer.push(row_of(made++))) {
        ++frames_of_rows;
      }
    }
    const std::vector<Received> rows = rows_in(wire.all);
    CHECK_EQUAL(rows.size(), frames_of_rows * 6);
    for (const Received& row : rows) CHECK_EQUAL(row.number, row.value);
  }
}

TEST("a hole takes no more rows with it than share a frame with its edges") {
  Collected wire;
  FrameWriter frames(wire);
  RowPacker packer(frames);
  for (int16_t i = 0; i < 8; ++i) packer.push(row_of(i));
  CHECK_EQUAL(packer.lose(10), 12);
  for (int16_t i = 18; i < 24; ++i) packer.push(row_of(i));
  const std::vector<Received> rows = rows_in(wire.all);
  CHECK_EQUAL(rows.size(), 12);
  CHECK_EQUAL(rows[6].value, 18);
}

TEST("a notification carries as many rows as fit, their number and the time of the first") {
  BleFrame frame;
  frame.set_room(244);
  for (int16_t i = 0; i < 18; ++i) CHECK(!frame.push(row_of(i), 1000u + static_cast<uint32_t>(i)));
  CHECK(frame.push(row_of(18), 0));
  CHECK_EQUAL(frame.size(), 6 + 19 * 12);
  CHECK_EQUAL(get_i16(frame.bytes()), 0);
  CHECK_EQUAL(get_i16(frame.bytes() + 2), 1000);
  CHECK_EQUAL(get_i16(frame.bytes() + 6 + 12), 1);
  frame.next();
  frame.lose();
  frame.set_room(20);
  CHECK(frame.push(row_of(5), 9));
  CHECK_EQUAL(get_i16(frame.bytes()), 2);
  CHECK_EQUAL(frame.size(), 18);
}

TEST("commands are found at the end of what came, without a terminator") {
  CHECK(last_of("connect") == Command::connect);
  CHECK(last_of("cnnect") == Command::connect);
  CHECK(last_of("disconnect") == Command::disconnect);
  CHECK(last_of("selftest") == Command::selftest);
  CHECK(last_of("check") == Command::check);
  CHECK(last_of("\r\nconnectconnect") == Command::connect);
  CHECK(last_of("connect\r") == Command::none);
  CHECK(last_of("conect") == Command::none);
}

TEST("a word is found after any noise, and noise alone is no command") {
  Random random(5);
  const char* const words[] = {"connect", "disconnect", "selftest", "check"};
  const Command commands[] = {Command::connect, Command::disconnect, Command::selftest, Command::check};
  for (int run = 0; run < 2000; ++run) {
    CommandMatcher matcher;
    const int32_t noise = random.between(0, 40);
    // Letters that no word has.
    for (int32_t i = 0; i < noise; ++i) CHECK(matcher.push(static_cast<uint8_t>("\0\x7f\xff 1x{"[random.between(0, 6)])) == Command::none);
    const size_t which = static_cast<size_t>(random.between(0, 3));
    Command found = Command::none;
    for (const char* letter = words[which]; *letter != '\0'; ++letter) found = matcher.push(static_cast<uint8_t>(*letter));
    CHECK(found == commands[which]);
  }
}

TEST("text is escaped, numbers are as short as they can be") {
  Collected sink;
  JsonWriter json(sink);
  json.open_object();
  json.member("a", "q\"\\\n\xc3\xa4");
  json.member("b", INT32_MIN);
  json.member_thousandths("c", 23986);
  json.member_thousandths("d", 16000);
  json.member_thousandths("e", 50);
  json.open_array("f");
  json.element(1);
  json.element(-2);
  json.close_array();
  json.close_object();
  CHECK(text(sink) == "{\"a\":\"q\\\"\\\\\\u000a\xc3\xa4\",\"b\":-2147483648,\"c\":23.986,\"d\":16,\"e\":0.05,\"f\":[1,-2]}");
}

TEST("JSON is walked by name and by element") {
  const std::string source = "{\"classes\":[\"Un\\\"known\",\"Jab\"],\"vectors\":[{\"n\":-3},{\"n\":41}],\"hand\":\"left\"}";
  CHECK(JsonReader::check(text_of(source)));
  const JsonReader reader(text_of(source));
  Text words;
  CHECK(reader.member("hand").string(words));
  CHECK_EQUAL(words.length, 4);
  CHECK(!reader.member("nothing").string(words));
  JsonReader names = reader.member("classes");
  CHECK(names.enter_array() && names.next_element() && names.string(words));
  CHECK(std::string(words.begin, words.length) == "Un\\\"known");
  JsonReader vectors = reader.member("vectors");
  int32_t number = 0;
  CHECK(vectors.enter_array() && vectors.next_element() && vectors.member("n").integer(number));
  CHECK_EQUAL(number, -3);
  CHECK(vectors.skip() && vectors.next_element() && vectors.member("n").integer(number));
  CHECK_EQUAL(number, 41);
  CHECK(vectors.skip() && !vectors.next_element());
}

TEST("what is no JSON is refused") {
  for (const char* source : {"", "{", "[1,]", "{\"a\"}", "{\"a\":}", "[1 2]", "\"\\x\"", "\"\\u12g4\"", "nul", "1.5", "[[[[[[[[[[1]]]]]]]]]]", "{} {}", "99999999999", "\"a\nb\""})
    CHECK(!JsonReader::check(text_of(std::string(source))));
}

TEST("a configuration without optional facts leaves them out, and one that is too long loses the pack's name only") {
  const std::string long_name(400, 'n');
  GloveConfig config = {{119, 23986, 2293760}, "Ringside 3F9C", "ringside-recognition 1.0.0", {"", 0}, -1, nullptr, {"", 0}, nullptr};
  ConfigText out;
  write_config(out, config, Wire::ble);
  std::string said(reinterpret_cast<const char*>(out.bytes()), out.size());
  CHECK(said.find("hand") == std::string::npos && said.find("battery") == std::string::npos && said.find("pack\"") == std::string::npos);
  const uint8_t hash[32] = {0xab};
  config.pack_hash = hash;
  config.pack_name = text_of(long_name);
  write_config(out, config, Wire::serial);
  said = std::string(reinterpret_cast<const char*>(out.bytes()), out.size());
  CHECK(!out.overflowed() && said.back() == '}');
  CHECK(said.find("\"pack\":\"ab00") != std::string::npos && said.find("pack_name") == std::string::npos);
}

TEST("the clock counts what a full FIFO overwrote, with the sensor's own period") {
  SampleClock clock(119);
  uint32_t now = 1000;
  clock.restart(now);
  // A sensor that is 3 % slow: 8,656 us a sample.
  for (int i = 0; i < 300; ++i) clock.read(3, 0, now += 3 * 8656);
  CHECK_EQUAL(clock.overwritten(32, now += 132 * 8656), 100);
  CHECK_EQUAL(clock.overwritten(32, now), 1);
  // Read in two looks: the first leaves some.
  clock.read(2, 5, now += 7 * 8656);
  clock.read(5, 0, now);
  CHECK_EQUAL(clock.overwritten(32, now + 42 * 8656), 10);
}

TEST("the battery is empty and full where a lithium cell is, and never less with more volts") {
  CHECK_EQUAL(battery_thousandths(3000), 0);
  CHECK_EQUAL(battery_thousandths(4300), 1000);
  CHECK_EQUAL(battery_thousandths(3800), 450);
  for (int32_t mv = 3200; mv < 4300; ++mv) CHECK(battery_thousandths(mv) <= battery_thousandths(mv + 1));
}

TEST("no two moods look alike over four seconds") {
  const Mood moods[] = {Mood::idle, Mood::linked, Mood::recognising, Mood::streaming, Mood::hit, Mood::lost, Mood::no_pack, Mood::no_sensor};
  std::vector<std::string> seen;
  for (const Mood mood : moods) {
    std::string show;
    for (uint32_t ms = 0; ms < 4000; ms += 10) {
      const Light light = light_of(mood, ms);
      show += static_cast<char>('0' + light.red * 4 + light.green * 2 + light.blue);
    }
    for (const std::string& other : seen) CHECK(show != other);
    seen.push_back(show);
  }
}

}  // namespace
