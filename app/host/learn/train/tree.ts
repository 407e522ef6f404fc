import type { Random } from "#domain/random.ts";
import type { TreeNode } from "../../engine/descriptor/classifier.ts";

/** What a tree learns from: bytes of features [example][feature], with how much each example counts. */
export interface Votes {
  readonly bytes: Uint8Array;
  readonly features: number;
  readonly classes: Uint8Array;
  readonly outputs: number;
  readonly weights: Float64Array;
}

interface Question {
  readonly feature: number;
  readonly atMost: number;
  /** How much purer both sides are together than what is asked: always positive. */
  readonly gain: number;
}

interface Branch {
  readonly examples: Uint32Array;
  readonly depth: number;
  readonly question: Question | null;
  sides: readonly [atMost: Branch, above: Branch] | null;
}

/**
 * The engine counts to a branch with a byte. The smaller of two branches stands first, so only its size matters: of a tree
 * with 255 leaves, 509 nodes, it has at most 253 nodes (an odd number, as every branch), and the other is 254 away.
 */
const MOST_LEAVES = 255;
const BYTES = 256;

/**
 * A decision tree (Breiman et al. 1984, Gini impurity) that asks at each place the best of a few features drawn by chance.
 * It grows where the most is gained first, until all is pure or one of its limits is reached.
 */
export function growTree(votes: Votes, examples: Uint32Array, deepest: number, random: Random): TreeNode[] {
  const branch = (of: Uint32Array, depth: number): Branch => ({
    examples: of,
    depth,
    question: depth < deepest ? bestQuestion(votes, of, random) : null,
    sides: null,
  });
  const root = branch(examples, 0);
  const open = [root];
  for (let leaves = 1; leaves < MOST_LEAVES; leaves++) {
    const best = open.reduce((a, b) => ((b.question?.gain ?? 0) > (a.question?.gain ?? 0) ? b : a));
    if (best.question === null) break;
    const { feature, atMost } = best.question;
    const below = (example: number) => votes.bytes[example * votes.features + feature]! <= atMost;
    best.sides = [
      branch(best.examples.filter(below), best.depth + 1),
      branch(
        best.examples.filter((example) => !below(example)),
        best.depth + 1,
      ),
    ];
    open.splice(open.indexOf(best), 1, ...best.sides);
  }
  return nodesOf(root, votes);
}

function nodesOf({ question, sides, examples }: Branch, votes: Votes): TreeNode[] {
  if (question === null || sides === null) return [{ leaf: likeliest(votes, examples) }];
  const [below, above] = sides.map((side) => nodesOf(side, votes)) as [TreeNode[], TreeNode[]];
  const { feature, atMost } = question;
  return below.length <= above.length
    ? [{ feature, atMost, left: 1, right: 1 + below.length }, ...below, ...above]
    : [{ feature, atMost, left: 1 + above.length, right: 1 }, ...above, ...below];
}

function likeliest(votes: Votes, examples: Uint32Array): number {
  const sums = classSums(votes, examples);
  return sums.indexOf(Math.max(...sums));
}

function classSums({ classes, weights, outputs }: Votes, examples: Uint32Array): Float64Array {
  const sums = new Float64Array(outputs);
  for (const example of examples) sums[classes[example]!]! += weights[example]!;
  return sums;
}

/** Of the square root of all features, drawn by chance; if none of them parts the examples, of more, one by one. */
function bestQuestion(votes: Votes, examples: Uint32Array, random: Random): Question | null {
  const total = classSums(votes, examples);
  if (total.filter((sum) => sum > 0).length < 2) return null;
  const some = Math.round(Math.sqrt(votes.features));
  const left = Array.from({ length: votes.features }, (_, i) => i);
  let best: Question | null = null;
  for (let drawn = 0; left.length > 0 && (drawn < some || best === null); drawn++) {
    const feature = left.splice(Math.floor(random.next() * left.length), 1)[0]!;
    const question = bestLimit(votes, examples, feature, total);
    if (question !== null && question.gain > (best?.gain ?? 0)) best = question;
  }
  return best;
}

/** Between two bytes that occur, in the middle. The gain is n times the fall of the Gini impurity. */
function bestLimit(votes: Votes, examples: Uint32Array, feature: number, total: Float64Array): Question | null {
  const { outputs, features, bytes, classes, weights } = votes;
  const histogram = new Float64Array(BYTES * outputs);
  const occurs = new Uint8Array(BYTES);
  for (const example of examples) {
    const byte = bytes[example * features + feature]!;
    occurs[byte] = 1;
    histogram[byte * outputs + classes[example]!]! += weights[example]!;
  }
  const whole = purity(total);
  const below = new Float64Array(outputs);
  const above = total.slice();
  let best: Question | null = null;
  let last = -1;
  for (let byte = 0; byte < BYTES; byte++) {
    if (occurs[byte] === 0) continue;
    if (last >= 0) {
      const gain = purity(below) + purity(above) - whole;
      // Below this it is the rounding of sums.
      if (gain > (best?.gain ?? 1e-9)) best = { feature, atMost: Math.floor((last + byte - 1) / 2), gain };
    }
    for (let i = 0; i < outputs; i++) {
      const here = histogram[byte * outputs + i]!;
      below[i]! += here;
      above[i]! -= here;
    }
    last = byte;
  }
  return best;
}

/** Sum of the squares over the sum: highest where one class has all. */
function purity(sums: Float64Array): number {
  let all = 0;
  let squares = 0;
  for (const sum of sums) {
    all += sum;
    squares += sum * sum;
  }
  return all > 0 ? squares / all : 0;
}
