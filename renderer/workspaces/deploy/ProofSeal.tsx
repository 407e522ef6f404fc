import { BadgeCheck, ShieldAlert } from "lucide-react";
import type { ProofRun } from "#domain/deploy/pack.ts";
import type { Seal } from "../../deploy/packs.ts";
import { count, moment } from "../../ui/figures.ts";
import { text } from "../../ui/text.ts";
import { Hash } from "./Hash.tsx";
import styles from "./ProofSeal.module.css";
import { differingOf } from "./steps.ts";
import words from "./Words.module.css";

/** The seal: when it was proved, on what, and whether it still holds. */
export function ProofSeal({ seal: { proof, broken } }: { readonly seal: NonNullable<Seal> }) {
  const differing = differingOf(proof);
  const holds = differing === 0 && broken.length === 0;
  const Icon = holds ? BadgeCheck : ShieldAlert;
  const title = differing > 0 ? "deploy.seal.differs" : broken.length > 0 ? "deploy.seal.broken" : "deploy.seal.holds";
  return (
    <div className={styles.seal} data-holds={holds} role="status">
      <Icon className={styles.icon} aria-hidden />
      <div className={styles.facts}>
        <strong>{text(title, { when: moment(proof.provedAtMs), count: differing })}</strong>
        {broken.length > 0 && (
          <p>
            {text("deploy.seal.changed", { what: broken.map((what) => text(`deploy.seal.what.${what}`)).join(", ") })}
          </p>
        )}
        {differing > 0 && <p>{text("deploy.seal.differs.next")}</p>}
        <ul className={words.quiet}>
          {proof.runs.map((run) => (
            <li key={run.target}>{runWords(run)}</li>
          ))}
        </ul>
        <p className={styles.hashes}>
          <span>{text("deploy.seal.pack")}</span> <Hash hash={proof.packHash} />
          <span>{text("deploy.seal.engine")}</span> <Hash hash={proof.engineHash} />
          <span>{text("deploy.seal.data")}</span> <Hash hash={proof.dataHash} />
        </p>
      </div>
    </div>
  );
}

function runWords(run: ProofRun): string {
  const target = text(`deploy.target.${run.target}`);
  if ("missing" in run) return text("deploy.seal.missing", { target, missing: run.missing.join(", ") });
  return text("deploy.seal.run", {
    target,
    captures: run.captures,
    decisions: count(run.decisions),
    differing: run.differing,
    compiler: run.compiler,
  });
}
