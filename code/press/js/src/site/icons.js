// The theme's icons, and no others: Font Awesome's own build holds all 2,000. A test
// compares this list with the icons that the built pages ask for.
import { config, dom, library } from "@fortawesome/fontawesome-svg-core";
import { faGithub } from "@fortawesome/free-brands-svg-icons";
import { faLightbulb } from "@fortawesome/free-regular-svg-icons";
import {
  faAngleLeft,
  faAngleRight,
  faArrowUp,
  faBars,
  faChevronDown,
  faChevronUp,
  faCircleHalfStroke,
  faCodeBranch,
  faDownload,
  faExpand,
  faFile,
  faFilePdf,
  faList,
  faMagnifyingGlass,
  faMoon,
  faRocket,
  faSun,
} from "@fortawesome/free-solid-svg-icons";

library.add(
  faAngleLeft,
  faAngleRight,
  faArrowUp,
  faBars,
  faChevronDown,
  faChevronUp,
  faCircleHalfStroke,
  faCodeBranch,
  faDownload,
  faExpand,
  faFile,
  faFilePdf,
  faGithub,
  faLightbulb,
  faList,
  faMagnifyingGlass,
  faMoon,
  faRocket,
  faSun,
);
config.searchPseudoElements = false;
dom.watch();
