import type { ForeignTensor } from "#domain/learning/imports.ts";
import { ProblemError } from "#domain/problems.ts";
import { pushAll, readEntry, readMessage } from "./message.ts";

/** A SavedModel as far as the studio reads it: numbers of fields are those of tensorflow/core/protobuf and framework. */
export interface SavedModel {
  readonly nodes: readonly GraphNode[];
  /** By their names; `serving_default` is what Keras writes. */
  readonly signatures: ReadonlyMap<string, Signature>;
}

export interface Signature {
  readonly inputs: readonly SignatureEnd[];
  readonly outputs: readonly SignatureEnd[];
}

export interface SignatureEnd extends ForeignTensor {
  /** The tensor of the graph, `node:0`. */
  readonly tensor: string;
}

export interface GraphNode {
  readonly name: string;
  /** e.g. `MatMul`. */
  readonly operator: string;
  /** `node`, `node:1`, or `^node` for one that must only run before. */
  readonly inputs: readonly string[];
  readonly attributes: ReadonlyMap<string, Attribute>;
}

export interface Attribute {
  readonly text: string;
  readonly numbers: readonly number[];
  readonly flag: boolean;
  readonly shape: readonly number[] | null;
  readonly tensor: Constant | null;
}

/** null: of a type that no weight has. One value may stand for all of the shape. */
export interface Constant {
  readonly shape: readonly number[];
  readonly values: Float32Array | Int32Array | null;
}

const FLOAT = 1;
const INT32 = 3;
const TYPES: Readonly<Record<number, string>> = {
  1: "float32",
  2: "float64",
  3: "int32",
  4: "uint8",
  6: "int8",
  7: "string",
  9: "int64",
  10: "bool",
  19: "float16",
};

/** `saved_model.pb`. Only the first graph is read. @throws ProblemError import.damaged */
export function readSavedModel(bytes: Uint8Array): SavedModel {
  try {
    const graphs: Uint8Array[] = [];
    readMessage(bytes, { 2: (reader) => void graphs.push(reader.bytes()) });
    if (graphs[0] === undefined) throw new Error("no graph");
    return readGraph(graphs[0]);
  } catch (error) {
    throw new ProblemError("import.damaged", { where: "saved_model.pb" }, { cause: error });
  }
}

function readGraph(bytes: Uint8Array): SavedModel {
  const nodes: GraphNode[] = [];
  const signatures = new Map<string, Signature>();
  readMessage(bytes, {
    2: (reader) => readMessage(reader.bytes(), { 1: (one) => void nodes.push(readNode(one.bytes())) }),
    5: (reader) => {
      const { key, value } = readEntry(reader.bytes());
      signatures.set(key, readSignature(value));
    },
  });
  return { nodes, signatures };
}

function readSignature(bytes: Uint8Array): Signature {
  const inputs: SignatureEnd[] = [];
  const outputs: SignatureEnd[] = [];
  readMessage(bytes, {
    1: (reader) => void inputs.push(readEnd(reader.bytes())),
    2: (reader) => void outputs.push(readEnd(reader.bytes())),
  });
  return { inputs, outputs };
}

function readEnd(bytes: Uint8Array): SignatureEnd {
  const { key, value } = readEntry(bytes);
  let tensor = "";
  let type = 0;
  let shape: readonly number[] = [];
  readMessage(value, {
    1: (reader) => {
      tensor = reader.string();
    },
    2: (reader) => {
      type = reader.int32();
    },
    3: (reader) => {
      shape = readShape(reader.bytes());
    },
  });
  return { name: key, tensor, type: TYPES[type] ?? `type ${type}`, shape, quantization: null };
}

function readNode(bytes: Uint8Array): GraphNode {
  let name = "";
  let operator = "";
  const inputs: string[] = [];
  const attributes = new Map<string, Attribute>();
  readMessage(bytes, {
    1: (reader) => {
      name = reader.string();
    },
    2: (reader) => {
      operator = reader.string();
    },
    3: (reader) => void inputs.push(reader.string()),
    5: (reader) => {
      const { key, value } = readEntry(reader.bytes());
      attributes.set(key, readAttribute(value));
    },
  });
  return { name, operator, inputs, attributes };
}

function readAttribute(bytes: Uint8Array): Attribute {
  const found = {
    text: "",
    numbers: [] as number[],
    flag: false,
    shape: null as readonly number[] | null,
    tensor: null as Constant | null,
  };
  readMessage(bytes, {
    1: (list) =>
      readMessage(list.bytes(), {
        3: (reader, wire) => pushAll(reader, wire, (from) => Number(from.int64()), found.numbers),
      }),
    2: (reader) => {
      found.text = new TextDecoder().decode(reader.bytes());
    },
    3: (reader) => void found.numbers.push(Number(reader.int64())),
    5: (reader) => {
      found.flag = reader.bool();
    },
    7: (reader) => {
      found.shape = readShape(reader.bytes());
    },
    8: (reader) => {
      found.tensor = readTensor(reader.bytes());
    },
  });
  return found;
}

/** -1: any size. */
function readShape(bytes: Uint8Array): number[] {
  const sizes: number[] = [];
  readMessage(bytes, {
    2: (dimension) => {
      let size = 0;
      readMessage(dimension.bytes(), {
        1: (reader) => {
          size = Number(reader.int64());
        },
      });
      sizes.push(size);
    },
  });
  return sizes;
}

function readTensor(bytes: Uint8Array): Constant {
  let type = 0;
  let shape: number[] = [];
  let content: Uint8Array | null = null;
  const listed: number[] = [];
  readMessage(bytes, {
    1: (reader) => {
      type = reader.int32();
    },
    2: (reader) => {
      shape = readShape(reader.bytes());
    },
    4: (reader) => {
      content = reader.bytes();
    },
    5: (reader, wire) => pushAll(reader, wire, (from) => from.float(), listed),
    7: (reader, wire) => pushAll(reader, wire, (from) => from.int32(), listed),
  });
  if (type !== FLOAT && type !== INT32) return { shape, values: null };
  const numbers = type === FLOAT ? Float32Array : Int32Array;
  if (content === null) return { shape, values: numbers.from(listed) };
  return { shape, values: new numbers(Uint8Array.from(content as Uint8Array).buffer) };
}
