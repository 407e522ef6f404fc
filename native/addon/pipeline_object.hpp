#pragma once

#include <napi.h>

#include <memory>
#include <vector>

#include "../engine/pipeline/pipeline.hpp"
#include "job.hpp"
#include "refusal.hpp"
#include "results.hpp"

namespace ringside {

/** JavaScript's `Pipeline`: a descriptor's bytes, the arena, and where the stream has got to. */
class PipelineObject : public Napi::ObjectWrap<PipelineObject> {
 public:
  static Napi::Function define(Napi::Env env) {
    return DefineClass(env, "Pipeline",
                       {InstanceAccessor<&PipelineObject::shape>("shape"), InstanceMethod<&PipelineObject::push>("push"),
                        InstanceMethod<&PipelineObject::push_async>("pushAsync"), InstanceMethod<&PipelineObject::flush>("flush"),
                        InstanceMethod<&PipelineObject::reset>("reset")});
  }

  explicit PipelineObject(const Napi::CallbackInfo& info) : Napi::ObjectWrap<PipelineObject>(info) {
    Napi::Uint8Array bytes;
    if (!typed(info, 0, napi_uint8_array, bytes)) return;
    descriptor_.assign(bytes.Data(), bytes.Data() + bytes.ElementLength());
    Status status = pipeline_.load(descriptor_.data(), descriptor_.size());
    if (status == Status::ok) {
      arena_.resize(pipeline_.arena_size() / sizeof(uint64_t) + 1u);
      status = pipeline_.attach(arena_.data(), arena_.size() * sizeof(uint64_t));
    }
    if (status != Status::ok) refuse(info.Env(), status);
  }

 private:
  /** A range of frames inside the caller's rows. */
  struct Frames {
    const int16_t* first;
    size_t count;
  };

  Napi::Value shape(const Napi::CallbackInfo& info) {
    Napi::Object object = Napi::Object::New(info.Env());
    object.Set("inputColumns", pipeline_.input_columns());
    object.Set("features", pipeline_.feature_count());
    object.Set("outputs", pipeline_.output_count());
    object.Set("arenaBytes", static_cast<double>(pipeline_.arena_size()));
    return object;
  }

  /** push(rows, from, to): the frames [from, to) of interleaved int16 rows, at once. */
  Napi::Value push(const Napi::CallbackInfo& info) {
    Frames frames;
    if (!idle(info) || !frames_of(info, frames)) return Napi::Value();
    DecisionTable table = new_table();
    run(frames, table);
    return table.value(info.Env());
  }

  /** The same on another thread. Until its promise settles, the pipeline takes nothing else. */
  Napi::Value push_async(const Napi::CallbackInfo& info) {
    Frames frames;
    if (!idle(info) || !frames_of(info, frames)) return Napi::Value();
    const std::shared_ptr<DecisionTable> table = std::make_shared<DecisionTable>(new_table());
    busy_ = true;
    return Job::start(
        info.Env(), info.This().As<Napi::Object>(), info[0].As<Napi::Object>(), [this, frames, table] { run(frames, *table); },
        [this, table](Napi::Env env) {
          busy_ = false;
          return table->value(env);
        });
  }

  Napi::Value flush(const Napi::CallbackInfo& info) {
    if (!idle(info)) return Napi::Value();
    DecisionTable table = new_table();
    Decision decision;
    if (pipeline_.flush(decision)) table.add(decision, pushed_);
    return table.value(info.Env());
  }

  void reset(const Napi::CallbackInfo& info) {
    if (!idle(info)) return;
    pipeline_.reset();
    pushed_ = 0;
  }

  DecisionTable new_table() const { return DecisionTable(pipeline_.feature_count(), pipeline_.output_count()); }

  void run(const Frames& frames, DecisionTable& table) {
    const uint32_t columns = pipeline_.input_columns();
    Decision decision;
    for (size_t i = 0; i < frames.count; ++i) {
      ++pushed_;
      if (pipeline_.push(frames.first + i * columns, decision)) table.add(decision, pushed_);
    }
  }

  bool idle(const Napi::CallbackInfo& info) {
    if (busy_) misuse(info.Env(), "the pipeline is at work; wait for its promise");
    return !busy_;
  }

  bool frames_of(const Napi::CallbackInfo& info, Frames& frames) {
    Napi::Int16Array rows;
    if (!typed(info, 0, napi_int16_array, rows)) return false;
    const size_t all = rows.ElementLength() / pipeline_.input_columns();
    const double from = info.Length() > 1 && info[1].IsNumber() ? info[1].As<Napi::Number>().DoubleValue() : -1;
    const double to = info.Length() > 2 && info[2].IsNumber() ? info[2].As<Napi::Number>().DoubleValue() : -1;
    if (!(from >= 0 && from <= to && to <= static_cast<double>(all))) {
      misuse(info.Env(), "the range of frames is outside the rows");
      return false;
    }
    const size_t first = static_cast<size_t>(from);
    frames = Frames{rows.Data() + first * pipeline_.input_columns(), static_cast<size_t>(to) - first};
    return true;
  }

  std::vector<uint8_t> descriptor_;
  std::vector<uint64_t> arena_;
  Pipeline pipeline_;
  uint32_t pushed_ = 0;
  bool busy_ = false;
};

}  // namespace ringside
