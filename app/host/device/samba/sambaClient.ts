import { ProblemError } from "#domain/problems.ts";
import { inTime } from "../../capture/waiting.ts";
import { type BytePort, PortGone } from "../../sources/serial/port.ts";
import { PortReader } from "../../sources/serial/portReader.ts";
import { NANO } from "../images/nano.ts";
import { crc16 } from "./crc16.ts";

/** The boot loader ignores it: it is USB. What Arduino's own uploader opens it at. */
export const SAMBA_BAUD = 921_600;

const ANSWER_MS = 1000;
/** Erasing and writing a page takes 160 ms; Arduino's uploader waits so long. */
const PAGE_MS = 5000;
const WRITE_MS = 2000;
/** Where Arduino's uploader puts a page in the boot loader's 8 KiB buffer, behind its unused applet. */
const BUFFER_AT = 0x34;
/** The boot loader's answer is a run of text; this much without one is not an answer. */
const HEARD_CHARS = 512;

const never = new AbortController().signal;

/**
 * Speaks to the boot loader of the Nano 33 BLE: SAM-BA in binary mode, without XMODEM.
 *
 * Two answers are followed by stray bytes that look like an answer to the next command, so each command waits for the whole
 * shape of its own. Writing never says that it failed, so what was written is asked for by its checksum.
 */
export class SambaClient {
  readonly #port: BytePort;
  readonly #reader: PortReader;
  readonly #log: (line: string) => void;
  #heard = "";

  constructor(port: BytePort, log: (line: string) => void) {
    this.#port = port;
    this.#reader = new PortReader(port);
    this.#log = log;
  }

  /**
   * Makes sure who is there. @throws ProblemError flash.noReply; flash.wrongBoard with what it says of itself; PortGone
   */
  async hello(): Promise<void> {
    await this.#wake();
    const [, version = ""] = await this.#ask("V#", /([ -~]*\[Arduino:[A-Z]+\])\n\r/);
    const able = /\[Arduino:([A-Z]+)\]/.exec(version)?.[1] ?? "";
    // Identify and reset: what tells the nRF boot loader from those of other Arduino boards.
    if (!able.includes("I") || !able.includes("K"))
      throw new ProblemError("flash.wrongBoard", { says: version.trim() });
    const [, chip = ""] = await this.#ask("I#", /([A-Za-z][\w-]{5,})\n\r/);
    this.#log(`boot loader: ${version.trim()}, ${chip}`);
    if (!chip.includes("nRF52840")) throw new ProblemError("flash.wrongBoard", { says: chip });
    await this.#ask("X00000000#", /X\n\r/, PAGE_MS);
  }

  /** Writes one whole page. That the flash took it is not known before `matches`. @throws ProblemError flash.noReply; PortGone */
  async writePage(page: number, bytes: Uint8Array): Promise<void> {
    if (bytes.length !== NANO.pageBytes) throw new RangeError("not a whole page");
    await this.#send(`S${hex(BUFFER_AT)},${hex(bytes.length)}#`);
    await this.#put(bytes);
    await this.#ask(`Y${hex(BUFFER_AT)},0#`, /Y\n\r/);
    await this.#ask(`Y${hex(page * NANO.pageBytes)},${hex(bytes.length)}#`, /Y\n\r/, PAGE_MS);
  }

  /** Whether a page of the flash holds these bytes, by its checksum. @throws ProblemError flash.noReply; PortGone */
  async matches(page: number, bytes: Uint8Array): Promise<boolean> {
    const command = `Z${hex(page * NANO.pageBytes)},${hex(bytes.length)}#`;
    const [, told = ""] = await this.#ask(command, /Z([0-9A-Fa-f]{8})#\n\r/, PAGE_MS);
    const same = Number.parseInt(told, 16) === crc16(bytes);
    if (!same) this.#log(`page ${page}: checksum ${told}, expected ${hex(crc16(bytes))}`);
    return same;
  }

  /** Starts what is in the flash. There is no answer: the port goes, and is waited for, since closing drops unsent bytes. */
  async reset(): Promise<void> {
    try {
      await this.#send("K#");
      const end = performance.now() + ANSWER_MS;
      while ((await this.#reader.next(end - performance.now(), never)) !== null);
      this.#log("the port is still there after the reset");
    } catch (error) {
      if (!(error instanceof PortGone)) throw error;
    }
  }

  /** A boot loader that was left in the middle of a page takes everything for the rest of it. */
  async #wake(): Promise<void> {
    try {
      await this.#ask("N#", /\n\r/);
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      this.#log("no answer: feeding it the rest of a page that may be missing");
      await this.#put(new Uint8Array(NANO.pageBytes).fill("#".charCodeAt(0)));
      await this.#ask("N#", /\n\r/);
    }
  }

  async #ask(command: string, shape: RegExp, ms = ANSWER_MS): Promise<RegExpExecArray> {
    this.#heard = "";
    await this.#send(command);
    const end = performance.now() + ms;
    for (;;) {
      const chunk = await this.#reader.next(end - performance.now(), never);
      if (chunk === null) {
        const heard = JSON.stringify(this.#heard.slice(-60));
        this.#log(`no answer to ${command} in ${ms} ms, but ${heard}`);
        throw new ProblemError("flash.noReply", { command: command.slice(0, 1) });
      }
      this.#heard = (this.#heard + Buffer.from(chunk.bytes).toString("latin1")).slice(-HEARD_CHARS);
      const answer = shape.exec(this.#heard);
      if (answer) return answer;
    }
  }

  #send(command: string): Promise<void> {
    return this.#put(Buffer.from(command, "latin1"));
  }

  async #put(bytes: Uint8Array): Promise<void> {
    const writing = this.#port.write(bytes).then(() => true);
    writing.catch(() => {});
    if (!(await inTime(writing, WRITE_MS, false))) throw new ProblemError("flash.noReply", { command: "" });
  }
}

function hex(value: number): string {
  return value.toString(16).toUpperCase().padStart(8, "0");
}
