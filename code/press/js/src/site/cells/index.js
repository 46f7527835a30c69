// The cells of a page, as a classic script that is loaded once a reader turns to one.
import palette from "../../state/palette.json" with { type: "json" };
import { t } from "../words.js";
import { Chapter } from "./chapter.js";
import { figures } from "./figures.js";
import { startPython } from "./python.js";
import { cellView } from "./view.js";

/** @import { Page, Block } from "../cells.js" */
/** @import { Cell } from "./chapter.js" */

/**
 * Make the cells of a page live.
 * @param {Page} page
 * @param {Block[]} blocks
 */
window.nnbookCells = (page, blocks) => {
  const chapter = new Chapter(
    blocks.map(({ source, work }) => ({ source, code: work.value })),
    (signal) => startPython(page, { consent, progress, signal }),
    {
      begin: (cell) => viewOf(cell).begin(),
      change: draw,
      output: (cell, output) => viewOf(cell).add(output),
      state: (id, values) => shown.receive(id, values),
    },
  );
  const shown = figures(page.mountFigure, (id, values) => chapter.move(id, values));
  const views = chapter.cells.map((cell, i) => {
    const { work } = blocks[i];
    const view = cellView(
      blocks[i],
      { number: cell.number, colors: palette, page, figure: shown.show },
      {
        run: () => run(cell),
        above: () => run(cell, "runAbove"),
        stop: () => stop(cell),
        restart: () => restart(cell),
        edit: (code) => change(cell, code),
      },
    );
    work.onChange(draw);
    if (work.value !== cell.source) view.edit();
    return view;
  });
  const viewOf = (cell) => views[cell.number - 1];
  /** @type {Cell | null} */
  let target = null; // at which the reader waits
  draw();

  // A cell's code, typed or taken from elsewhere.
  function change(cell, code) {
    chapter.edit(cell, code);
    if (!chapter.work) viewOf(cell).say("");
  }

  async function run(cell, what = "run") {
    const view = viewOf(cell);
    view.use();
    if (chapter.work) return view.say(t("cell.say.busy", { number: target?.number }));
    if (!page.available()) return view.say(t("exercise.stopped.file"));
    target = cell;
    view.say(t("cell.say.starting"), true);
    try {
      const came = await chapter[what](cell);
      if (target !== cell) return undefined;
      if (came === "done")
        view.say(t(`cell.say.${what === "run" ? ended(cell) : "done"}`));
      if (typeof came === "object")
        view.say(t("cell.say.brokenAbove", { number: came.number }));
    } catch (error) {
      const { reason = "crash", file } = error;
      if (target !== cell) return undefined;
      view.say(t(`cell.failed.${reason}`, { file }));
      if (reason === "crash") console.warn("Python:", error);
    } finally {
      if (target === cell) target = null;
    }
    return undefined;
  }

  // What is said of a cell that has run.
  function ended(cell) {
    if (cell.ran?.status === "error") return "error";
    return viewOf(cell).covered() ? "covered" : "done";
  }

  function stop(cell) {
    target = null;
    chapter.stop();
    shown.forget();
    viewOf(cell).say(t("cell.say.stopped"));
  }

  function restart(cell) {
    if (target) viewOf(target).say("");
    target = null;
    chapter.restart();
    shown.forget();
    for (const view of views) view.forget();
    viewOf(cell).say(t("cell.say.restarted"));
  }

  // What the target says while it waits.
  function tell() {
    const { work } = chapter;
    if (!work || !target) return;
    const { going, left } = work;
    if (!going) return;
    if (going === target) viewOf(target).say(t("exercise.phase.running"), true);
    else
      viewOf(target).say(
        t("cell.say.above", { number: going.number, left: left.length }),
        true,
      );
  }

  function progress(done, all) {
    if (target && !chapter.work?.going)
      viewOf(target).say(t("cell.say.loading", { done, all }), true);
  }

  // Packages come from elsewhere only where the reader says so.
  const consent = (from) =>
    page.ask({
      question: t("cell.elsewhere", { from }),
      yes: t("cell.elsewhereYes"),
      no: t("cell.elsewhereNo"),
    });

  function draw() {
    for (const cell of chapter.cells) {
      const state = chapter.state(cell);
      viewOf(cell).show({ cell, state, why: chapter.why(cell), busy: !!chapter.work });
    }
    tell();
  }

  return {
    /** @param {number} number */
    run: (number) => run(chapter.cells[number - 1]),
    /** @param {number} number */
    edit(number) {
      views[number - 1].use();
      views[number - 1].edit();
      views[number - 1].focus();
    },
  };
};
