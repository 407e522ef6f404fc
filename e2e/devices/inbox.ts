import { setTimeout as sleep } from "node:timers/promises";
import type { GloveResult } from "#domain/deploy/recognition.ts";
import type { DeviceLink, LinkEnd, LinkReceiver, Packet } from "#host/sources/source.ts";

/** The receiving end of a link, for tests: keeps what one stream sent, and its gaps. */
export class Inbox implements LinkReceiver {
  corrupt = 0;
  /** Rows known to be missing. */
  lost = 0;
  rowCount = 0;
  readonly packets: Packet[] = [];
  /** What the glove recognised, and after how many rows of its stream it came. */
  readonly results: { readonly result: GloveResult; readonly afterRows: number }[] = [];
  readonly texts: string[] = [];
  readonly #columns: number;
  readonly #stream: number;
  readonly #stop = new AbortController();
  #onProgress: () => void = () => {};

  constructor(columns: number, stream = 0) {
    this.#columns = columns;
    this.#stream = stream;
  }

  receive(link: DeviceLink): Promise<LinkEnd> {
    const end = link.stream(this, this.#stop.signal);
    end.catch(() => {}); // the test awaits it later
    return end;
  }

  stop(): void {
    this.#stop.abort();
  }

  onPacket(packet: Packet): void {
    if (packet.stream !== this.#stream) return;
    this.packets.push(packet);
    this.lost += packet.lostBefore;
    this.rowCount += packet.rows.length / this.#columns;
    this.#onProgress();
  }

  onResult(result: GloveResult): void {
    this.results.push({ result, afterRows: this.rowCount });
  }

  onText(line: string): void {
    this.texts.push(line);
  }

  onCorrupt(packets: number): void {
    this.corrupt += packets;
  }

  /** Resolves when that many row indexes are accounted for, received or known to be missing. */
  reached(rows: number): Promise<void> {
    return new Promise((resolve) => {
      this.#onProgress = () => {
        if (this.rowCount + this.lost >= rows) resolve();
      };
      this.#onProgress();
    });
  }

  /** Resolves when nothing has come for this long. */
  async quiet(ms: number): Promise<void> {
    for (let before = -1; before !== this.packets.length; ) {
      before = this.packets.length;
      await sleep(ms);
    }
  }

  /** Everything received, gaps closed up. */
  rows(): Int16Array {
    const out = new Int16Array(this.rowCount * this.#columns);
    let at = 0;
    for (const packet of this.packets) {
      out.set(packet.rows, at);
      at += packet.rows.length;
    }
    return out;
  }
}
