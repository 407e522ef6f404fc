/** A file that does not hold what it says. `where` names the part, in the words of the schema. */
export class DamagedFile extends Error {
  readonly where: string;
  constructor(where: string) {
    super(`damaged at ${where}`);
    this.name = "DamagedFile";
    this.where = where;
  }
}

const LONGEST_NAME = 200;

/** The bytes of a FlatBuffer. Every place is checked before it is read, and what is read in all has a limit. */
class FlatBytes {
  readonly bytes: Uint8Array;
  readonly view: DataView;
  /** Tables may point at the same numbers again and again: a small file must not become a large memory. */
  #left: number;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#left = 8 * bytes.length + 1024;
  }

  need(at: number, size: number, where: string): number {
    if (at < 0 || at + size > this.bytes.length) throw new DamagedFile(where);
    return at;
  }

  spend(size: number, where: string): void {
    this.#left -= size;
    if (this.#left < 0) throw new DamagedFile(where);
  }

  /** The place that an offset at `at` points to: always ahead. */
  follow(at: number, where: string): number {
    const offset = this.view.getUint32(this.need(at, 4, where), true);
    return this.need(at + offset, 4, where);
  }
}

/** A table of a FlatBuffer. Fields that are left out have the default of the schema. @throws DamagedFile from every method */
export class FlatTable {
  readonly #file: FlatBytes;
  readonly #at: number;
  readonly #where: string;

  private constructor(file: FlatBytes, at: number, where: string) {
    this.#file = file;
    this.#at = file.need(at, 4, where);
    this.#where = where;
    file.spend(4, where);
  }

  /** The outermost table. */
  static root(bytes: Uint8Array, where: string): FlatTable {
    const file = new FlatBytes(bytes);
    return new FlatTable(file, file.follow(0, where), where);
  }

  static identifier(bytes: Uint8Array): string {
    return String.fromCharCode(...bytes.subarray(4, 8));
  }

  int8(field: number, otherwise = 0): number {
    const at = this.#field(field, 1);
    return at === null ? otherwise : this.#file.view.getInt8(at);
  }

  int32(field: number, otherwise = 0): number {
    const at = this.#field(field, 4);
    return at === null ? otherwise : this.#file.view.getInt32(at, true);
  }

  table(field: number, name: string): FlatTable | null {
    const at = this.#field(field, 4);
    const where = `${this.#where}.${name}`;
    return at === null ? null : new FlatTable(this.#file, this.#file.follow(at, where), where);
  }

  tables(field: number, name: string): FlatTable[] {
    return this.#vector(field, 4, name, (at, i) => {
      const where = `${this.#where}.${name}[${i}]`;
      return new FlatTable(this.#file, this.#file.follow(at, where), where);
    });
  }

  int32s = (field: number, name: string) => this.#vector(field, 4, name, (at) => this.#file.view.getInt32(at, true));
  float32s = (field: number, name: string) =>
    this.#vector(field, 4, name, (at) => this.#file.view.getFloat32(at, true));
  int64s = (field: number, name: string) =>
    this.#vector(field, 8, name, (at) => Number(this.#file.view.getBigInt64(at, true)));

  /** A view of the file's own bytes, null where there are none. */
  raw(field: number, name: string): Uint8Array | null {
    const span = this.#span(field, 1, name);
    return span && span.count > 0 ? this.#file.bytes.subarray(span.start, span.start + span.count) : null;
  }

  /** Text, cut where no name of a part would go on. */
  text(field: number, name: string): string {
    const bytes = this.raw(field, name)?.subarray(0, LONGEST_NAME) ?? new Uint8Array(0);
    this.#file.spend(bytes.length, this.#where);
    return new TextDecoder().decode(bytes);
  }

  #field(field: number, size: number): number | null {
    const { view } = this.#file;
    const list = this.#file.need(this.#at - view.getInt32(this.#at, true), 4, this.#where);
    const listSize = view.getUint16(list, true);
    this.#file.need(list, listSize, this.#where);
    if (6 + 2 * field > listSize) return null;
    const offset = view.getUint16(list + 4 + 2 * field, true);
    return offset === 0 ? null : this.#file.need(this.#at + offset, size, this.#where);
  }

  #span(field: number, bytesEach: number, name: string): { start: number; count: number } | null {
    const at = this.#field(field, 4);
    if (at === null) return null;
    const where = `${this.#where}.${name}`;
    const head = this.#file.follow(at, where);
    const count = this.#file.view.getUint32(head, true);
    this.#file.need(head + 4, count * bytesEach, where);
    return { start: head + 4, count };
  }

  #vector<T>(field: number, bytesEach: number, name: string, read: (at: number, index: number) => T): T[] {
    const span = this.#span(field, bytesEach, name);
    if (span === null) return [];
    this.#file.spend(span.count * bytesEach, `${this.#where}.${name}`);
    return Array.from({ length: span.count }, (_, i) => read(span.start + i * bytesEach, i));
  }
}
