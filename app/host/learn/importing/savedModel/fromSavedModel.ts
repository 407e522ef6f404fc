import { fileNamed, type ModelFile } from "../files.ts";
import { FloatChain } from "../floatChain.ts";
import { flowOf } from "../flow.ts";
import { type Imported, type ImportedNetwork, imported, Obstacle } from "../foreign.ts";
import { type Constant, type GraphNode, readSavedModel, type SavedModel, type Signature } from "./readSavedModel.ts";

const USUAL_SIGNATURE = "serving_default";
/** Do nothing to numbers that lie as [step][channel]. */
const PASSES = ["Identity", "NoOp", "ExpandDims", "Squeeze", "StopGradient"];
const ACTIVATIONS: Readonly<Record<string, string>> = { Relu: "relu", Relu6: "relu6", Softmax: "softmax" };
const POOLS: Readonly<Record<string, "maximum_pool" | "average_pool">> = {
  MaxPool: "maximum_pool",
  AvgPool: "average_pool",
};
/** The weights of what Keras saves lie outside of the graph, or the graph in functions. */
const NEEDS_CONVERTING = ["StatefulPartitionedCall", "PartitionedCall", "ReadVariableOp", "VarHandleOp", "VariableV2"];

/**
 * A SavedModel: its signature, and its network where the graph is a chain of plain operators with frozen weights.
 * @throws ProblemError import.damaged, import.missingFile
 */
export function importSavedModel(files: readonly ModelFile[]): Imported {
  const saved = readSavedModel(fileNamed(files, "saved_model.pb").bytes);
  const names = [...saved.signatures.keys()].filter((name) => !name.startsWith("__"));
  const chosen = names.includes(USUAL_SIGNATURE) ? USUAL_SIGNATURE : names[0];
  const signature = chosen === undefined ? { inputs: [], outputs: [] } : saved.signatures.get(chosen)!;
  const ends = (list: Signature["inputs"]) => list.map(({ tensor: _, ...end }) => end);
  const about = {
    format: "savedModel" as const,
    description: chosen ?? "",
    inputs: ends(signature.inputs),
    outputs: ends(signature.outputs),
    operators: saved.nodes.map(({ operator }) => operator).filter((name) => name !== "Const" && name !== "Placeholder"),
  };
  return imported(about, () => networkOf(saved, signature));
}

function networkOf({ nodes }: SavedModel, { inputs, outputs }: Signature): ImportedNetwork {
  const [input] = inputs;
  const [output] = outputs;
  if (input === undefined || output === undefined || inputs.length > 1 || outputs.length > 1)
    throw new Obstacle("import.severalEnds", { inputs: inputs.length, outputs: outputs.length });
  const graph = new Map(nodes.map((node) => [node.name, node]));
  const chain = new FloatChain(flowOf([1, ...input.shape.slice(1)], input.name));
  for (const node of pathTo(graph, output.tensor, input.tensor)) pass(chain, graph, node);
  return chain.network();
}

const sourceOf = (tensor: string) => tensor.replace(/:\d+$/, "");

/** The nodes from the input to the output, in the order in which they run. */
function pathTo(graph: ReadonlyMap<string, GraphNode>, output: string, input: string): GraphNode[] {
  const path: GraphNode[] = [];
  let at = sourceOf(output);
  while (at !== sourceOf(input)) {
    const node = graph.get(at);
    if (node !== undefined && NEEDS_CONVERTING.includes(node.operator))
      throw new Obstacle("import.notFrozen", { where: whereOf(node) });
    const [from] = node?.inputs ?? [];
    if (node === undefined || from === undefined || path.length > graph.size)
      throw new Obstacle("import.branches", { where: at });
    path.unshift(node);
    at = sourceOf(from);
  }
  return path;
}

const whereOf = ({ operator, name }: GraphNode) => `${operator} "${name}"`;

