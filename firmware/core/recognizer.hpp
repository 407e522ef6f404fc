#pragma once

#include "self_test.hpp"

namespace ringside {
namespace glove {

/** A pack at work: loaded, tested against its own vectors, and then fed with rows that have numbers. */
class Recognizer {
 public:
  /** Loads the pack of a slot into the given memory, which it keeps, and tests it. */
  void load(const uint8_t* slot, uint32_t room, void* memory, size_t bytes) {
    ready_ = false;
    reason_ = nullptr;
    found_ = read_slot(slot, room, pack_);
    if (found_ == SlotState::empty) reason_ = "there is no pack in the slot";
    if (found_ == SlotState::damaged) reason_ = "the pack in the slot is damaged";
    if (reason_ != nullptr) return;
    Status status = pipeline_.load(pack_.descriptor, pack_.descriptor_bytes);
    if (status == Status::ok && pipeline_.input_columns() != row_columns) status = Status::bad_column;
    if (status == Status::ok) status = pipeline_.attach(memory, bytes);
    if (status != Status::ok) {
      reason_ = status_text(status);
      return;
    }
    ready_ = true;
    test();
  }

  /** Replays the vectors. Afterwards `restart`: the pipeline remembers no row. */
  const SelfTestReport& test() {
    report_ = ready_ ? self_test(pipeline_, pack_) : SelfTestReport{false, 0, 0};
    restart(0);
    return report_;
  }

  bool works() const { return ready_ && report_.passed; }
  /** The pack, where the slot holds a sound one. */
  const Pack* pack() const { return found_ == SlotState::filled ? &pack_ : nullptr; }
  const SelfTestReport& report() const { return report_; }
  /** Why nothing can be recognised, in words; null if a vector differed, or all is well. */
  const char* reason() const { return reason_; }

  /** As if no row had come; the next one has this number. */
  void restart(uint32_t next_row) {
    if (ready_) pipeline_.reset();
    first_row_ = next_row;
  }

  /** True if this row decided something worth telling: a segment that a filter dropped is not. */
  bool push(const Row& row, Decision& out) { return works() && pipeline_.push(row.values, out) && !out.dropped; }

  /** The number of the row that the pipeline counts as 0. */
  uint32_t first_row() const { return first_row_; }

 private:
  Pipeline pipeline_;
  Pack pack_ = {nullptr, 0, nullptr, JsonReader()};
  SlotState found_ = SlotState::empty;
  SelfTestReport report_ = {false, 0, 0};
  const char* reason_ = nullptr;
  uint32_t first_row_ = 0;
  bool ready_ = false;
};

/** The hand that a pack is for; empty where it is for both, or there is none. */
inline Text hand_of(const Recognizer& recognizer) {
  Text hand = {"", 0};
  if (recognizer.pack() != nullptr) recognizer.pack()->json.member("hand").string(hand);
  return hand;
}

}  // namespace glove
}  // namespace ringside
