#pragma once

#include <napi.h>

#include <functional>

namespace ringside {

/**
 * Work off the main thread, and a promise of its result. `held` are the objects whose memory the work reads: they stay
 * alive until it is done. A caller must not transfer their buffers meanwhile.
 */
class Job : public Napi::AsyncWorker {
 public:
  typedef std::function<void()> Work;
  typedef std::function<Napi::Value(Napi::Env)> Result;

  static Napi::Promise start(Napi::Env env, Napi::Object owner, Napi::Object held, Work work, Result result) {
    Job* const job = new Job(env, owner, held, std::move(work), std::move(result));
    const Napi::Promise promise = job->promise_.Promise();
    job->Queue();
    return promise;
  }

 protected:
  void Execute() override { work_(); }
  void OnOK() override { promise_.Resolve(result_(Env())); }
  void OnError(const Napi::Error& error) override { promise_.Reject(error.Value()); }

 private:
  Job(Napi::Env env, Napi::Object owner, Napi::Object held, Work work, Result result)
      : Napi::AsyncWorker(env, "ringside.engine"),
        promise_(Napi::Promise::Deferred::New(env)),
        owner_(Napi::Persistent(owner)),
        held_(Napi::Persistent(held)),
        work_(std::move(work)),
        result_(std::move(result)) {}

  Napi::Promise::Deferred promise_;
  Napi::ObjectReference owner_;
  Napi::ObjectReference held_;
  Work work_;
  Result result_;
};

}  // namespace ringside
