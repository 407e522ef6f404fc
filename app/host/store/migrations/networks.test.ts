import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openProjectStore } from "../open.ts";
import { PROJECT_FILE } from "../projectFiles.ts";
import { connect } from "../sqlite.ts";
import { inProjectFolder } from "../testing/fixtures.ts";
import { captures001 } from "./001_captures.ts";
import { labels002 } from "./002_labels.ts";
import { video003 } from "./003_video.ts";
import { models004 } from "./004_models.ts";
import { validations005 } from "./005_validations.ts";
import { migrate } from "./migrate.ts";

const ID = "6f9619ff-8b86-4d01-b42d-00cf4fc964ff";
const FACTS = {
  origin: "trained",
  createdAtMs: 1000,
  simulated: false,
  classNames: ["Unknown", "Jab"],
  needs: { rateHz: 119, accelRange_g: 16, gyroRange_dps: 2000 },
  plan: null,
  made: null,
};

test("a model of version 5 keeps its bytes; that its network was not kept is said by its absence", () =>
  inProjectFolder(async (folder) => {
    await mkdir(folder);
    const db = connect(join(folder, PROJECT_FILE), { readOnly: false, timeoutMs: 0 });
    migrate(db, () => "", [captures001, labels002, video003, models004, validations005]);
    db.prepare("INSERT INTO model (id, uuid, name, facts) VALUES (1, ?, 'Boxing', ?)").run(ID, JSON.stringify(FACTS));
    db.exec(
      `INSERT INTO model_part (model_id, position, hand, hash, descriptor) VALUES (1, 0, 'left', 'abc', x'010203')`,
    );
    db.close();

    const store = await openProjectStore(folder);
    expect(await store.models()).toMatchObject([{ id: ID, name: "Boxing", parts: [{ hand: "left", bytes: 3 }] }]);
    expect(await store.modelParts(ID)).toEqual([
      { hand: "left", descriptor: Uint8Array.of(1, 2, 3), float: null, network: null },
    ]);
    await store.close();
  }));
