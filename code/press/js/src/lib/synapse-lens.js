// A synapse under the magnifier: the end of the incoming axon with its vesicles, the
// gap of about 20 nm, the dendrite's membrane with its receptors.
import { uniqueId } from "./ids.js";

const TRANSMITTERS = 14;

/** Build it into `svg`; place({at, radius}), update(share, mV), share null at rest. */
export function synapseLens(svg) {
  const group = svg.append("g").attr("class", "nn-lens").attr("data-part", "synapse");
  const ground = group.append("circle").attr("class", "nn-lens-ground");
  const clip = uniqueId("lens");
  const clipCircle = group.append("clipPath").attr("id", clip).append("circle");
  const inside = group.append("g").attr("clip-path", `url(#${clip})`);
  inside
    .append("path")
    .attr("class", "nn-lens-axon")
    .attr("d", "M-60,-60V-16Q-52,-7 0,-7Q52,-7 60,-16V-60Z");
  inside
    .append("path")
    .attr("class", "nn-lens-dendrite")
    .attr("d", "M-60,60V20Q-40,11 0,11Q40,11 60,20V60Z");
  const VESICLES = [
    [-22, -24],
    [-4, -20],
    [15, -26],
    [-12, -37],
    [7, -39],
    [28, -35],
  ];
  inside
    .selectAll(".nn-vesicle")
    .data(VESICLES)
    .join("circle")
    .attr("class", "nn-vesicle")
    .attr("r", 6)
    .attr("cx", (d) => d[0])
    .attr("cy", (d) => d[1]);
  inside
    .selectAll(".nn-receptor")
    .data([-24, -12, 0, 12, 24])
    .join("path")
    .attr("class", "nn-receptor")
    .attr("d", (x) => `M${x - 3},8V15M${x + 3},8V15`);
  const dots = inside
    .selectAll(".nn-transmitter")
    .data(Array.from({ length: TRANSMITTERS }, (_, i) => i))
    .join("circle")
    .attr("class", "nn-transmitter")
    .attr("r", 1.8);
  const edge = group.append("circle").attr("class", "nn-lens-edge");

  return {
    place({ at, radius }) {
      group.attr("transform", `translate(${at})`);
      for (const circle of [ground, clipCircle, edge]) circle.attr("r", radius);
    },
    update(share, mV) {
      group.classed("nn-excites", mV > 0).classed("nn-inhibits", mV < 0);
      // At rest a few lie in their vesicles; in transmission all cross the gap.
      dots
        .attr("cx", (i) =>
          share == null ? VESICLES[i % 3][0] + ((i * 5) % 7) - 3 : -26 + 4 * i,
        )
        .attr("cy", (i) =>
          share == null
            ? VESICLES[i % 3][1] + ((i * 3) % 7) - 3
            : Math.min(-10 + 24 * share + 3 * Math.sin(i * 2.4), 13),
        );
    },
  };
}
