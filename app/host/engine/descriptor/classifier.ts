import type { ByteWriter } from "./byteWriter.ts";
import { type Int8Layer, writeNetwork } from "./network.ts";

/** One column of a raw window as int8: value * multiplier / 2^16 rounded, plus the zero point. */
export interface WindowChannel {
  readonly column: number;
  readonly multiplier: number;
  readonly zero: number;
}

/** A node of a tree: a leaf with its class, or a question with how many nodes further each answer goes on. */
export type TreeNode =
  | { readonly leaf: number }
  | { readonly feature: number; readonly atMost: number; readonly left: number; readonly right: number };

/** Which output wins, and what its number means. Class 0 is "unknown". */
export interface Decision {
  /** The class number of each output, 1 to 255. */
  readonly classNumbers: readonly number[];
  /** Below this the answer is "unknown": int8, -128 to reject nothing. */
  readonly weakest: number;
  /** The winner must lead by this much. */
  readonly margin: number;
}

export type ClassifierSpec =
  | { readonly kind: "none" }
  | ({ readonly kind: "feature_network"; readonly layers: readonly Int8Layer[] } & Decision)
  | ({
      readonly kind: "window_network";
      readonly channels: readonly WindowChannel[];
      readonly layers: readonly Int8Layer[];
    } & Decision)
  | ({
      readonly kind: "feature_trees";
      readonly classes: number;
      readonly trees: readonly (readonly TreeNode[])[];
    } & Decision);

/** In the order of their numbers (native/engine/pipeline/classifier.hpp). */
const KINDS = ["none", "feature_network", "window_network", "feature_trees"] as const;
const LEAF = 255;

export function writeClassifier(to: ByteWriter, spec: ClassifierSpec): void {
  to.u8(KINDS.indexOf(spec.kind));
  if (spec.kind === "none") return;
  if (spec.kind === "feature_trees") writeTrees(to, spec.classes, spec.trees);
  else {
    if (spec.kind === "window_network") {
      to.u8(spec.channels.length);
      for (const { column, multiplier, zero } of spec.channels) to.u8(column).i32(multiplier).i8(zero);
    }
    to.bytes(writeNetwork(spec.layers));
  }
  to.u8(spec.classNumbers.length).i8(spec.weakest).u8(spec.margin);
  for (const number of spec.classNumbers) to.u8(number);
}

function writeTrees(to: ByteWriter, classes: number, trees: readonly (readonly TreeNode[])[]): void {
  to.u16(trees.length).u8(classes);
  for (const nodes of trees) {
    to.u16(nodes.length);
    for (const node of nodes) {
      if ("leaf" in node) to.u8(LEAF).u8(node.leaf).u8(0).u8(0);
      else to.u8(node.feature).u8(node.atMost).u8(node.left).u8(node.right);
    }
  }
}
