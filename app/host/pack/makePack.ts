import { createHash } from "node:crypto";
import { type Pack, SINGLE_HEADER_FOLDER } from "#domain/deploy/pack.ts";
import { ProblemError } from "#domain/problems.ts";
import { readDescriptor } from "../engine/descriptor/readDescriptor.ts";
import { checkDescriptor } from "../engine/pipeline.ts";
import { engineVersion } from "../engine/version.ts";
import type { ProjectStore } from "../store/api.ts";
import { ENGINE_FOLDER, engineCopy } from "./engineCopy.ts";
import { type EngineSource, engineSource } from "./engineSource.ts";
import { examples } from "./examples.ts";
import { goldenVectors } from "./goldenVectors.ts";
import { type PackFacts, type PackPart, packHeader } from "./header.ts";
import { keywords, libraryProperties, readme } from "./libraryTexts.ts";
import { modelJson, modelJsonHeader } from "./modelJson.ts";
import { selfTest } from "./selfTest.ts";
import { identifierOf } from "./text.ts";
import { usedParts } from "./usedParts.ts";

/** A model with the bytes of its parts, in their order. */
export interface PackModel {
  readonly model: Awaited<ReturnType<ProjectStore["model"]>>;
  readonly parts: readonly { readonly hand: PackPart["hand"]; readonly descriptor: Uint8Array }[];
}

/** A pack with the text of its files, by their path in the library's folder. */
export interface MadePack {
  readonly pack: Pack;
  readonly files: ReadonlyMap<string, string>;
  readonly facts: PackFacts;
}

/** @throws ProblemError model.notFound */
export async function packModel(
  store: Pick<ProjectStore, "model" | "modelParts">,
  modelId: string,
): Promise<PackModel> {
  const [model, parts] = await Promise.all([store.model(modelId), store.modelParts(modelId)]);
  return { model, parts };
}

/** Where the single header stands in the library; its name is the pack's. */

/**
 * Everything that a model becomes. A pure function of the model and of the engine's source.
 * @throws ProblemError pack.otherEngine, pack.noSource, engine.missing
 */
export function makePack({ model, parts }: PackModel): MadePack {
  const source = sourceOfThisEngine();
  const described = parts.map(({ hand, descriptor }): PackPart => {
    const { arenaBytes, features, outputs } = shapeOf(descriptor, model.name);
    const pipeline = readDescriptor(descriptor);
    return { hand, hash: sha256(descriptor), descriptor, pipeline, arenaBytes, features, outputs };
  });
  const copy = engineCopy(
    source,
    usedParts(
      described.map(({ pipeline }) => pipeline),
      source,
    ),
  );
  const identifier = identifierOf(model.name);
  const facts: PackFacts = {
    model,
    identifier,
    hash: sha256(Buffer.concat(parts.map(({ descriptor }) => descriptor))),
    parts: described,
    engineNamespace: copy.namespace,
    engineHash: source.hash,
  };
  const [entry] = copy.files[0]!;
  const files = new Map<string, string>([
    ["library.properties", libraryProperties(facts)],
    ["keywords.txt", keywords(facts)],
    ["README.md", readme(facts)],
    [`src/${identifier}.h`, packHeader(facts, `#include "${ENGINE_FOLDER}/${entry}"`)],
    ...copy.files.map(([path, text]) => [`src/${ENGINE_FOLDER}/${path}`, text] as const),
    ...examples(facts),
    ["extras/golden_vectors.h", goldenVectors(facts)],
    ["extras/self_test.cpp", selfTest(facts)],
    ["extras/model.json", modelJson(facts, source)],
    ["extras/model_json.h", modelJsonHeader(facts, source)],
    [`${SINGLE_HEADER_FOLDER}/${identifier}.h`, packHeader(facts, copy.inOne)],
  ]);
  return { pack: packOf(facts, files), files, facts };
}

function packOf({ model, identifier, hash, parts, engineHash }: PackFacts, files: ReadonlyMap<string, string>): Pack {
  return {
    modelId: model.id,
    modelName: model.name,
    identifier,
    hash,
    parts: parts.map(({ hand, hash: each, descriptor }) => ({ hand, hash: each, bytes: descriptor.length })),
    classNames: model.classNames,
    engineVersion: `${engineVersion().formatVersion}.${engineHash.slice(0, 8)}`,
    hashes: { data: model.made?.dataHash ?? null, labels: model.made?.labelsHash ?? null, engine: engineHash },
    simulated: model.simulated,
    files: [...files].map(([path, text]) => ({ path, bytes: Buffer.byteLength(text) })),
  };
}

/** Vectors are computed by the engine that was compiled, and the source goes out: they must be the same one. */
function sourceOfThisEngine(): EngineSource {
  const source = engineSource();
  if (source.hash !== engineVersion().hash) throw new ProblemError("pack.otherSource");
  return source;
}

function shapeOf(descriptor: Uint8Array, model: string) {
  try {
    return checkDescriptor(descriptor);
  } catch (error) {
    if (!(error instanceof ProblemError) || error.problem.code !== "engine.refused") throw error;
    throw new ProblemError("pack.otherEngine", { model, reason: error.problem.detail.reason! }, { cause: error });
  }
}

function sha256(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}
