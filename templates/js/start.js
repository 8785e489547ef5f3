// What happens on every page once it is read.

import { offerLens } from "./lens.js";
import { offerProgress } from "./progress.js";
import { offerSearch } from "./search_dialog.js";
import { offerSearchPage } from "./search_page.js";

offerLens();
offerSearch();
offerSearchPage();
offerProgress();
