/* Start of a program on QEMU's mps2-an386 board (Cortex-M4F): FPU on, data copied, arguments fetched over semihosting,
   exit code handed back. A fault ends the run with code 99, so that nothing hangs. */
#include <stdint.h>
#include <string.h>

extern uint32_t _data_load, _data_start, _data_end, _bss_start, _bss_end, _stack_top;
extern void initialise_monitor_handles(void);
extern void __libc_init_array(void);
extern int main(int, char **);
extern int fflush(void *);

void _init(void) {}
void _fini(void) {}

enum { SYS_WRITE0 = 0x04, SYS_GET_CMDLINE = 0x15, SYS_EXIT_EXTENDED = 0x20, APPLICATION_EXIT = 0x20026 };

static int semihosting(int operation, void *argument) {
  register int r0 __asm__("r0") = operation;
  register void *r1 __asm__("r1") = argument;
  __asm__ volatile("bkpt 0xAB" : "+r"(r0) : "r"(r1) : "memory");
  return r0;
}

static void leave(uint32_t code) {
  uint32_t block[2] = {APPLICATION_EXIT, code};
  semihosting(SYS_EXIT_EXTENDED, block);
  for (;;) {
  }
}

static char command_line[256];
static char *arguments[16];

void Reset_Handler(void) {
  *(volatile uint32_t *)0xE000ED88 |= 0xFu << 20; /* CPACR: full access to the FPU */
  __asm__ volatile("dsb; isb");
  memcpy(&_data_start, &_data_load, (size_t)((char *)&_data_end - (char *)&_data_start));
  memset(&_bss_start, 0, (size_t)((char *)&_bss_end - (char *)&_bss_start));
  initialise_monitor_handles();
  __libc_init_array();
  struct {
    char *text;
    uint32_t size;
  } request = {command_line, sizeof command_line};
  semihosting(SYS_GET_CMDLINE, &request);
  int count = 0;
  for (char *word = strtok(command_line, " "); word != 0 && count < 15; word = strtok(0, " ")) arguments[count++] = word;
  const int code = main(count, arguments);
  fflush(0);
  leave((uint32_t)code);
}

static void fault(void) {
  static char text[] = "FAULT\n";
  semihosting(SYS_WRITE0, text);
  leave(99);
}

__attribute__((section(".isr_vector"), used)) void *const vectors[16] = {
    &_stack_top, Reset_Handler, fault, fault, fault, fault, fault, 0, 0, 0, 0, fault, fault, 0, fault, fault};