function pass(chain: FloatChain, graph: ReadonlyMap<string, GraphNode>, node: GraphNode): void {
  const where = whereOf(node);
  const { operator } = node;
  const constant = () => constantOf(graph, node.inputs[1] ?? "", where);
  if (PASSES.includes(operator)) return;
  if (operator in ACTIVATIONS) chain.activation(ACTIVATIONS[operator]!, where);
  else if (operator === "MatMul") {
    if (node.attributes.get("transpose_a")?.flag || node.attributes.get("transpose_b")?.flag)
      throw new Obstacle("import.badSettings", { where });
    const { values, shape } = realOf(constant(), where);
    chain.dense(values, null, shape[1] ?? 0, false, where);
  } else if (["BiasAdd", "Add", "AddV2"].includes(operator)) {
    const { values } = realOf(constant(), where);
    chain.affine(new Float32Array(values.length).fill(1), values, where);
  } else if (operator === "Conv2D") convolution(chain, node, realOf(constant(), where), where);
  else if (operator in POOLS) {
    const { along, stride, samePadding } = slidingOf(node, node.attributes.get("ksize")?.numbers ?? [], where);
    chain.pool(POOLS[operator]!, { kernel: along, stride, samePadding }, where);
  } else if (operator === "Reshape") {
    const sizes = [...(constant().values ?? [])].slice(1);
    const known = sizes.filter((size) => size > 0).reduce((product, size) => product * size, 1);
    chain.reshape(
      sizes.map((size) => (size === -1 ? (chain.steps * chain.channels) / known : size)),
      where,
    );
  } else throw new Obstacle("import.unknownOperator", { where });
}

function convolution(
  chain: FloatChain,
  node: GraphNode,
  { values, shape }: { values: Float32Array; shape: readonly number[] },
  where: string,
): void {
  const [height = 0, width = 0, , outChannels = 0] = shape;
  const { along, stride, samePadding } = slidingOf(node, [1, height, width, 1], where);
  if (along > 1 && node.attributes.get("dilations")?.numbers.some((step) => step !== 1))
    throw new Obstacle("import.dilation", { where });
  chain.convolution({ kernel: along, stride, samePadding, outChannels }, values, null, where);
}

/** Time is the axis along which the window is longer than one step; a window of one step has its stride in either. */
function slidingOf({ attributes }: GraphNode, [, height = 0, width = 0]: readonly number[], where: string) {
  if (height !== 1 && width !== 1) throw new Obstacle("import.twoAxes", { where, shape: `${height} x ${width}` });
  const format = attributes.get("data_format")?.text ?? "NHWC";
  if (format !== "NHWC") throw new Obstacle("import.channelsFirst", { where });
  const padding = attributes.get("padding")?.text ?? "";
  if (padding !== "SAME" && padding !== "VALID") throw new Obstacle("import.padding", { where, padding });
  const [, down = 1, across = 1] = attributes.get("strides")?.numbers ?? [];
  const stride = height === width ? Math.max(down, across) : height > 1 ? down : across;
  return { along: Math.max(height, width), stride, samePadding: padding === "SAME" };
}

/** A constant, through the nodes that only hand it on. */
function constantOf(graph: ReadonlyMap<string, GraphNode>, tensor: string, where: string): Constant {
  let node = graph.get(sourceOf(tensor));
  for (let i = 0; node?.operator === "Identity" && i < graph.size; i++)
    node = graph.get(sourceOf(node.inputs[0] ?? ""));
  const constant = node?.operator === "Const" ? node.attributes.get("value")?.tensor : null;
  if (!constant) throw new Obstacle("import.notFrozen", { where });
  return constant;
}

const LARGEST_CONSTANT = 2 ** 22;

function realOf({ shape, values }: Constant, where: string): { values: Float32Array; shape: readonly number[] } {
  const size = shape.reduce((product, one) => product * one, 1);
  if (!(values instanceof Float32Array)) throw new Obstacle("import.badType", { where, type: "int32" });
  if (!(size >= 0 && size <= LARGEST_CONSTANT))
    throw new Obstacle("import.tooLarge", { where, limit: LARGEST_CONSTANT });
  // One value stands for all where they are equal.
  if (values.length === 1) return { values: new Float32Array(size).fill(values[0]!), shape };
  if (values.length !== size) throw new Obstacle("import.badWeights", { where });
  return { values, shape };
}
