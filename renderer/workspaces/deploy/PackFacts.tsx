import { Download, FileText } from "lucide-react";
import { useState } from "react";
import { bulkPaths } from "#contract/bulk.ts";
import { type Pack, SINGLE_HEADER_FOLDER } from "#domain/deploy/pack.ts";
import { useApp, useOf } from "../../app/app.ts";
import { Button } from "../../ui/Button.tsx";
import { count } from "../../ui/figures.ts";
import { Menu } from "../../ui/Menu.tsx";
import { saveFrom } from "../../ui/saveFrom.ts";
import { text } from "../../ui/text.ts";
import { Hash } from "./Hash.tsx";
import styles from "./ModelStep.module.css";
import { PackFiles } from "./PackFiles.tsx";

/** The knowledge pack: its name in C++, its hash, its files to read and to take away. */
export function PackFacts({ pack }: { readonly pack: Pack }) {
  const { studio, packs } = useApp();
  const hand = useOf(packs, (state) => state.hand);
  // What a glove tells of its pack is the hash of the part that it runs.
  const part = pack.parts.find((each) => each.hand === hand);
  const [reading, setReading] = useState(false);
  const singleHeader = `${SINGLE_HEADER_FOLDER}/${pack.identifier}.h`;
  const saves = [
    { id: "zip", words: text("deploy.pack.zip"), run: () => saveFrom(studio.bulkUrl(bulkPaths.packZip(pack.modelId))) },
    {
      id: "header",
      words: text("deploy.pack.header"),
      run: () => saveFrom(studio.bulkUrl(bulkPaths.packFile(pack.modelId, singleHeader))),
    },
  ];
  return (
    <div className={styles.pack}>
      <dl className={styles.identity}>
        <div>
          <dt>{text("deploy.pack.identifier")}</dt>
          <dd className={styles.code}>{pack.identifier}</dd>
        </div>
        <div>
          <dt>{text("deploy.pack.hash")}</dt>
          <dd>
            <Hash hash={pack.hash} />
          </dd>
        </div>
        {part !== undefined && part.hash !== pack.hash && (
          <div>
            <dt>{text("deploy.pack.onGlove")}</dt>
            <dd>
              <Hash hash={part.hash} />
            </dd>
          </div>
        )}
        <div>
          <dt>{text("deploy.pack.engine")}</dt>
          <dd className="number">{pack.engineVersion}</dd>
        </div>
      </dl>
      <Button icon={FileText} onPress={() => setReading(true)}>
        {text("deploy.pack.files", { count: count(pack.files.length) })}
      </Button>
      <Menu label={text("deploy.pack.save")} entries={saves}>
        <Button icon={Download}>{text("deploy.pack.save")}</Button>
      </Menu>
      {reading && <PackFiles pack={pack} onClose={() => setReading(false)} />}
    </div>
  );
}
