import { Slider as AriaSlider, type SliderProps, SliderThumb, SliderTrack } from "react-aria-components";
import { cx } from "./cx.ts";
import styles from "./Slider.module.css";

interface Props extends Omit<SliderProps<number>, "className" | "style" | "children"> {
  /** Read aloud; what stands beside it says it to the eye. */
  readonly label: string;
}

/** A number that is pushed along a line. Arrow keys move it by its step, Page Up and Down by ten, Home and End all the way. */
export function Slider({ label, ...rest }: Props) {
  return (
    <AriaSlider {...rest} aria-label={label} className={cx(styles.slider)}>
      <SliderTrack className={cx(styles.track)}>
        {({ state }) => (
          <>
            <span className={styles.rail} />
            <span className={styles.filled} style={{ width: `${state.getThumbPercent(0) * 100}%` }} />
            <SliderThumb className={cx(styles.thumb)} />
          </>
        )}
      </SliderTrack>
    </AriaSlider>
  );
}
