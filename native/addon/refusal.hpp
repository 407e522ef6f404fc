#pragma once

#include <napi.h>

#include "../engine/base/status.hpp"

namespace ringside {

/** Throws what the engine says about bytes that it does not take: an Error with its words and `status`, its name. */
inline void refuse(Napi::Env env, Status status) {
  Napi::Error error = Napi::Error::New(env, status_text(status));
  error.Set("status", Napi::String::New(env, status_name(status)));
  error.ThrowAsJavaScriptException();
}

/** Throws a TypeError: a mistake of the caller, never of the data. */
inline void misuse(Napi::Env env, const char* text) { Napi::TypeError::New(env, text).ThrowAsJavaScriptException(); }

/** The typed array of an argument, or nothing (and an exception) if it is of another type. */
template <class Array>
bool typed(const Napi::CallbackInfo& info, size_t index, napi_typedarray_type type, Array& out) {
  if (info.Length() > index && info[index].IsTypedArray() && info[index].As<Napi::TypedArray>().TypedArrayType() == type) {
    out = info[index].As<Array>();
    return true;
  }
  misuse(info.Env(), "a typed array of another type was expected");
  return false;
}

}  // namespace ringside
