import { readSync } from "node:fs";
import type { LinuxPortBinding, WindowsPortBinding } from "@serialport/bindings-cpp";
import { ProblemError } from "#domain/problems.ts";

/** A byte pipe to one device. */
export interface BytePort {
  /** Resolves with at least one byte. One read at a time. @throws PortGone once the port is closed or the device went away. */
  read(): Promise<Uint8Array>;
  /** Resolves when the operating system has the bytes. @throws PortGone */
  write(bytes: Uint8Array): Promise<void>;
  setBaud(baud: number): Promise<void>;
  /** Ends a pending read. Idempotent. */
  close(): Promise<void>;
}

/** The device went away, or the port was closed. */
export class PortGone extends Error {
  override readonly name = "PortGone";
}

export interface OpenOptions {
  /** Data terminal ready: on by default, boards with native USB wait for it. */
  readonly dtr?: boolean;
}

export type OpenPort = (path: string, baud: number, options?: OpenOptions) => Promise<BytePort>;

/** One read takes at most this much: 70 ms at 921600 baud, all that a pseudo-terminal holds. */
const READ_BYTES = 1 << 16;

/**
 * Opens a port with 8 data bits, no parity, 1 stop bit, no flow control.
 * @throws ProblemError device.notFound, device.busy, device.noAccess, device.openFailed
 */
export async function openPort(path: string, baud: number, { dtr = true }: OpenOptions = {}): Promise<BytePort> {
  const { SerialPort } = await import("serialport");
  const binding = await SerialPort.binding
    .open({ path, baudRate: baud, dataBits: 8, stopBits: 1, parity: "none", rtscts: false, lock: true })
    .catch((error: unknown) => {
      throw openProblem(path, error);
    });
  // A pseudo-terminal has no such lines; a port that has them but refuses is no worse off.
  await binding.set({ dtr, rts: true, brk: false, cts: false, dsr: false }).catch(() => {});
  const readSome =
    process.platform === "win32" ? windowsRead(binding as WindowsPortBinding) : unixRead(binding as LinuxPortBinding);
  const buffer = Buffer.allocUnsafeSlow(READ_BYTES);
  return {
    async read() {
      const count = await gone(readSome(buffer));
      if (count === 0) throw new PortGone("the device went away");
      return Uint8Array.from(buffer.subarray(0, count));
    },
    write: (bytes) => gone(binding.write(Buffer.from(bytes))),
    setBaud: (rate) => gone(binding.update({ baudRate: rate })),
    async close() {
      if (!binding.isOpen) return;
      // What a device never took would hold up the close for as long as the driver likes (30 s on Linux).
      await binding.flush().catch(() => {});
      // Closing a port whose device is gone fails, and changes nothing.
      await binding.close().catch(() => {});
    },
  };
}

/** Resolves with the number of bytes put into the buffer, at least one; 0 when the device went away. */
type ReadSome = (buffer: Buffer) => Promise<number>;

function windowsRead(binding: WindowsPortBinding): ReadSome {
  return async (buffer) => (await binding.read(buffer, 0, buffer.length)).bytesRead;
}

/**
 * Linux and macOS: waits until there is something, then reads it. Not the library's own read: that one asks again for
 * ever when a read gives 0 bytes, which is what an unplugged device gives (bindings-cpp issue 162, still so in 13.0.0),
 * and it tries before it waits, so that half of its reads find nothing (two gloves of 476 Hz: 6 % of a core).
 */
function unixRead(binding: LinuxPortBinding): ReadSome {
  const readable = () =>
    new Promise<void>((resolve, reject) => {
      binding.poller.once("readable", (error: Error | null) => (error ? reject(error) : resolve()));
    });
  return async (buffer) => {
    for (;;) {
      await readable();
      if (binding.fd === null) throw new Error("the port was closed");
      try {
        // The descriptor never blocks, so this takes what is there and returns.
        return readSync(binding.fd, buffer);
      } catch (error) {
        if (!isNotYet(error)) throw error;
      }
    }
  };
}

/** Somebody else was told the same, or a signal came in between. */
function isNotYet(error: unknown): boolean {
  return ["EAGAIN", "EWOULDBLOCK", "EINTR"].includes((error as NodeJS.ErrnoException).code ?? "");
}

async function gone<T>(operation: Promise<T>): Promise<T> {
  try {
    return await operation;
  } catch (error) {
    throw new PortGone(messageOf(error), { cause: error });
  }
}

/** The library tells failures apart only by their words, which are the operating system's. */
function openProblem(path: string, error: unknown): ProblemError {
  const message = messageOf(error);
  const is = (words: RegExp) => words.test(message);
  if (is(/no such file|file not found|no such device/i)) return new ProblemError("device.notFound", { device: path });
  if (is(/cannot lock|resource busy|temporarily unavailable/i)) return new ProblemError("device.busy", { port: path });
  // Windows says "access denied" of a port that another program has open.
  if (is(/access( is)? denied/i)) return new ProblemError("device.busy", { port: path });
  if (is(/permission denied|EACCES/i)) return new ProblemError("device.noAccess", { port: path });
  return new ProblemError("device.openFailed", { port: path, message });
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
