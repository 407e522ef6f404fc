#include <napi.h>

#include "catalog.hpp"
#include "measure.hpp"
#include "network_object.hpp"
#include "pipeline_object.hpp"

// Node-API only, and nothing static: one file serves Node, Electron and every worker thread of them.
static Napi::Object exports_of(Napi::Env env, Napi::Object exports) {
  using namespace ringside;
  exports.Set("hash", RINGSIDE_ENGINE_HASH);
  exports.Set("formatVersion", static_cast<double>(Pipeline::version));
  exports.Set("catalog", Napi::Function::New<catalog>(env, "catalog"));
  exports.Set("measure", Napi::Function::New<measure>(env, "measure"));
  exports.Set("Pipeline", PipelineObject::define(env));
  exports.Set("Int8Network", NetworkObject<Int8Traits>::define(env));
  exports.Set("FloatNetwork", NetworkObject<FloatTraits>::define(env));
  return exports;
}

NODE_API_MODULE(engine, exports_of)
