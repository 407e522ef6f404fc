import type { Db } from "./sqlite.ts";

/** Tables whose names are told apart by people. */
export type NamedTable = "capture" | "model";

/** The name itself, or with the first free number behind it ("Jab 03 (2)"). The bin counts too: all can come back. */
export function uniqueName(db: Db, wanted: string, exceptRow = -1, table: NamedTable = "capture"): string {
  const taken = db.prepare<[string, number], unknown>(`SELECT 1 FROM ${table} WHERE name = ? AND id <> ?`);
  if (!taken.get(wanted, exceptRow)) return wanted;
  for (let n = 2; ; n++) {
    const name = `${wanted} (${n})`;
    if (!taken.get(name, exceptRow)) return name;
  }
}
