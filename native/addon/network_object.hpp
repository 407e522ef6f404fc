#pragma once

#include <napi.h>
#include <string.h>

#include <memory>
#include <vector>

#include "../engine/net/float_network.hpp"
#include "../engine/net/network.hpp"
#include "job.hpp"
#include "refusal.hpp"
#include "results.hpp"

namespace ringside {

/** What differs between the two networks for JavaScript: the type of a number, and of an array of them. */
struct Int8Traits {
  typedef Network Model;
  typedef int8_t Number;
  typedef Napi::Int8Array Array;
  static constexpr napi_typedarray_type type = napi_int8_array;
  static constexpr const char* name = "Int8Network";
};

struct FloatTraits {
  typedef FloatNetwork Model;
  typedef float Number;
  typedef Napi::Float32Array Array;
  static constexpr napi_typedarray_type type = napi_float32_array;
  static constexpr const char* name = "FloatNetwork";
};

/** A network alone: new Name(bytes, inputs). Inputs and outputs lie one after the other, as many as there are. */
template <class Traits>
class NetworkObject : public Napi::ObjectWrap<NetworkObject<Traits>> {
  typedef Napi::ObjectWrap<NetworkObject<Traits>> Base;
  typedef typename Traits::Number Number;

 public:
  static Napi::Function define(Napi::Env env) {
    return Base::DefineClass(env, Traits::name,
                             {Base::template InstanceAccessor<&NetworkObject::outputs>("outputs"),
                              Base::template InstanceMethod<&NetworkObject::run>("run"),
                              Base::template InstanceMethod<&NetworkObject::run_async>("runAsync")});
  }

  explicit NetworkObject(const Napi::CallbackInfo& info) : Base(info) {
    Napi::Uint8Array bytes;
    if (!typed(info, 0, napi_uint8_array, bytes)) return;
    if (info.Length() < 2 || !info[1].IsNumber()) {
      misuse(info.Env(), "the number of inputs is missing");
      return;
    }
    inputs_ = info[1].As<Napi::Number>().Uint32Value();
    bytes_.assign(bytes.Data(), bytes.Data() + bytes.ElementLength());
    ByteReader reader(bytes_.data(), bytes_.size());
    Status status = model_.check(reader, inputs_);
    if (status == Status::ok && reader.left() != 0) status = Status::trailing_bytes;
    if (status != Status::ok) refuse(info.Env(), status);
  }

 private:
  Napi::Value outputs(const Napi::CallbackInfo& info) { return Napi::Number::New(info.Env(), model_.output_size()); }

  Napi::Value run(const Napi::CallbackInfo& info) {
    typename Traits::Array inputs;
    if (!inputs_of(info, inputs)) return Napi::Value();
    return array_of<typename Traits::Array>(info.Env(), outputs_for(inputs.Data(), inputs.ElementLength() / inputs_));
  }

  /** The same on another thread. A network has no state: several may run at once. */
  Napi::Value run_async(const Napi::CallbackInfo& info) {
    typename Traits::Array inputs;
    if (!inputs_of(info, inputs)) return Napi::Value();
    const Number* const first = inputs.Data();
    const size_t count = inputs.ElementLength() / inputs_;
    const auto results = std::make_shared<std::vector<Number>>();
    return Job::start(
        info.Env(), info.This().As<Napi::Object>(), inputs, [this, first, count, results] { *results = outputs_for(first, count); },
        [results](Napi::Env env) { return array_of<typename Traits::Array>(env, *results); });
  }

  bool inputs_of(const Napi::CallbackInfo& info, typename Traits::Array& inputs) {
    if (!typed(info, 0, Traits::type, inputs)) return false;
    if (inputs.ElementLength() % inputs_ == 0) return true;
    misuse(info.Env(), "the inputs are not a whole number of network inputs");
    return false;
  }

  std::vector<Number> outputs_for(const Number* inputs, size_t count) const {
    std::vector<Number> scratch(model_.scratch_size());
    std::vector<Number> results(count * model_.output_size());
    for (size_t i = 0; i < count; ++i) {
      memcpy(scratch.data(), inputs + i * inputs_, inputs_ * sizeof(Number));
      memcpy(&results[i * model_.output_size()], model_.run(scratch.data()), model_.output_size() * sizeof(Number));
    }
    return results;
  }

  std::vector<uint8_t> bytes_;
  uint32_t inputs_ = 0;
  typename Traits::Model model_;
};

}  // namespace ringside
