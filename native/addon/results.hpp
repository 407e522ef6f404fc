#pragma once

#include <napi.h>
#include <string.h>

#include <vector>

#include "../engine/pipeline/pipeline.hpp"

namespace ringside {

/** A vector as a typed array of its own memory. */
template <class Array, class T>
Array array_of(Napi::Env env, const std::vector<T>& values) {
  Array array = Array::New(env, values.size());
  if (!values.empty()) memcpy(array.Data(), values.data(), values.size() * sizeof(T));
  return array;
}

/** Decisions as columns: one entry a decision in each, `features` and `outputs` entries of the wide ones. */
class DecisionTable {
 public:
  DecisionTable(uint32_t features, uint32_t outputs) : features_(features), outputs_(outputs) {}

  /** `decided_at` is the number of frames that had been pushed. */
  void add(const Decision& decision, uint32_t decided_at) {
    begin.push_back(decision.segment.begin);
    end.push_back(decision.segment.end);
    decided.push_back(decided_at);
    class_number.push_back(decision.class_number);
    dropped.push_back(decision.dropped ? 1 : 0);
    append(values, decision.features, decision.feature_count, features_);
    append(scaled, decision.scaled, decision.feature_count, features_);
    append(outputs, decision.outputs, decision.output_count, outputs_);
  }

  Napi::Value value(Napi::Env env) const {
    Napi::Object object = Napi::Object::New(env);
    object.Set("begin", array_of<Napi::Uint32Array>(env, begin));
    object.Set("end", array_of<Napi::Uint32Array>(env, end));
    object.Set("decided", array_of<Napi::Uint32Array>(env, decided));
    object.Set("classNumber", array_of<Napi::Uint8Array>(env, class_number));
    object.Set("dropped", array_of<Napi::Uint8Array>(env, dropped));
    object.Set("features", array_of<Napi::Float32Array>(env, values));
    object.Set("scaled", array_of<Napi::Uint8Array>(env, scaled));
    object.Set("outputs", array_of<Napi::Int8Array>(env, outputs));
    return object;
  }

 private:
  /** `width` entries, whatever there is: zeros where a segment was dropped. */
  template <class T>
  static void append(std::vector<T>& list, const T* from, uint32_t count, uint32_t width) {
    const size_t at = list.size();
    list.resize(at + width);
    if (count > 0) memcpy(&list[at], from, count * sizeof(T));
  }

  uint32_t features_;
  uint32_t outputs_;
  std::vector<uint32_t> begin;
  std::vector<uint32_t> end;
  std::vector<uint32_t> decided;
  std::vector<uint8_t> class_number;
  std::vector<uint8_t> dropped;
  std::vector<float> values;
  std::vector<uint8_t> scaled;
  std::vector<int8_t> outputs;
};

}  // namespace ringside
