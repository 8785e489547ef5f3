// The search page: a field above the index from A to Å, which gives way to the hits. `?q=` holds the query, so that a
// search can be sent to others.

import { searchBox } from "./search_box.js";

/** Adds the field, if this is the search page. */
export function offerSearchPage() {
  const index = document.getElementById("_index");
  if (!index) return;
  const address = new URL(location.href);
  const onQuery = (query) => {
    index.hidden = query !== "";
    if (query === (address.searchParams.get("q") ?? "")) return;
    if (query) address.searchParams.set("q", query);
    else address.searchParams.delete("q");
    history.replaceState(null, "", address);
  };
  const { box } = searchBox({ query: address.searchParams.get("q") ?? "", onQuery });
  document.getElementById("_search").append(box);
}
