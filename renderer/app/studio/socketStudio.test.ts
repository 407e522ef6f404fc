import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { HostGone, SocketStudio } from "./socketStudio.ts";

/** A socket whose other end is in the test's hands. */
class TestSocket {
  binaryType = "blob";
  readonly sent: { id: number; call: string; input: unknown }[] = [];
  onopen: (() => void) | null = null;
  onclose: (() => void) | null = null;
  onmessage: ((event: { data: unknown }) => void) | null = null;

  send(message: string): void {
    this.sent.push(JSON.parse(message));
  }
  close(): void {
    this.onclose?.();
  }
  hear(message: unknown): void {
    this.onmessage?.({ data: typeof message === "string" ? message : JSON.stringify(message) });
  }
}

function begin() {
  const sockets: TestSocket[] = [];
  const studio = new SocketStudio(() => {
    const socket = new TestSocket();
    sockets.push(socket);
    return socket as unknown as WebSocket;
  });
  return { studio, sockets, last: () => sockets.at(-1)! };
}

/** Lets promises that are settled go on. */
const settle = () => vi.advanceTimersByTimeAsync(0);

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

describe("the host over a socket", () => {
  it("asks once the link stands, and gives each answer to its own question", async () => {
    const { studio, last } = begin();
    const first = studio.call("device.list", undefined);
    const second = studio.call("capture.list", { deleted: false });
    await settle();
    expect(last().sent).toEqual([]);

    last().onopen?.();
    await settle();
    const [a, b] = last().sent;
    last().hear({ kind: "answer", id: b!.id, output: [] });
    last().hear({ kind: "error", id: a!.id, message: "boom" });
    await expect(second).resolves.toEqual([]);
    await expect(first).rejects.toThrow("boom");
  });

  it("refuses an answer that is not what the contract says", async () => {
    const { studio, last } = begin();
    last().onopen?.();
    const answer = studio.call("device.list", undefined);
    await settle();
    const failed = expect(answer).rejects.toThrow();
    last().hear({ kind: "answer", id: last().sent[0]!.id, output: [{ name: "no device" }] });
    await failed;
  });

  it("tells a deed without a result from a failed one", async () => {
    const { studio, last } = begin();
    last().onopen?.();
    const stop = studio.call("recording.stop", undefined);
    await settle();
    last().hear({ kind: "answer", id: last().sent[0]!.id, output: { ok: true } });
    expect((await stop).ok).toBe(true);
  });

  it("says that the host is gone, refuses what waited, and comes back by itself", async () => {
    const { studio, sockets, last } = begin();
    const news: boolean[] = [];
    studio.onConnection((up) => news.push(up));
    last().onopen?.();
    const waiting = studio.call("device.list", undefined);
    await settle();
    const refused = expect(waiting).rejects.toBeInstanceOf(HostGone);
    last().close();
    await refused;
    expect(news).toEqual([false]);

    await vi.advanceTimersByTimeAsync(300);
    expect(sockets.length).toBe(2);
    last().close();
    await vi.advanceTimersByTimeAsync(600);
    expect(sockets.length).toBe(3);
    expect(news).toEqual([false]);

    last().onopen?.();
    expect(news).toEqual([false, true]);
    void studio.call("device.list", undefined).catch(() => {});
    await settle();
    expect(last().sent.length).toBe(1);
  });

  it("does not wait for ever for an answer", async () => {
    const { studio, last } = begin();
    last().onopen?.();
    const refused = expect(studio.call("device.find", {})).rejects.toBeInstanceOf(HostGone);
    await vi.advanceTimersByTimeAsync(60_000);
    await refused;
  });

  it("waits for long work as long as it hears of it, and no longer", async () => {
    const { studio, last } = begin();
    last().onopen?.();
    const jobId = "4b1f9d5e-6a52-4c0e-9a0b-0d9b1c1f2e3d";
    const converting = studio.call("video.convert", { videoId: jobId, jobId });
    const other = studio.call("device.list", undefined);
    const gone = [expect(converting).rejects.toThrow("video.convert"), expect(other).rejects.toThrow("device.list")];
    await settle();
    for (let half = 0; half < 10; half++) {
      await vi.advanceTimersByTimeAsync(30_000);
      last().hear({ kind: "event", name: "job.progress", payload: { jobId, done: half, of: null } });
    }
    await gone[1];
    await vi.advanceTimersByTimeAsync(59_000);
    let over = false;
    converting.catch(() => {
      over = true;
    });
    await settle();
    expect(over).toBe(false);
    await vi.advanceTimersByTimeAsync(2_000);
    await gone[0];
  });

  it("hands on events and live frames, and leaves out what is not of the contract", () => {
    vi.spyOn(console, "warn").mockImplementation(() => {});
    const { studio, last } = begin();
    const changed = vi.fn();
    const frames = vi.fn();
    studio.on("capture.changed", changed);
    studio.onLiveFrame(frames);
    last().onopen?.();
    last().hear({ kind: "event", name: "capture.changed", payload: { captureIds: ["a"] } });
    last().hear({ kind: "event", name: "capture.changed", payload: { captureIds: 7 } });
    last().hear({ kind: "event", name: "constructor", payload: null });
    last().onmessage?.({ data: new ArrayBuffer(8) });
    expect(changed.mock.calls).toEqual([[{ captureIds: ["a"] }]]);
    expect(frames).toHaveBeenCalledTimes(1);
  });

  it("survives whatever text comes", () => {
    vi.spyOn(console, "warn").mockImplementation(() => {});
    const { last } = begin();
    last().onopen?.();
    const any = fc.oneof(
      fc.string(),
      fc.json(),
      fc.object().map((value) => JSON.stringify(value)),
    );
    fc.assert(fc.property(any, (message) => last().hear(message)));
  });
});
