// What happens on every page once it is read.

import { offerCopying } from "./copying.js";
import { offerDiagramTools } from "./diagram_tools.js";
import { offerLens } from "./lens.js";
import { offerPreviews } from "./previews.js";
import { offerProgress } from "./progress.js";
import { offerSearch } from "./search_dialog.js";
import { offerSearchPage } from "./search_page.js";

offerLens();
offerSearch();
offerSearchPage();
offerProgress();
offerCopying();
offerPreviews();
offerDiagramTools();
