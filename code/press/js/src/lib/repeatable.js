// A training that its setting determines, seed included: a change of the setting starts
// it anew, and the state's `steps` says how far it has come. So a state can be repeated:
// a link or Python that sets `steps` has the run trained so far.
const CATCH_UP = 8; // ms a frame, so that the page stays alive

/**
 * `settingOf()` reads the setting from the state, start(setting) begins a run (an object
 * with `steps`), train(run, steps, ms) trains it until it has `steps` or time is up. Returns
 *   follow()      the present run, in step with the state; call it first in draw()
 *   startOver()   the same run from its start
 *   use(player)   the player that trains it, to be paused where the state moves
 */
export function repeatable(frame, { settingOf, start, train }) {
  let run;
  let key = "";
  let known = 0; // the number of steps that the state last said
  let player = { playing: () => false, pause() {} };

  function begin(setting) {
    key = JSON.stringify(setting);
    run = start(setting);
  }
  function note(steps) {
    known = steps;
    if (frame.get("steps") !== steps) frame.set({ steps });
  }
  function goTo(steps) {
    const setting = settingOf();
    if (JSON.stringify(setting) !== key || run.steps > steps) begin(setting);
    note(steps);
    frame.draw();
  }
  const startOver = () => goTo(0);
  // Said here, since the state may not change: the run has gone on, `steps` has not.
  frame.root.addEventListener("nn-preset", ({ detail }) => goTo(detail.state.steps));

  function follow() {
    const asked = frame.get("steps");
    const moved = asked !== known;
    const setting = settingOf();
    const changed = JSON.stringify(setting) !== key;
    if (changed || (moved && asked < run.steps)) begin(setting);
    if (moved) player.pause();
    if (moved) note(asked);
    else if (changed) note(0);
    if (run.steps < known) {
      train(run, known, CATCH_UP);
      if (run.steps < known) frame.draw();
    } else if (run.steps > known && !player.playing()) note(run.steps);
    return run;
  }

  return {
    follow,
    startOver,
    current: () => run,
    use: (used) => (player = used),
  };
}
