/* QEMU plugin: exact instruction counts between markers. The guest calls mark_begin and then mark_sample or mark_decision;
   the first pair of calls, with nothing between them, calibrates. QEMU counts instructions, not time.
   Debian ships no qemu-plugin.h: the few prototypes of plugin API version 1 that are needed stand here.
   Arguments: out=FILE */
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef uint64_t qemu_plugin_id_t;
struct qemu_plugin_tb;
struct qemu_plugin_insn;
extern void qemu_plugin_register_vcpu_tb_trans_cb(qemu_plugin_id_t, void (*)(qemu_plugin_id_t, struct qemu_plugin_tb *));
extern size_t qemu_plugin_tb_n_insns(const struct qemu_plugin_tb *);
extern struct qemu_plugin_insn *qemu_plugin_tb_get_insn(const struct qemu_plugin_tb *, size_t);
extern const char *qemu_plugin_insn_symbol(const struct qemu_plugin_insn *);
extern void qemu_plugin_register_vcpu_insn_exec_inline(struct qemu_plugin_insn *, int, void *, uint64_t);
extern void qemu_plugin_register_vcpu_insn_exec_cb(struct qemu_plugin_insn *, void (*)(unsigned, void *), int, void *);
extern void qemu_plugin_register_atexit_cb(qemu_plugin_id_t, void (*)(qemu_plugin_id_t, void *), void *);

__attribute__((visibility("default"))) int qemu_plugin_version = 1;

struct tally {
  const char *marker;
  uint64_t calls, sum, least, most;
};

static uint64_t total, begun, overhead;
static bool calibrated;
static struct tally tallies[2] = {{"mark_sample", 0, 0, UINT64_MAX, 0}, {"mark_decision", 0, 0, UINT64_MAX, 0}};
static const char *output = "instructions.json";

static void on_begin(unsigned cpu, void *data) {
  (void)cpu;
  (void)data;
  begun = total;
}

static void on_end(unsigned cpu, void *data) {
  (void)cpu;
  struct tally *tally = data;
  uint64_t count = total - begun;
  if (!calibrated) {
    calibrated = true;
    overhead = count;
    return;
  }
  count -= overhead;
  tally->calls += 1;
  tally->sum += count;
  if (count < tally->least) tally->least = count;
  if (count > tally->most) tally->most = count;
}

static void on_translate(qemu_plugin_id_t id, struct qemu_plugin_tb *tb) {
  (void)id;
  const size_t count = qemu_plugin_tb_n_insns(tb);
  for (size_t i = 0; i < count; i++) {
    struct qemu_plugin_insn *insn = qemu_plugin_tb_get_insn(tb, i);
    const char *symbol = i == 0 ? qemu_plugin_insn_symbol(insn) : NULL;
    if (symbol != NULL && strcmp(symbol, "mark_begin") == 0) qemu_plugin_register_vcpu_insn_exec_cb(insn, on_begin, 0, NULL);
    for (int t = 0; symbol != NULL && t < 2; t++) {
      if (strcmp(symbol, tallies[t].marker) == 0) qemu_plugin_register_vcpu_insn_exec_cb(insn, on_end, 0, &tallies[t]);
    }
    qemu_plugin_register_vcpu_insn_exec_inline(insn, 0, &total, 1);
  }
}

static void on_exit_(qemu_plugin_id_t id, void *data) {
  (void)id;
  (void)data;
  FILE *file = fopen(output, "w");
  if (file == NULL) return;
  fprintf(file, "{");
  for (int t = 0; t < 2; t++) {
    const struct tally *tally = &tallies[t];
    fprintf(file, "%s\"%s\":{\"calls\":%llu,\"mean\":%.1f,\"least\":%llu,\"most\":%llu}", t > 0 ? "," : "", tally->marker + 5,
            (unsigned long long)tally->calls, tally->calls > 0 ? (double)tally->sum / (double)tally->calls : 0.0,
            (unsigned long long)(tally->calls > 0 ? tally->least : 0), (unsigned long long)tally->most);
  }
  fprintf(file, "}\n");
  fclose(file);
}

__attribute__((visibility("default"))) int qemu_plugin_install(qemu_plugin_id_t id, const void *info, int argc, char **argv) {
  (void)info;
  for (int i = 0; i < argc; i++) {
    if (strncmp(argv[i], "out=", 4) == 0) output = strdup(argv[i] + 4);
  }
  qemu_plugin_register_vcpu_tb_trans_cb(id, on_translate);
  qemu_plugin_register_atexit_cb(id, on_exit_, NULL);
  return 0;
}
