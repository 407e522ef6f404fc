import { Lightbulb } from "lucide-react";
import { useApp, useOf } from "../../app/app.ts";
import { ProgressBar, StatusDot } from "../../ui/Marks.tsx";
import { Explained } from "../../ui/Tooltip.tsx";
import { text } from "../../ui/text.ts";
import styles from "./FilmLine.module.css";
import type { FilmView } from "./film.ts";

/** What each camera does for the capture: ready, filming with its rate and losses, or being saved. */
export function FilmLine() {
  const { cameras, filming } = useApp();
  const sources = useOf(cameras, (view) => view.sources);
  const films = useOf(filming, (view) => view.films);
  if (sources.length === 0 && films.length === 0) return null;
  const running = films.filter(({ phase }) => phase === "filming");
  const saving = films.filter(({ phase }) => phase === "saving");
  const ready = running.length === 0 ? sources : [];
  return (
    <div className={styles.line}>
      <ul className={styles.films} aria-label={text("film.cameras")}>
        {ready.map(({ key, name }) => (
          <li key={key} className={styles.film}>
            <StatusDot tone="ok" hollow />
            <span className={styles.name}>{name}</span>
            <span>{text("film.ready")}</span>
          </li>
        ))}
        {running.map((film) => (
          <Running key={film.id} film={film} />
        ))}
        {saving.map(({ id, name, sentShare }) => (
          <li key={id} className={styles.film}>
            <span className={styles.name}>{text("film.saving", { name })}</span>
            <span className={styles.progress}>
              <ProgressBar label={text("film.saving", { name })} share={sentShare} />
            </span>
          </li>
        ))}
      </ul>
      {sources.length > 0 && (
        <p className={styles.tip} title={text("film.tip")}>
          <Lightbulb aria-hidden />
          <span>{text("film.tip")}</span>
        </p>
      )}
    </div>
  );
}

function Running({ film }: { readonly film: FilmView }) {
  const { name, rateHz, hasPicture, dropped, syncErrorUs } = film;
  return (
    <li className={styles.film}>
      <StatusDot tone="danger" />
      <span className={styles.name}>{name}</span>
      {hasPicture && rateHz !== null ? (
        <>
          <span>{text("film.rateHz", { rate: rateHz.toFixed(1) })}</span>
          {dropped === 0 ? (
            <span>{text("film.dropped", { count: 0 })}</span>
          ) : (
            <Explained words={text("film.droppedWhy")}>
              <span role="note" className={styles.dropped}>
                {text("film.dropped", { count: dropped })}
              </span>
            </Explained>
          )}
        </>
      ) : (
        <span>{text(hasPicture ? "film.filming" : "film.waiting")}</span>
      )}
      {syncErrorUs !== null && <span>{text("film.syncError", { ms: (syncErrorUs / 1000).toFixed(1) })}</span>}
    </li>
  );
}
