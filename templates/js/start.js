// What happens on every page once it is read.

import { offerColours } from "./colours.js";
import { offerCopying } from "./copying.js";
import { offerDiagramTools } from "./diagram_tools.js";
import { offerLens } from "./lens.js";
import { offerLog } from "./log.js";
import { leadOn, showWhereWeAre } from "./navigation.js";
import { load } from "./page.js";
import { offerPreviews } from "./previews.js";
import { offerProgress } from "./progress.js";
import { offerSearch } from "./search_dialog.js";
import { offerSearchPage } from "./search_page.js";
import { offerSigns } from "./signs.js";

leadOn();
offerLens();
offerSearch();
offerSearchPage();
offerProgress();
offerLog();
offerSigns();
offerCopying();
offerPreviews();
offerDiagramTools();
offerColours();
// Last, since it asks for the places of what the others have made.
showWhereWeAre();
if (document.querySelector("pre > code")) load("assets/code.js");
