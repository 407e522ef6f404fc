#pragma once
#pragma GCC optimize("fp-contract=off")

#include <new>

#include "../base/arena.hpp"
#include "../base/byte_reader.hpp"
#include "../base/included.hpp"
#include "../base/status.hpp"
#include "../sensor/average.hpp"
#include "../sensor/derivative.hpp"
#include "../sensor/downsample.hpp"
#include "../sensor/high_pass.hpp"
#include "../sensor/low_pass.hpp"
#include "../sensor/magnitude.hpp"
#include "../sensor/moving_average.hpp"
#include "../sensor/negate.hpp"

namespace ringside {

constexpr uint32_t frame_column_limit = 16;

/** Numbers of a descriptor: new kinds go to the end. */
enum class SensorStageKind : uint8_t {
  magnitude,           // new column; setting: MagnitudeRule
  average,             // new column
  absolute_average,    // new column
  first_derivative,    // new column of one column
  second_derivative,   // new column of one column
  high_pass,           // the listed columns in place; setting: a in Q15
  low_pass,            // the listed columns in place; setting: b in Q15
  moving_average,      // the listed columns in place, the others delayed alike; setting: k
  downsample_average,   // all columns; setting: factor
  downsample_decimate,  // all columns; setting: factor
  negate                // the listed columns in place: a left glove mirrored into a right one
};
constexpr uint8_t sensor_stage_kind_count = 11;

/** How a sample number after the chain leads back to one before it: number * step + shift. */
struct SampleMap {
  uint32_t step;
  uint32_t shift;
};

/** The sensor transforms and filters of a pipeline, in order, on one frame at a time. */
class SensorChain {
 public:
  static constexpr uint32_t stage_limit = 8;

  /** Reads u8 stages and, for each, u8 kind, u8 columns, 8 x u8 column, i32 setting. */
  Status check(ByteReader& reader, uint32_t input_columns) {
    columns_ = input_columns;
    map_ = SampleMap{1, 0};
    memory_ = 0;
    stage_count_ = reader.u8();
    if (!reader.ok()) return Status::truncated;
    if (stage_count_ > stage_limit) return Status::bad_sensor_stage;
    for (uint32_t i = 0; i < stage_count_; ++i) {
      const Status status = check_stage(reader, stages_[i]);
      if (status != Status::ok) return status;
    }
    return Status::ok;
  }

  uint32_t columns() const { return columns_; }
  SampleMap map() const { return map_; }

  /** Bytes that `attach` takes from the arena. */
  size_t size() const { return memory_; }

  void attach(Arena& arena) {
    uint32_t columns = input_columns();
    for (uint32_t i = 0; i < stage_count_; ++i) {
      stages_[i].state = arena.take<uint8_t>(state_bytes(stages_[i], columns));
      if (adds_column(stages_[i])) ++columns;
    }
    reset();
  }

  /** As if no frame had ever come. */
  void reset() {
    uint32_t columns = input_columns();
    for (uint32_t i = 0; i < stage_count_; ++i) {
      start(stages_[i], columns);
      if (adds_column(stages_[i])) ++columns;
    }
  }

  /** Works on a frame in place: it holds the input columns and has room for columns(). False if no frame comes out. */
  bool push(int16_t* frame) {
    uint32_t columns = input_columns();
    for (uint32_t i = 0; i < stage_count_; ++i) {
      if (!apply(stages_[i], frame, columns)) return false;
      if (adds_column(stages_[i])) ++columns;
    }
    return true;
  }

 private:
  struct Stage {
    SensorStageKind kind;
    uint8_t column_count;
    uint8_t columns[8];
    int32_t setting;
    uint8_t* state;
  };

  static bool is_filter(const Stage& stage) {
    return stage.kind >= SensorStageKind::first_derivative && stage.kind <= SensorStageKind::downsample_decimate;
  }

  static bool thins(const Stage& stage) {
    return stage.kind == SensorStageKind::downsample_average || stage.kind == SensorStageKind::downsample_decimate;
  }

  static bool adds_column(const Stage& stage) { return stage.kind <= SensorStageKind::second_derivative; }

  uint32_t input_columns() const {
    uint32_t columns = columns_;
    for (uint32_t i = 0; i < stage_count_; ++i) columns -= adds_column(stages_[i]) ? 1u : 0u;
    return columns;
  }

