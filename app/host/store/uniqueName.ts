import type { Db } from "./sqlite.ts";

/** The name itself, or with the first free number behind it ("Jab 03 (2)"). The bin counts too: all can come back. */
export function uniqueName(db: Db, wanted: string, exceptRow = -1): string {
  const taken = db.prepare<[string, number], unknown>("SELECT 1 FROM capture WHERE name = ? AND id <> ?");
  if (!taken.get(wanted, exceptRow)) return wanted;
  for (let n = 2; ; n++) {
    const name = `${wanted} (${n})`;
    if (!taken.get(name, exceptRow)) return name;
  }
}
