// What diagrams can do, once the reader is about to see one.

import { addTools, offerDiagramTools } from "./diagram_tools.js";
import { load } from "./page.js";
import { offerSigns } from "./signs.js";

offerSigns();
offerDiagramTools();
const overview = document.querySelector("section[aria-labelledby=_overview] .diagram-frame");
if (overview?.querySelector("a.node") && !overview.querySelector("a.cell")) load("assets/own_overview.js").then(() => globalThis.vejviser.foldOverview(overview, addTools));
