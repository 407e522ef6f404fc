#pragma once
#pragma GCC optimize("fp-contract=off")

#include <stdint.h>

/* One list makes the codes and their texts, so that they cannot drift apart. New codes go at the end: hosts store the number. */
#define RINGSIDE_STATUS_LIST(X)                                                 \
  X(ok, "ok")                                                                   \
  X(bad_argument, "a parameter is outside its range")                           \
  X(memory_too_small, "the memory given is smaller than the size asked for")    \
  X(memory_misaligned, "the memory given is not aligned to eight bytes")        \
  X(truncated, "the descriptor ends too early")                                 \
  X(trailing_bytes, "bytes follow the end of the descriptor")                   \
  X(bad_magic, "this is not a pipeline descriptor")                             \
  X(bad_version, "the descriptor was written for another version")              \
  X(bad_checksum, "the descriptor is damaged: its checksum differs")            \
  X(bad_column, "a column number is outside the frame")                         \
  X(bad_sensor_stage, "a sensor transform is unknown or its settings are wrong")\
  X(bad_segmenter, "the segmenter is unknown or its settings are wrong")        \
  X(bad_segment_stage, "a segment transform is unknown or its settings are wrong") \
  X(bad_feature, "a feature is unknown or its settings are wrong")              \
  X(bad_scaling, "a scaling range is not a number or empty")                    \
  X(bad_network, "a layer of the network is unknown or its shape does not fit") \
  X(bad_tree, "a decision tree points outside itself")                          \
  X(bad_classes, "the class map does not fit the classifier")                   \
  X(too_large, "a size is larger than the engine allows")                       \
  X(not_included, "this build of the engine leaves that part out")

namespace ringside {

#define RINGSIDE_AS_ENUM(name, text) name,
/** Outcome of every call that can fail. Zero is success. */
enum class Status : uint8_t { RINGSIDE_STATUS_LIST(RINGSIDE_AS_ENUM) };
#undef RINGSIDE_AS_ENUM

/** Plain words for a status, for logs and for the serial port of a glove. */
inline const char* status_text(Status status) {
#define RINGSIDE_AS_TEXT(name, text) \
  case Status::name:                 \
    return text;
  switch (status) { RINGSIDE_STATUS_LIST(RINGSIDE_AS_TEXT) }
#undef RINGSIDE_AS_TEXT
  return "unknown status";
}

/** The name of a status as hosts spell it, for example "bad_magic". */
inline const char* status_name(Status status) {
#define RINGSIDE_AS_NAME(name, text) \
  case Status::name:                 \
    return #name;
  switch (status) { RINGSIDE_STATUS_LIST(RINGSIDE_AS_NAME) }
#undef RINGSIDE_AS_NAME
  return "unknown";
}

}  // namespace ringside
