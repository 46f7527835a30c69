// What prettier leaves to a linter: mistakes, not form. Names that are defined nowhere are
// tsc's to find.
import js from "@eslint/js";

export default [
  js.configs.recommended,
  {
    rules: {
      "no-undef": "off",
      eqeqeq: ["error", "always", { null: "ignore" }],
      "no-shadow-restricted-names": "error",
      "no-var": "error",
      "prefer-const": ["error", { destructuring: "all" }],
      "no-self-compare": "error",
      "no-unmodified-loop-condition": "error",
      "no-unreachable-loop": "error",
      "array-callback-return": "error",
      "no-restricted-globals": ["error", "event", "name", "parent", "top", "status"],
    },
  },
  // A figure runs in a notebook, too, where there is no page of the book around it.
  {
    files: ["src/widgets/**", "src/lib/**"],
    rules: {
      "no-restricted-imports": [
        "error",
        { patterns: [{ group: ["**/site/**"], message: "Move it to src/lib." }] },
      ],
    },
  },
];
