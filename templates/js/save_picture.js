// A picture of the page as a file that opens alone, for diagrams of which the site holds none. Loaded when it is asked for.
// Each element gets the styles that it is seen with, since a page that was opened from disk can't read its stylesheet.
{
  const all = (one) => [one, ...one.querySelectorAll("*")];

  globalThis.vejviser.savePicture = (picture) => {
    const copy = picture.cloneNode(true);
    const seen = all(picture);
    all(copy).forEach((one, at) => {
      const [own, around] = [seen[at], seen[at].parentNode].map((of) => getComputedStyle(of));
      for (const name of own) {
        const value = own.getPropertyValue(name);
        // All of these are handed down.
        if (/^(fill|stroke|font)/.test(name) && value !== around.getPropertyValue(name)) one.style.setProperty(name, value);
      }
      if (one.matches("a")) one.setAttribute("href", new URL(one.getAttribute("href"), document.baseURI));
    });
    copy.style.background = getComputedStyle(picture.closest(".diagram-frame")).backgroundColor;
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([new XMLSerializer().serializeToString(copy)], { type: "image/svg+xml" }));
    link.download = "diagram.svg";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  };
}