  Status check_stage(ByteReader& reader, Stage& stage) {
    const uint8_t kind = reader.u8();
    stage.kind = static_cast<SensorStageKind>(kind);
    stage.column_count = reader.u8();
    for (uint32_t c = 0; c < 8; ++c) stage.columns[c] = reader.u8();
    stage.setting = reader.i32();
    stage.state = nullptr;
    if (!reader.ok()) return Status::truncated;
    if (kind >= sensor_stage_kind_count || stage.column_count > 8 || !setting_sane(stage)) return Status::bad_sensor_stage;
    if (!with_sensor_filters && is_filter(stage)) return Status::not_included;
    for (uint32_t c = 0; c < stage.column_count; ++c) {
      if (stage.columns[c] >= columns_) return Status::bad_column;
    }
    memory_ += aligned_bytes(state_bytes(stage, columns_));
    if (adds_column(stage) && ++columns_ > frame_column_limit) return Status::bad_sensor_stage;
    if (stage.kind == SensorStageKind::moving_average) map_.shift += map_.step * static_cast<uint32_t>(stage.setting);
    if (thins(stage)) {
      map_.step *= static_cast<uint32_t>(stage.setting);
      if (map_.step > 1024) return Status::bad_sensor_stage;
    }
    return Status::ok;
  }

  static bool setting_sane(const Stage& stage) {
    const int32_t s = stage.setting;
    switch (stage.kind) {
      case SensorStageKind::magnitude:
        return stage.column_count >= 1 && s >= 0 && s <= 2;
      case SensorStageKind::average:
      case SensorStageKind::absolute_average:
        return stage.column_count >= 1 && s == 0;
      case SensorStageKind::first_derivative:
      case SensorStageKind::second_derivative:
        return stage.column_count == 1 && s == 0;
      case SensorStageKind::high_pass:
        return stage.column_count >= 1 && s >= 0 && s <= 32767;
      case SensorStageKind::low_pass:
        return stage.column_count >= 1 && s >= 1 && s <= 32768;
      case SensorStageKind::moving_average:
        return stage.column_count >= 1 && s >= 1 && s <= 32;
      case SensorStageKind::downsample_average:
      case SensorStageKind::downsample_decimate:
        return stage.column_count == 0 && s >= 1 && s <= 32;
      case SensorStageKind::negate:
        return stage.column_count >= 1 && s == 0;
    }
    return false;
  }

  /** One filter object for each column that the stage changes; for moving averages the windows follow them. */
  static size_t state_bytes(const Stage& stage, uint32_t columns) {
    if (!with_sensor_filters) return 0;
    switch (stage.kind) {
      case SensorStageKind::first_derivative:
        return sizeof(FirstDerivative);
      case SensorStageKind::second_derivative:
        return sizeof(SecondDerivative);
      case SensorStageKind::high_pass:
        return stage.column_count * sizeof(HighPass);
      case SensorStageKind::low_pass:
        return stage.column_count * sizeof(LowPass);
      case SensorStageKind::moving_average:
        return columns * (sizeof(MovingAverage) + MovingAverage::size(static_cast<uint32_t>(stage.setting)) * sizeof(int16_t));
      case SensorStageKind::downsample_average:
        return columns * sizeof(DownsampleAverage);
      case SensorStageKind::downsample_decimate:
        return columns * sizeof(DownsampleDecimate);
      default:
        return 0;
    }
  }

  template <class Filter>
  static Filter* filters(const Stage& stage) {
    return reinterpret_cast<Filter*>(stage.state);
  }

