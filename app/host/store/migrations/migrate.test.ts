import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { connect, type Db } from "../sqlite.ts";
import { inProjectFolder } from "../testing/fixtures.ts";
import { APPLICATION_ID, migrate, projectVersion } from "./migrate.ts";

const one = "CREATE TABLE glove (name TEXT) STRICT; INSERT INTO glove VALUES ('left')";
const two = "ALTER TABLE glove ADD COLUMN colour TEXT";

/** A database file of its own for a story, with the name of the backup that a migration makes. */
function inFile(story: (db: Db, folder: string, backup: (version: number) => string) => void): Promise<void> {
  return inProjectFolder(async (path) => {
    const folder = join(path, "..");
    const db = connect(join(folder, "p.sqlite"), { readOnly: false, timeoutMs: 0 });
    try {
      story(db, folder, (version) => join(folder, `backup-${version}.sqlite`));
      expect(db.pragma("integrity_check", { simple: true })).toBe("ok");
    } finally {
      db.close();
    }
  });
}

test("an empty file becomes a project of the newest version, without a backup", () =>
  inFile((db, folder, backup) => {
    expect(projectVersion(db)).toBe("empty");
    migrate(db, backup, [one, two]);
    expect(projectVersion(db)).toBe(2);
    expect(db.pragma("application_id", { simple: true })).toBe(APPLICATION_ID);
    expect(readdirSync(folder)).toEqual(["p.sqlite"]);
  }));

test("an older project is migrated, and a copy of it as it was stays beside it", () =>
  inFile((db, _folder, backup) => {
    migrate(db, backup, [one]);
    migrate(db, backup, [one, two]);
    expect(db.prepare("SELECT * FROM glove").all()).toEqual([{ name: "left", colour: null }]);
    const copy = connect(backup(1), { readOnly: true, timeoutMs: 0 });
    expect(projectVersion(copy)).toBe(1);
    expect(copy.prepare("SELECT * FROM glove").all()).toEqual([{ name: "left" }]);
    copy.close();
  }));

test("a migration that fails leaves the version before it, whole, and can be tried again", () =>
  inFile((db, _folder, backup) => {
    migrate(db, backup, [one]);
    const broken = `${two}; INSERT INTO nowhere VALUES (1)`;
    expect(() => migrate(db, backup, [one, broken])).toThrow("nowhere");
    expect(projectVersion(db)).toBe(1);
    expect(db.prepare("SELECT * FROM glove").all()).toEqual([{ name: "left" }]);
    migrate(db, backup, [one, two]);
    expect(projectVersion(db)).toBe(2);
  }));

test("a newer project is refused by both versions and not touched", () =>
  inFile((db, _folder, backup) => {
    migrate(db, backup, [one, two]);
    expect(() => migrate(db, backup, [one])).toThrow('project.newer {"found":2,"known":1}');
    expect(projectVersion(db)).toBe(2);
  }));

test("a database of somebody else is foreign", () =>
  inFile((db) => {
    db.exec("CREATE TABLE recipe (name TEXT)");
    expect(projectVersion(db)).toBe("foreign");
  }));
