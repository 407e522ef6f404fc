import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openProjectStore } from "../open.ts";
import { PROJECT_FILE } from "../projectFiles.ts";
import { connect } from "../sqlite.ts";
import { inProjectFolder } from "../testing/fixtures.ts";
import { captures001 } from "./001_captures.ts";
import { APPLICATION_ID, migrate } from "./migrate.ts";

const ID = "6f9619ff-8b86-4d01-b42d-00cf4fc964ff";

/** A project as version 1 left it: two truth segments that overlap, two proposals, and a rename that was undone once. */
const OLD = `
INSERT INTO capture (id, uuid, name, state, created_at_ms, duration_us) VALUES (1, '${ID}', 'Cross', 'finished', 0, 9000000);
INSERT INTO track (id, capture_id, kind, name, origin)
  VALUES (1, 1, 'truth', 'Simulated truth', 'simulated'), (2, 1, 'proposal', 'punch', '{"segmenter":"punch"}');
INSERT INTO segment (track_id, label, hand, start_us, peak_us, end_us) VALUES
  (1, 'Jab', 'left', 1000000, 1500000, 3000000), (1, 'Hook', 'left', 2000000, NULL, 4000000),
  (2, 'Unknown', NULL, 1000000, NULL, 2000000), (2, 'Unknown', 'right', 5000000, NULL, 6000000);
INSERT INTO history_step (code, detail, undone)
  VALUES ('rename', '{"from":"Jab","to":"Cross"}', 0), ('label', '{"count":1,"name":"Cross"}', 1), ('delete', '{}', 1);
INSERT INTO history_change (step_id, table_name, row_id, before, after) VALUES
  (1, 'capture', 1, '{"name":"Jab","state":"finished","label":null,"metadata":"{}","deleted_at_ms":null}',
                    '{"name":"Cross","state":"finished","label":null,"metadata":"{}","deleted_at_ms":null}'),
  (2, 'capture', 1, '{"name":"Cross","state":"finished","label":null,"metadata":"{}","deleted_at_ms":null}',
                    '{"name":"Cross","state":"finished","label":"Cross","metadata":"{}","deleted_at_ms":null}'),
  (3, 'capture', 1, '{"name":"Cross","state":"finished","label":"Cross","metadata":"{}","deleted_at_ms":null}',
                    '{"name":"Cross","state":"finished","label":"Cross","metadata":"{}","deleted_at_ms":5}');
`;

test("a project of version 1 keeps its segments, which get ids and origins, and its history goes on both ways", () =>
  inProjectFolder(async (folder) => {
    await mkdir(folder);
    const db = connect(join(folder, PROJECT_FILE), { readOnly: false, timeoutMs: 0 });
    migrate(db, () => "", [captures001]);
    expect(db.pragma("application_id", { simple: true })).toBe(APPLICATION_ID);
    db.exec(OLD);
    db.close();

    const store = await openProjectStore(folder);
    const jab = {
      label: "Jab",
      hand: "left",
      quality: null,
      startUs: 1e6,
      endUs: 3e6,
      peakUs: 1.5e6,
      confidence: null,
    };
    expect(await store.tracks(ID)).toEqual([
      {
        kind: "truth",
        name: "Simulated truth",
        origin: "simulated",
        segments: [
          { ...jab, id: expect.any(String), origin: "simulated" },
          {
            ...jab,
            id: expect.any(String),
            origin: "simulated",
            label: "Hook",
            startUs: 2e6,
            endUs: 4e6,
            peakUs: null,
          },
        ],
      },
      {
        kind: "proposal",
        name: "punch",
        origin: '{"segmenter":"punch"}',
        segments: [expect.objectContaining({ origin: "punch" }), expect.objectContaining({ hand: "right" })],
      },
    ]);
    const ids = (await store.tracks(ID)).flatMap(({ segments }) => segments.map(({ id }) => id));
    expect(new Set(ids).size).toBe(4);
    for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);

    for (const scope of [null, ID])
      expect(await store.history(scope)).toMatchObject({ undo: { code: "rename" }, redo: { code: "label" } });
    expect(await store.redo(ID)).toMatchObject({ code: "label" });
    expect(await store.redo(ID)).toMatchObject({ code: "delete" });
    expect((await store.captures(true))[0]).toMatchObject({ label: "Cross", name: "Cross", reviewedAtMs: null });
    for (const code of ["delete", "label", "rename"]) expect(await store.undo(ID)).toMatchObject({ code });
    expect(await store.captures(false)).toMatchObject([{ name: "Jab", label: null, proposals: 2 }]);
    await store.close();
  }));