  static void start(const Stage& stage, uint32_t columns) {
    if (!with_sensor_filters) return;
    const uint32_t setting = static_cast<uint32_t>(stage.setting);
    switch (stage.kind) {
      case SensorStageKind::first_derivative:
        new (stage.state) FirstDerivative();
        break;
      case SensorStageKind::second_derivative:
        new (stage.state) SecondDerivative();
        break;
      case SensorStageKind::high_pass:
        for (uint32_t c = 0; c < stage.column_count; ++c) new (filters<HighPass>(stage) + c) HighPass(static_cast<uint16_t>(setting));
        break;
      case SensorStageKind::low_pass:
        for (uint32_t c = 0; c < stage.column_count; ++c) new (filters<LowPass>(stage) + c) LowPass(static_cast<uint16_t>(setting));
        break;
      case SensorStageKind::moving_average: {
        int16_t* windows = reinterpret_cast<int16_t*>(filters<MovingAverage>(stage) + columns);
        for (uint32_t c = 0; c < columns; ++c) {
          new (filters<MovingAverage>(stage) + c) MovingAverage();
          filters<MovingAverage>(stage)[c].attach(windows + c * MovingAverage::size(setting), setting);
        }
        break;
      }
      case SensorStageKind::downsample_average:
        for (uint32_t c = 0; c < columns; ++c) new (filters<DownsampleAverage>(stage) + c) DownsampleAverage(setting);
        break;
      case SensorStageKind::downsample_decimate:
        for (uint32_t c = 0; c < columns; ++c) new (filters<DownsampleDecimate>(stage) + c) DownsampleDecimate(setting);
        break;
      default:
        break;
    }
  }

  static bool lists(const Stage& stage, uint32_t column) {
    for (uint32_t i = 0; i < stage.column_count; ++i) {
      if (stage.columns[i] == column) return true;
    }
    return false;
  }

  static bool apply(const Stage& stage, int16_t* frame, uint32_t columns) {
    const uint8_t* const listed = stage.columns;
    switch (stage.kind) {
      case SensorStageKind::magnitude:
        frame[columns] = magnitude(frame, listed, stage.column_count, static_cast<MagnitudeRule>(stage.setting));
        return true;
      case SensorStageKind::average:
        frame[columns] = sensor_average(frame, listed, stage.column_count);
        return true;
      case SensorStageKind::absolute_average:
        frame[columns] = sensor_absolute_average(frame, listed, stage.column_count);
        return true;
      case SensorStageKind::negate:
        negate(frame, listed, stage.column_count);
        return true;
      default:
        return with_sensor_filters && filter(stage, frame, columns);
    }
  }

  static bool filter(const Stage& stage, int16_t* frame, uint32_t columns) {
    const uint8_t* const listed = stage.columns;
    switch (stage.kind) {
      case SensorStageKind::first_derivative:
        frame[columns] = filters<FirstDerivative>(stage)->push(frame[listed[0]]);
        return true;
      case SensorStageKind::second_derivative:
        frame[columns] = filters<SecondDerivative>(stage)->push(frame[listed[0]]);
        return true;
      case SensorStageKind::high_pass:
        for (uint32_t i = 0; i < stage.column_count; ++i) frame[listed[i]] = filters<HighPass>(stage)[i].push(frame[listed[i]]);
        return true;
      case SensorStageKind::low_pass:
        for (uint32_t i = 0; i < stage.column_count; ++i) frame[listed[i]] = filters<LowPass>(stage)[i].push(frame[listed[i]]);
        return true;
      case SensorStageKind::moving_average:
        return smooth(stage, frame, columns);
      case SensorStageKind::downsample_average:
        return thin<DownsampleAverage>(stage, frame, columns);
      case SensorStageKind::downsample_decimate:
        return thin<DownsampleDecimate>(stage, frame, columns);
      default:
        return false;
    }
  }

  static bool smooth(const Stage& stage, int16_t* frame, uint32_t columns) {
    bool ready = false;
    for (uint32_t c = 0; c < columns; ++c) {
      MovingAverage& filter = filters<MovingAverage>(stage)[c];
      ready = filter.push(frame[c]);
      if (ready) frame[c] = lists(stage, c) ? filter.mean() : filter.middle();
    }
    return ready;
  }

  template <class Filter>
  static bool thin(const Stage& stage, int16_t* frame, uint32_t columns) {
    bool ready = false;
    for (uint32_t c = 0; c < columns; ++c) {
      Filter& filter = filters<Filter>(stage)[c];
      ready = filter.push(frame[c]);
      if (ready) frame[c] = filter.output();
    }
    return ready;
  }

  Stage stages_[stage_limit];
  uint32_t stage_count_ = 0;
  uint32_t columns_ = 0;
  size_t memory_ = 0;
  SampleMap map_{1, 0};
};

}  // namespace ringside
