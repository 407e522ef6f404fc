import type { LiveFinding } from "#domain/deploy/recognition.ts";
import type { DeviceSession } from "../capture/deviceSession.ts";
import type { Block } from "../capture/rowPlacer.ts";
import type { RowWriter } from "./rows.ts";
import type { ServedGlove } from "./served.ts";

/** About five minutes of two gloves: a client that is further behind does not read. */
const MOST_WAITING_BYTES = 1 << 20;
/** How often a stream of results says that it is there while nobody punches. */
const QUIET_MS = 1_000;

interface Client {
  readonly address: string;
  readonly stream: ReadableStreamDefaultController<Uint8Array>;
  readonly gloves: readonly ServedGlove[];
  /** Null: results. */
  readonly writer: RowWriter | null;
  /** What it may miss: framed rows say so by their numbers, raw ones cannot. */
  readonly maySkip: boolean;
  readonly epochs: readonly number[];
}

/** Everyone who has a stream open. */
export class Clients {
  rowsSent = 0;
  readonly #clients = new Set<Client>();
  readonly #onChange: () => void;
  readonly #timer = setInterval(() => this.#keepAlive(), QUIET_MS);

  constructor(onChange: () => void) {
    this.#onChange = onChange;
    this.#timer.unref();
  }

  get count(): number {
    return this.#clients.size;
  }

  openRows(address: string, gloves: readonly ServedGlove[], writer: RowWriter, maySkip: boolean): ReadableStream {
    return this.#open({ address, gloves, writer, maySkip, epochs: gloves.map(({ session }) => session.epoch) });
  }

  openResults(address: string): ReadableStream {
    return this.#open({ address, gloves: [], writer: null, maySkip: true, epochs: [] });
  }

  /** Rows of any connected device. */
  onBlock(session: DeviceSession, block: Block): void {
    for (const client of this.#clients) {
      const glove = client.gloves.findIndex((one) => one.session === session && one.index === block.stream);
      if (glove < 0 || client.writer === null) continue;
      if (session.epoch !== client.epochs[glove]) {
        // It sends something else now: whoever reads must ask what.
        this.#end(client);
        continue;
      }
      const bytes = client.writer.write(glove, block);
      if (bytes !== null && this.#send(client, bytes)) this.rowsSent += block.count;
    }
  }

  /** One JSON line, as gateways tell results (streaming.md 9.2). */
  onFinding({ label, classNumber, beginIndex, endIndex, hostTimeUs: _, ...finding }: LiveFinding): void {
    const line = JSON.stringify({
      ModelNumber: 0,
      Classification: label,
      ClassificationNumber: classNumber,
      ...(beginIndex === null || endIndex === null
        ? {}
        : { SegmentStart: beginIndex, SegmentLength: endIndex - beginIndex }),
      source: finding.deviceId,
      timestamp: Date.now() / 1000,
    });
    this.#tellResults(`${line}\n`);
  }

  /** Ends the streams of one address, or all. */
  end(address?: string): void {
    for (const client of [...this.#clients]) if (address === undefined || client.address === address) this.#end(client);
  }

  close(): void {
    clearInterval(this.#timer);
    this.end();
  }

  #open(wanted: Omit<Client, "stream">): ReadableStream {
    let client: Client;
    return new ReadableStream<Uint8Array>(
      {
        start: (stream) => {
          client = { ...wanted, stream };
          this.#clients.add(client);
          if (client.writer === null) this.#send(client, new TextEncoder().encode("{}\n"));
          this.#onChange();
        },
        cancel: () => {
          this.#clients.delete(client);
          this.#onChange();
        },
      },
      new ByteLengthQueuingStrategy({ highWaterMark: MOST_WAITING_BYTES }),
    );
  }

  #send(client: Client, bytes: Uint8Array): boolean {
    if ((client.stream.desiredSize ?? 0) < bytes.length) {
      if (!client.maySkip) this.#end(client);
      return false;
    }
    client.stream.enqueue(bytes);
    return true;
  }

  #end(client: Client): void {
    if (!this.#clients.delete(client)) return;
    client.stream.close();
    this.#onChange();
  }

  /** Bridges say `{}` while there is nothing to tell (streaming.md 7). */
  #keepAlive(): void {
    this.#tellResults("{}\n");
  }

  #tellResults(line: string): void {
    const bytes = new TextEncoder().encode(line);
    for (const client of this.#clients) if (client.writer === null) this.#send(client, bytes);
  }
}
