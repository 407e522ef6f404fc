import { createHash } from "node:crypto";
import { model as modelSchema } from "#contract/learning.ts";
import { importPlan } from "#contract/modelFiles.ts";
import type { Hand } from "#domain/hands.ts";
import type { ImportPlan } from "#domain/learning/importPlan.ts";
import type { Model, ModelPart } from "#domain/learning/models.ts";
import { ProblemError } from "#domain/problems.ts";
import type { History, Step } from "../history/history.ts";
import { type Db, damaged } from "../sqlite.ts";
import { uniqueName } from "../uniqueName.ts";
import type { FloatTwin, ModelPartBytes, NewModel } from "./modelApi.ts";

interface ModelRow {
  id: number;
  uuid: string;
  name: string;
  facts: string;
}

interface PartRow {
  hand: Hand | null;
  descriptor: Buffer;
  float_network: Buffer | null;
  quantization: string | null;
  tflite: Buffer | null;
  import_plan: string | null;
}

/** Newest first. @throws ProblemError project.damaged */
export function readModels(db: Db): Model[] {
  const rows = db.prepare<[], ModelRow>("SELECT * FROM model WHERE removed = 0 ORDER BY id DESC").all();
  return rows.map((row) => toModel(db, row));
}

/** Removed ones too. @throws ProblemError model.notFound, project.damaged */
export function readModel(db: Db, modelId: string): Model {
  return toModel(db, rowOf(db, modelId));
}

/** @throws ProblemError model.notFound, project.damaged */
export function readModelParts(db: Db, modelId: string): ModelPartBytes[] {
  return db
    .prepare<[number], PartRow>("SELECT * FROM model_part WHERE model_id = ? ORDER BY position")
    .all(rowOf(db, modelId).id)
    .map(({ hand, descriptor, float_network, quantization, tflite, import_plan }) => ({
      hand,
      descriptor: plain(descriptor),
      float: float_network && {
        ...(JSON.parse(quantization!) as Pick<FloatTwin, "input" | "output">),
        network: plain(float_network),
      },
      network: tflite && { tflite: plain(tflite), plan: planIn(import_plan!, modelId) },
    }));
}

export function insertModel(db: Db, { model, parts }: NewModel): Model {
  const { id, name, ...facts } = model;
  return db
    .transaction(() => {
      const row = db
        .prepare("INSERT INTO model (uuid, name, facts) VALUES (?, ?, ?)")
        .run(id, uniqueName(db, name, -1, "model"), JSON.stringify(facts)).lastInsertRowid;
      const insert = db.prepare(
        `INSERT INTO model_part
           (model_id, position, hand, hash, descriptor, float_network, quantization, tflite, import_plan)
         VALUES (@row, @position, @hand, @hash, @descriptor, @float, @ends, @tflite, @plan)`,
      );
      parts.forEach(({ hand, descriptor, float, network }, position) => {
        insert.run({
          row,
          position,
          hand,
          hash: createHash("sha256").update(descriptor).digest("hex"),
          descriptor,
          float: float?.network ?? null,
          ends: float && JSON.stringify({ input: float.input, output: float.output }),
          tflite: network?.tflite ?? null,
          plan: network && JSON.stringify(network.plan),
        });
      });
      return readModel(db, id);
    })
    .immediate();
}

/** @throws ProblemError model.notFound */
export function renameModel(db: Db, history: History, modelId: string, name: string): Step | null {
  const { id, name: from } = rowOf(db, modelId);
  const to = uniqueName(db, name, id, "model");
  return history.edit({ code: "modelRename", detail: { from, to } }, () =>
    db.prepare("UPDATE model SET name = ? WHERE id = ?").run(to, id),
  ).step;
}

/** @throws ProblemError model.notFound */
export function removeModel(db: Db, history: History, modelId: string): Step | null {
  const { id, name } = rowOf(db, modelId);
  return history.edit({ code: "modelRemove", detail: { name } }, () =>
    db.prepare("UPDATE model SET removed = 1 WHERE id = ?").run(id),
  ).step;
}

function rowOf(db: Db, modelId: string): ModelRow {
  const row = db.prepare<[string], ModelRow>("SELECT * FROM model WHERE uuid = ?").get(modelId);
  if (row === undefined) throw new ProblemError("model.notFound", { modelId });
  return row;
}

function toModel(db: Db, { id, uuid, name, facts }: ModelRow): Model {
  const parts = db
    .prepare<[number], ModelPart>(
      "SELECT hand, hash, length(descriptor) AS bytes FROM model_part WHERE model_id = ? ORDER BY position",
    )
    .all(id);
  const model = modelSchema.safeParse({ ...(JSON.parse(facts) as object), id: uuid, name, parts });
  if (!model.success) throw damaged(`model ${uuid}`, model.error);
  return model.data;
}

function planIn(json: string, modelId: string): ImportPlan {
  const plan = importPlan.safeParse(JSON.parse(json));
  if (!plan.success) throw damaged(`model ${modelId}`, plan.error);
  return plan.data;
}

/** A blob of its own, not a view into a pool. */
function plain(blob: Buffer): Uint8Array {
  return new Uint8Array(blob);
}
