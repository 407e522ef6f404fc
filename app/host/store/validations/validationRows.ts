import { deflateSync, inflateSync } from "node:zlib";
import { storedHead, validation as validationSchema } from "#contract/validation.ts";
import { ProblemError } from "#domain/problems.ts";
import type { Validation } from "#domain/validation/results.ts";
import type { History, Step } from "../history/history.ts";
import { type Db, damaged } from "../sqlite.ts";
import type { ValidationHead } from "./validationApi.ts";

/** A thousand captures with a thousand events each are 300 MB as text; more than this was not written by us. */
const MOST_BYTES = 2 ** 30;

interface Row {
  id: number;
  uuid: string;
  head: string;
  captures: Buffer;
}

/** Newest first. @throws ProblemError project.damaged */
export function readValidations(db: Db): ValidationHead[] {
  return db
    .prepare<[], Row>("SELECT uuid, head FROM validation WHERE removed = 0 ORDER BY id DESC")
    .all()
    .map(({ uuid, head }) => {
      const read = storedHead.safeParse(JSON.parse(head));
      if (!read.success) throw damaged(`validation ${uuid}`, read.error);
      return read.data;
    });
}

/** @throws ProblemError validation.notFound, project.damaged */
export function readValidation(db: Db, validationId: string): Validation {
  const { head, captures } = rowOf(db, validationId);
  try {
    const text = inflateSync(captures, { maxOutputLength: MOST_BYTES }).toString();
    return validationSchema.parse({ ...(JSON.parse(head) as object), captures: JSON.parse(text) as unknown });
  } catch (cause) {
    throw damaged(`validation ${validationId}`, cause);
  }
}

export function insertValidation(db: Db, { captures, ...head }: Validation): void {
  db.prepare("INSERT INTO validation (uuid, head, captures) VALUES (?, ?, ?)").run(
    head.id,
    JSON.stringify(head),
    deflateSync(JSON.stringify(captures), { level: 1 }),
  );
}

/** @throws ProblemError validation.notFound */
export function removeValidation(db: Db, history: History, validationId: string): Step | null {
  const { id, head } = rowOf(db, validationId);
  const name = (JSON.parse(head) as ValidationHead).modelNames.join(", ");
  return history.edit({ code: "validationRemove", detail: { name } }, () =>
    db.prepare("UPDATE validation SET removed = 1 WHERE id = ?").run(id),
  ).step;
}

function rowOf(db: Db, validationId: string): Row {
  const row = db.prepare<[string], Row>("SELECT * FROM validation WHERE uuid = ?").get(validationId);
  if (row === undefined) throw new ProblemError("validation.notFound", { validationId });
  return row;
}
