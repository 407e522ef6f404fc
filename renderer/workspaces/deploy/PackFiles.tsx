import { useEffect, useState } from "react";
import { bulkPaths } from "#contract/bulk.ts";
import type { Pack, PackFile } from "#domain/deploy/pack.ts";
import { useApp } from "../../app/app.ts";
import choice from "../../ui/Choice.module.css";
import { cx } from "../../ui/cx.ts";
import { Dialog } from "../../ui/Dialog.tsx";
import { bytes } from "../../ui/figures.ts";
import { ProgressBar } from "../../ui/Marks.tsx";
import { text } from "../../ui/text.ts";
import styles from "./PackFiles.module.css";

/** What a person can read; the rest is weights and archives. */
const READABLE = /\.(h|hpp|cpp|c|ino|txt|md|json|properties)$/;

interface Props {
  readonly pack: Pack;
  readonly onClose: () => void;
}

/** Every file of a pack with its size, and the chosen one as text. The generated header stands first: it explains itself. */
export function PackFiles({ pack, onClose }: Props) {
  const files = ownFirst(pack);
  const [path, setPath] = useState(files[0]?.path ?? "");
  return (
    <Dialog wide open title={text("deploy.pack.filesOf", { name: pack.identifier })} onClose={onClose}>
      <div className={styles.reader}>
        <ul className={styles.files} aria-label={text("deploy.pack.list")}>
          {files.map((file) => (
            <li key={file.path}>
              <button
                type="button"
                className={cx(choice.choice, styles.file)}
                aria-current={file.path === path}
                onClick={() => setPath(file.path)}
              >
                <span className={styles.path}>{file.path}</span>
                <span className="number">{bytes(file.bytes)}</span>
              </button>
            </li>
          ))}
        </ul>
        <FileText modelId={pack.modelId} path={path} />
      </div>
    </Dialog>
  );
}

function ownFirst({ files, identifier }: Pack): readonly PackFile[] {
  const own = `src/${identifier}.h`;
  return files.toSorted((a, b) => Number(b.path === own) - Number(a.path === own) || (a.path < b.path ? -1 : 1));
}

function FileText({ modelId, path }: { readonly modelId: string; readonly path: string }) {
  const { studio } = useApp();
  const [read, setRead] = useState<{ readonly path: string; readonly words: string } | null>(null);
  const readable = READABLE.test(path);
  useEffect(() => {
    if (!readable) return;
    const fetching = studio.fetchBulk(bulkPaths.packFile(modelId, path));
    let here = true;
    fetching.bytes.then(
      (got) => here && setRead({ path, words: new TextDecoder().decode(got) }),
      (error) => here && setRead({ path, words: String(error) }),
    );
    return () => {
      here = false;
      fetching.cancel();
    };
  }, [studio, modelId, path, readable]);
  if (!readable) return <p className={styles.none}>{text("deploy.pack.notText")}</p>;
  if (read?.path !== path) return <ProgressBar label={text("deploy.pack.reading")} share={null} />;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so that the keyboard must get in.
    <section className={styles.text} tabIndex={0} aria-label={path}>
      <pre className={styles.words}>{read.words}</pre>
    </section>
  );
}
