/** Puts little-endian numbers one after the other. @throws RangeError where a number does not fit */
export class ByteWriter {
  #view = new DataView(new ArrayBuffer(256));
  #length = 0;

  u8(value: number): this {
    return this.#put(1, value, 0, 255, (view, at) => view.setUint8(at, value));
  }
  i8(value: number): this {
    return this.#put(1, value, -128, 127, (view, at) => view.setInt8(at, value));
  }
  u16(value: number): this {
    return this.#put(2, value, 0, 65_535, (view, at) => view.setUint16(at, value, true));
  }
  u32(value: number): this {
    return this.#put(4, value, 0, 2 ** 32 - 1, (view, at) => view.setUint32(at, value, true));
  }
  i32(value: number): this {
    return this.#put(4, value, -(2 ** 31), 2 ** 31 - 1, (view, at) => view.setInt32(at, value, true));
  }
  /** A whole number that a JavaScript number holds exactly. */
  i64(value: number): this {
    const most = Number.MAX_SAFE_INTEGER;
    return this.#put(8, value, -most, most, (view, at) => view.setBigInt64(at, BigInt(value), true));
  }
  /** Any float, also one that a reader refuses: it is the reader that names it. */
  f32(value: number): this {
    const at = this.#room(4);
    this.#view.setFloat32(at, value, true);
    return this;
  }
  flag(value: boolean): this {
    return this.u8(value ? 1 : 0);
  }

  /** A count and up to eight column numbers, always nine bytes. */
  columns(list: readonly number[]): this {
    if (list.length > 8) throw new RangeError("more than eight columns");
    this.u8(list.length);
    for (let i = 0; i < 8; i++) this.u8(list[i] ?? 0);
    return this;
  }

  bytes(more: Uint8Array | Int8Array): this {
    const at = this.#room(more.length);
    new Uint8Array(this.#view.buffer).set(new Uint8Array(more.buffer, more.byteOffset, more.length), at);
    return this;
  }

  /** What was written so far; a copy. */
  done(): Uint8Array {
    return new Uint8Array(this.#view.buffer.slice(0, this.#length));
  }

  #put(size: number, value: number, low: number, high: number, write: (view: DataView, at: number) => void): this {
    if (!Number.isInteger(value) || value < low || value > high) {
      throw new RangeError(`${value} is not a whole number from ${low} to ${high}`);
    }
    const at = this.#room(size);
    write(this.#view, at);
    return this;
  }

  #room(size: number): number {
    const at = this.#length;
    this.#length += size;
    if (this.#length > this.#view.byteLength) {
      const larger = new Uint8Array(Math.max(this.#length, this.#view.byteLength * 2));
      larger.set(new Uint8Array(this.#view.buffer));
      this.#view = new DataView(larger.buffer);
    }
    return at;
  }
}
