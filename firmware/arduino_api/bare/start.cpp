#include <Arduino.h>
#include <stdlib.h>

extern "C" {
extern uint32_t data_load[], data_begin[], data_end[], bss_begin[], bss_end[];
extern void (*init_begin[])();
extern void (*init_end[])();

// No board's own start: it sets up no clock and no interrupt.
__attribute__((noreturn)) void reset() {
  uint32_t* from = data_load;
  for (uint32_t* to = data_begin; to < data_end;) *to++ = *from++;
  for (uint32_t* to = bss_begin; to < bss_end;) *to++ = 0;
  for (void (**init)() = init_begin; init < init_end; ++init) (*init)();
  setup();
  for (;;) loop();
}
void* __dso_handle = nullptr;
int __aeabi_atexit(void*, void (*)(void*), void*) { return 0; }
__attribute__((noreturn)) void __cxa_pure_virtual() {
  for (;;) {
  }
}
__attribute__((section(".vectors"), used)) void (*const vectors[])() = {reinterpret_cast<void (*)()>(0x20040000), reset};
}

void operator delete(void*) noexcept {}
void operator delete(void*, size_t) noexcept {}
