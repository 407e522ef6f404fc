/**
 * Calls back for frames of a track as the browser shows them, with the time of capture on the page's clock
 * (microseconds), where the browser tells it. Returns what ends it.
 */
export function watchSightings(track: MediaStreamTrack, onCaptured: (capturedUs: number) => void): () => void {
  const video = document.createElement("video");
  video.muted = true;
  video.srcObject = new MediaStream([track]);
  let over = false;
  const look = (_now: number, { captureTime }: VideoFrameCallbackMetadata) => {
    if (over) return;
    if (captureTime !== undefined) onCaptured(captureTime * 1000);
    video.requestVideoFrameCallback(look);
  };
  video.requestVideoFrameCallback(look);
  // It fails only where it is taken away again before it began.
  video.play().catch(() => {});
  return () => {
    over = true;
    video.srcObject = null;
  };
}
