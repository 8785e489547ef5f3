// What diagrams can do, once the reader is about to see one.

import { offerDiagramTools } from "./diagram_tools.js";
import { offerSigns } from "./signs.js";

offerSigns();
offerDiagramTools();
