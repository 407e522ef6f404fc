import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { Upload } from "./upload.ts";

/** A host that puts pieces where they belong, as the real one does. */
function host() {
  const file: number[] = [];
  const pieces: number[] = [];
  const send = async (at: number, bytes: Uint8Array) => {
    if (at > file.length) throw new Error("a hole");
    pieces.push(bytes.byteLength);
    file.splice(at, bytes.byteLength, ...bytes);
  };
  return { file, pieces, send };
}

describe("sending a video while it is made", () => {
  it("keeps every byte in its order, whatever the pieces and whenever the host is ready", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.uint8Array({ maxLength: 50 }), { maxLength: 30 }),
        fc.nat(30),
        async (pieces, openedAt) => {
          const { file, send } = host();
          const upload = new Upload();
          const writer = upload.sink.getWriter();
          for (const [index, piece] of pieces.entries()) {
            if (index === openedAt) upload.open(send);
            await writer.write(piece);
            piece.fill(0xee);
          }
          const expected = upload.madeBytes;
          await writer.close();
          if (openedAt >= pieces.length) upload.open(send);
          await upload.whole;
          expect(file).toHaveLength(expected);
          expect(upload.sentBytes).toBe(expected);
        },
      ),
    );
  });

  it("sends what has piled up as one piece", async () => {
    const { pieces, file, send } = host();
    const upload = new Upload();
    const writer = upload.sink.getWriter();
    for (let n = 0; n < 100; n++) await writer.write(Uint8Array.of(n));
    upload.open(send);
    await writer.close();
    await upload.whole;
    expect(pieces).toEqual([100]);
    expect(file).toEqual(Array.from({ length: 100 }, (_, n) => n));
  });

  it("holds its maker back while more than 32 MB wait, and lets it go on", async () => {
    const upload = new Upload();
    const writer = upload.sink.getWriter();
    for (let n = 0; n < 4; n++) await writer.write(new Uint8Array(8 << 20));
    let went = false;
    const more = writer.write(new Uint8Array(1 << 20)).then(() => {
      went = true;
    });
    await Promise.resolve();
    expect(went).toBe(false);
    upload.open(async () => {});
    await more;
    expect(upload.madeBytes).toBe(33 << 20);
  });

  it("tries again when the host does not answer, at the same place", async () => {
    vi.useFakeTimers();
    const { file, send } = host();
    const upload = new Upload();
    const writer = upload.sink.getWriter();
    let failures = 3;
    upload.open(async (at, bytes) => {
      // The bytes came, the answer did not.
      await send(at, bytes);
      if (failures-- > 0) throw new TypeError("Failed to fetch");
    });
    await writer.write(Uint8Array.of(1, 2, 3));
    void writer.close();
    await vi.advanceTimersByTimeAsync(10_000);
    await upload.whole;
    expect(file).toEqual([1, 2, 3]);
    vi.useRealTimers();
  });

  it("says every five seconds that more will come, until all has come", async () => {
    vi.useFakeTimers();
    const { pieces, send } = host();
    const upload = new Upload();
    const writer = upload.sink.getWriter();
    upload.open(send);
    await writer.write(Uint8Array.of(1, 2));
    await vi.advanceTimersByTimeAsync(11_000);
    expect(pieces).toEqual([2, 0, 0]);
    await writer.close();
    await upload.whole;
    await vi.advanceTimersByTimeAsync(20_000);
    expect(pieces).toEqual([2, 0, 0]);
    vi.useRealTimers();
  });

  it("ends with the host's refusal, and takes nothing more", async () => {
    const upload = new Upload();
    const writer = upload.sink.getWriter();
    writer.closed.catch(() => {});
    upload.open(async () => {
      throw new Error("disk.full");
    });
    await writer.write(Uint8Array.of(1));
    await expect(upload.whole).rejects.toThrow("disk.full");
    await expect(writer.write(Uint8Array.of(2))).rejects.toThrow("disk.full");
  });
});
