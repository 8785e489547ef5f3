// What happens on every page once it is read.

import { offerSearch } from "./search_dialog.js";
import { offerSearchPage } from "./search_page.js";

offerSearch();
offerSearchPage();
