// Follows every link of a page that sets a figure's state, and says of each what its
// reader then has before them. Two of three are followed while a figure stands beside the
// text from the link before; they stand at the upper, middle and lower part of the window.
async () => {
  const frames = async (n) => {
    while (n--) await new Promise(requestAnimationFrame);
  };
  const header = () =>
    Math.max(
      0,
      document.querySelector(".bd-header-article")?.getBoundingClientRect().bottom ?? 0,
    );
  const boxes = (node) => [...node.getClientRects()].filter((box) => box.width);
  const inWindow = (box) => box.top >= header() - 1 && box.bottom <= innerHeight + 1;
  // Whether nothing lies over an element: asked at the middle of each of its lines.
  const uncovered = (node) =>
    boxes(node).every((box) => {
      const at = document.elementFromPoint(
        box.left + box.width / 2,
        box.top + box.height / 2,
      );
      return node.contains(at) || at?.contains(node);
    });
  const inside = (box, outer) =>
    box.top >= outer.top - 1 &&
    box.bottom <= outer.bottom + 1 &&
    box.left >= outer.left - 1 &&
    box.right <= outer.right + 1;
  // Of the letters in an element that are shown: the smallest, in px on the screen.
  const smallestLetter = (root) => {
    let least = Infinity;
    let text = "";
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const node = walker.currentNode.parentElement;
      if (!walker.currentNode.data.trim() || node.closest(".nn-sr-only, option"))
        continue;
      if (!node.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
        continue;
      if (!node.getClientRects().length) continue;
      const size = parseFloat(getComputedStyle(node).fontSize);
      const matrix = node.getScreenCTM?.();
      const scale = matrix ? Math.hypot(matrix.a, matrix.b) : node.currentCSSZoom;
      if (size * scale < least) [least, text] = [size * scale, node.textContent];
    }
    return [least, text.slice(0, 30)];
  };

  // What stands under a prediction is read once that is made.
  const covered = document.querySelectorAll(".nn-predicted:not(.nn-shown)");
  for (const cell of covered) cell.classList.add("nn-shown");
  const links = [...document.querySelectorAll("main a.nn-state-link")];
  const found = [];
  for (const [i, link] of links.entries()) {
    const at = [0.25, 0.5, 0.75][i % 3];
    const middle = (box) => (box.top + box.bottom) / 2;
    const reach = () => middle(link.getBoundingClientRect()) - at * innerHeight;
    for (let tries = 0; tries < 3 && Math.abs(reach()) > 2; tries++) {
      scrollBy({ top: reach(), behavior: "instant" });
      await frames(2);
    }
    const before = boxes(link)[0].top;
    performance.clearMeasures();
    link.click();
    await frames(2);
    const id = link.hash.match(/#([\w-]+)/)[1];
    const panel = document.querySelector("[data-docked]");
    const view = panel ?? document.getElementById(id);
    const outer = view.getBoundingClientRect();
    const root = view.querySelector(".nn-widget");
    const stage = root.querySelector(".nn-stage");
    const reading = root.querySelector(".nn-reading");
    const [letter, text] = smallestLetter(root);
    const wrong = [];
    const must = (holds, says) => holds || wrong.push(says);
    must(boxes(link).every(inWindow) && uncovered(link), "the link is not in view");
    must(Math.abs(boxes(link)[0].top - before) < 2, "the link has moved");
    must(!panel || panel.dataset.docked === id, "another figure is there");
    must(
      !panel || (inWindow(outer) && panel.scrollHeight <= panel.clientHeight + 1),
      "the panel does not fit",
    );
    for (const [name, part] of [
      ["picture", stage],
      ["reading", reading],
    ]) {
      const box = part.getBoundingClientRect();
      must(
        box.height > 12 && inWindow(box) && inside(box, outer) && uncovered(part),
        `the ${name} is not in view`,
      );
    }
    must(stage.getBoundingClientRect().height >= 100, "the picture is too small");
    must(letter >= 10 || !panel, `letters of ${letter.toFixed(1)} px: ${text}`);
    found.push({
      link: link.hash,
      wrong,
      at: panel?.dataset.at ?? "in place",
      level: panel?.dataset.level,
      over: panel && panel.scrollHeight - panel.clientHeight,
      picture: Math.round(stage.getBoundingClientRect().height),
      letter,
      ms: performance.getEntriesByName("nn-dock")[0]?.duration,
    });
    if (i % 3 === 2) {
      document.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape" }));
      await frames(1);
    }
  }
  for (const cell of covered) cell.classList.remove("nn-shown");
  return found;
};
