import { BinaryReader, WireType } from "@bufbuild/protobuf/wire";

/** What a field does with its number; a field that nobody asks for is passed over. */
export type Fields = Readonly<Record<number, (reader: BinaryReader, wire: WireType) => void>>;

/** One message of a protobuf, field by field. @throws Error where the bytes are none */
export function readMessage(bytes: Uint8Array, fields: Fields): void {
  const reader = new BinaryReader(bytes);
  while (reader.pos < reader.len) {
    const [number, wire] = reader.tag();
    const field = fields[number];
    if (field === undefined) reader.skip(wire, number);
    else field(reader, wire);
  }
}

/** An entry of a map from text to messages. */
export function readEntry(bytes: Uint8Array): { key: string; value: Uint8Array } {
  const entry = { key: "", value: new Uint8Array(0) };
  readMessage(bytes, {
    1: (reader) => {
      entry.key = reader.string();
    },
    2: (reader) => {
      entry.value = reader.bytes() as Uint8Array<ArrayBuffer>;
    },
  });
  return entry;
}

/** Numbers of a repeated field, which lie one by one or packed. */
export function pushAll(
  reader: BinaryReader,
  wire: WireType,
  read: (from: BinaryReader) => number,
  to: number[],
): void {
  if (wire !== WireType.LengthDelimited) {
    to.push(read(reader));
    return;
  }
  const packed = new BinaryReader(reader.bytes());
  while (packed.pos < packed.len) to.push(read(packed));
}
