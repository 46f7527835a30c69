// Play, pause and step for widgets that compute something over time. Nothing moves
// that the reader did not start, and nothing computes while it is out of sight.
import { button } from "./controls.js";
import { t } from "./i18n.js";
import { element } from "./widget.js";

/**
 * Play / Pause and Step buttons. `step()` advances the widget once; `perFrame` says
 * how often while it plays; the Step button runs `single()` instead, if given; `done()`
 * (optional) stops the play, and `restart()` (optional) goes back to the start where Play
 * is pressed then. A preset pauses.
 * Returns {pause, playing}.
 */
export function player(
  frame,
  { step, single = step, perFrame = () => 1, done = () => false, restart = () => {} },
) {
  let request = 0;
  let visible = true;
  const bar = element("div", { className: "nn-player" });
  const play = button(frame, {
    label: t("play"),
    onClick: toggle,
    parent: bar,
  });
  button(frame, {
    label: t("step"),
    onClick: () => {
      pause();
      single();
      frame.draw();
    },
    parent: bar,
  });
  frame.controls.append(bar);

  function toggle() {
    if (request) return pause();
    if (done()) restart();
    if (!done()) {
      request = requestAnimationFrame(tick);
      play.textContent = t("pause");
    }
  }
  function pause() {
    cancelAnimationFrame(request);
    request = 0;
    play.textContent = t("play");
    frame.draw(); // what depends on its playing
  }
  function tick() {
    if (visible) {
      for (let i = perFrame(); i > 0 && !done(); i--) step();
      // Asked for before the next tick, so that each frame draws.
      frame.draw();
      if (done()) return pause();
    }
    request = requestAnimationFrame(tick);
  }

  const observer = new IntersectionObserver(([entry]) => {
    visible = entry.isIntersecting;
  });
  observer.observe(frame.root);
  frame.root.addEventListener("nn-preset", pause);
  frame.onRemove(() => {
    pause();
    observer.disconnect();
  });
  return { pause, playing: () => request !== 0 };
}
