#pragma once

#include <napi.h>

#include "../engine/feature/feature_list.hpp"
#include "../engine/segmenter/any_segmenter.hpp"

namespace ringside {

/** What the engine can do, as data, so that a host need not list it a second time. Positions are the numbers. */
inline Napi::Value catalog(const Napi::CallbackInfo& info) {
  const Napi::Env env = info.Env();
  const char* const parameters[] = {
#define RINGSIDE_AS_STRING(name, ...) #name,
      RINGSIDE_PARAMETER_LIST(RINGSIDE_AS_STRING)};
  const char* const features[] = {RINGSIDE_FEATURE_LIST(RINGSIDE_AS_STRING)};
  const char* const segmenters[] = {RINGSIDE_SEGMENTER_LIST(RINGSIDE_AS_STRING)};
#undef RINGSIDE_AS_STRING
  Napi::Array feature_list = Napi::Array::New(env);
  for (uint8_t kind = 0; kind < static_cast<uint8_t>(FeatureKind::count); ++kind) {
    FeatureNeeds needs;
    feature_needs(kind, needs);
    Napi::Array names = Napi::Array::New(env);
    for (const Parameter parameter : needs.parameters) {
      if (parameter != Parameter::none) names.Set(names.Length(), Napi::String::New(env, parameters[static_cast<uint8_t>(parameter)]));
    }
    Napi::Object feature = Napi::Object::New(env);
    feature.Set("name", features[kind]);
    feature.Set("title", feature_name(kind));
    feature.Set("columns", needs.columns);
    feature.Set("parameters", names);
    feature_list.Set(kind, feature);
  }
  Napi::Array segmenter_list = Napi::Array::New(env);
  for (const char* const name : segmenters) segmenter_list.Set(segmenter_list.Length(), Napi::String::New(env, name));
  Napi::Object object = Napi::Object::New(env);
  object.Set("features", feature_list);
  object.Set("segmenters", segmenter_list);
  return object;
}

}  // namespace ringside
