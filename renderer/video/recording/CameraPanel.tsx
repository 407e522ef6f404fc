import { Video } from "lucide-react";
import { useEffect, useRef } from "react";
import { useApp, useOf } from "../../app/app.ts";
import { shortcutOf } from "../../app/commands/table.ts";
import { Button } from "../../ui/Button.tsx";
import { cx } from "../../ui/cx.ts";
import { KeyCap } from "../../ui/KeyCap.tsx";
import panel from "../../ui/Panel.module.css";
import { Checkbox } from "../../ui/Toggles.tsx";
import { text } from "../../ui/text.ts";
import styles from "./CameraPanel.module.css";
import { FilmSettings } from "./FilmSettings.tsx";
import { type FilmSource, SCREEN } from "./filmSource.ts";

/** Which cameras film the next capture, and what they see. */
export function CameraPanel() {
  const { cameras: desk } = useApp();
  const { able, cameras, sources } = useOf(desk, (view) => view);
  useEffect(() => {
    void desk.attend();
    return () => desk.leave();
  }, [desk]);
  return (
    <section className={styles.panel} aria-label={text("film.title")}>
      <header className={cx(panel.header, styles.header)}>
        <h2 className={panel.heading}>{text("film.title")}</h2>
        {able && <FilmSettings />}
      </header>
      {able ? <Choices /> : <p className={styles.none}>{text("film.notAble")}</p>}
      {cameras?.length === 0 && <p className={styles.none}>{text("film.noCamera")}</p>}
      {sources.map((source) => (
        <Preview key={source.key} source={source} />
      ))}
    </section>
  );
}

function Choices() {
  const { cameras: desk, filming } = useApp();
  const { cameras, sources, opening } = useOf(desk, (view) => view);
  // Read anew whenever a film begins or ends.
  useOf(filming, ({ films }) => films.length);
  const isOn = (key: string) => sources.some((source) => source.key === key);
  return (
    <>
      {cameras === null && (
        <Button className={styles.use} icon={Video} isDisabled={opening.length > 0} onPress={() => void desk.allow()}>
          {text("film.use")}
          <KeyCap keys={shortcutOf("capture.camera")!} />
        </Button>
      )}
      <ul className={styles.choices}>
        {cameras?.map((camera) => (
          <li key={camera.deviceId}>
            <Checkbox
              isSelected={isOn(camera.deviceId)}
              isDisabled={opening.includes(camera.deviceId)}
              onChange={() => void desk.toggleCamera(camera)}
            >
              {camera.name}
            </Checkbox>
          </li>
        ))}
        <li>
          <Checkbox
            isSelected={isOn(SCREEN)}
            isDisabled={opening.includes(SCREEN)}
            onChange={() => void desk.toggleScreen()}
          >
            {text("film.screen")}
          </Checkbox>
        </li>
      </ul>
    </>
  );
}

/** As the camera sees it, not as a mirror does: the left glove stays on the side where the video will have it. */
function Preview({ source }: { readonly source: FilmSource }) {
  const video = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    const element = video.current!;
    // Its picture alone: the microphone would be heard.
    element.srcObject = new MediaStream(source.stream.getVideoTracks());
    return () => {
      element.srcObject = null;
    };
  }, [source.stream]);
  return (
    <figure className={styles.preview}>
      <video ref={video} autoPlay muted playsInline aria-label={text("film.preview", { name: source.name })} />
      <figcaption className={styles.caption}>{source.name}</figcaption>
    </figure>
  );
}
