import { type FileHandle, open } from "node:fs/promises";

/**
 * How many bytes of a file can be relied on. A fragmented MP4 that was cut short tells of pictures that never came: it
 * ends before its first fragment that is not whole. Every other file is taken as it is.
 *
 * The boxes of ISO/IEC 14496-12: four bytes of size, four of type; size 1 means that eight bytes of size follow, size 0
 * that the box reaches to the end.
 */
export async function wholeBytes(path: string): Promise<number> {
  const file = await open(path, "r");
  try {
    const { size } = await file.stat();
    let fragmentAt: number | null = null;
    let fragments = 0;
    for (let at = 0; at < size; ) {
      const box = await readBox(file, at, size);
      if (at === 0 && box?.type !== "ftyp") return size;
      const end = box === null ? Number.POSITIVE_INFINITY : box.end;
      if (box?.type === "moof") {
        fragmentAt = at;
        fragments++;
      }
      if (end > size) return fragments === 0 ? size : (fragmentAt ?? at);
      if (box?.type === "mdat") fragmentAt = null;
      at = end;
    }
    // The last fragment's table is there, and none of its pictures.
    return fragmentAt ?? size;
  } finally {
    await file.close();
  }
}

/** Null where not even its head is there, or what is there is no box. */
async function readBox(file: FileHandle, at: number, size: number): Promise<{ type: string; end: number } | null> {
  const { buffer, bytesRead } = await file.read({ buffer: Buffer.alloc(16), position: at });
  if (bytesRead < 8) return null;
  const told = buffer.readUInt32BE(0);
  const type = buffer.toString("latin1", 4, 8);
  if (told === 0) return { type, end: size };
  if (told !== 1) return told < 8 ? null : { type, end: at + told };
  if (bytesRead < 16) return null;
  const large = Number(buffer.readBigUInt64BE(8));
  return large < 16 ? null : { type, end: at + large };
}
