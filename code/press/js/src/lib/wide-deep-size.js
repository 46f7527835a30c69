// How wide and how large a Wide & Deep model is: dimensions and parameters. No DOM.

/**
 * The parts of a model in the order in which numbers flow: [{name, width, parameters}].
 * `categorical` features with `vocabulary` values each get embeddings of `dimensions`
 * numbers; `continuous` numbers stand beside them; `hidden` lists the widths of the ReLU
 * layers. The wide part has a weight for each of `apps` × `apps` pairs.
 */
export function sizes({
  categorical,
  vocabulary,
  dimensions,
  continuous,
  hidden,
  apps,
}) {
  const embedded = categorical * dimensions;
  const parts = [
    {
      name: "embeddings",
      width: embedded,
      parameters: categorical * vocabulary * dimensions,
    },
    { name: "input", width: embedded + continuous, parameters: 0 },
  ];
  const below = () => parts[parts.length - 1].width;
  for (const [l, width] of hidden.entries())
    parts.push({
      name: `layer${l + 1}`,
      width,
      parameters: width * (below() + 1),
    });
  // The output's one bias belongs to the sum of both parts.
  parts.push({ name: "output", width: 1, parameters: below() + 1 });
  parts.push({ name: "wide", width: apps * apps, parameters: apps * apps });
  return parts;
}
