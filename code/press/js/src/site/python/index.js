// Python for the pages, as a classic script that is loaded once a reader turns to code.
import { fetchPackages, permit } from "./packages.js";
import { openSandbox } from "./sandbox.js";

window.nnbookPython = { openSandbox, permit, fetchPackages };
