// Runs int8 networks on the engine, compiled as for a glove. Standard input: for each network its bytes' count, the size
// of one input, the number of inputs (uint32 each, little endian), the bytes, the inputs. Standard output: the outputs.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../../engine/net/network.hpp"

using namespace ringside;

namespace {

bool read_exactly(void* place, size_t bytes) { return fread(place, 1, bytes, stdin) == bytes; }

/** Memory for what one network needs; too little ends the program. */
template <class T>
T* memory(size_t count) {
  void* const place = malloc(count > 0 ? count * sizeof(T) : 1);
  if (place == nullptr) abort();
  return static_cast<T*>(place);
}

int run_network(const uint32_t (&head)[3]) {
  uint8_t* const bytes = memory<uint8_t>(head[0]);
  if (!read_exactly(bytes, head[0])) return 3;
  Network network;
  ByteReader reader(bytes, head[0]);
  const Status status = network.check(reader, head[1]);
  if (status != Status::ok || reader.left() > 0) {
    fprintf(stderr, "the engine refuses the network: %s\n", status == Status::ok ? "bytes follow it" : status_text(status));
    return 2;
  }
  int8_t* const scratch = memory<int8_t>(network.scratch_size());
  for (uint32_t i = 0; i < head[2]; ++i) {
    if (!read_exactly(scratch, network.input_size())) return 3;
    fwrite(network.run(scratch), 1, network.output_size(), stdout);
  }
  free(scratch);
  free(bytes);
  return 0;
}

}  // namespace

int main() {
  uint32_t head[3];
  while (read_exactly(head, sizeof head)) {
    const int code = run_network(head);
    if (code != 0) return code;
  }
  return fflush(stdout) == 0 ? 0 : 4;
}
