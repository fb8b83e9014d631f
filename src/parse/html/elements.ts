const set = (names: string): ReadonlySet<string> => new Set(names.split(" "));

/** Elements that part the text before and after them (HTML standard, 15.3; cells, items and line breaks included). */
export const blockElements: ReadonlySet<string> = set(
  "address article aside blockquote body br caption center col colgroup dd details dialog dir div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol optgroup option p pre search section select summary table tbody td tfoot th thead tr ul preheader",
);

/** Elements whose content nobody is shown. */
export const unshownElements: ReadonlySet<string> = set(
  "head title style script template iframe noembed noframes datalist object applet math desc metadata xml",
);

/** Elements whose content is text to the tokenizer, template tags included. */
export const rawTextElements: ReadonlySet<string> = set("style script title textarea xmp iframe noembed noframes plaintext");

/** MJML tags that carry text, links or images, read as the HTML they stand for; none is longer than the MJML name. */
export const mjmlAliases: Readonly<Record<string, string>> = {
  "mj-text": "div",
  "mj-button": "a",
  "mj-image": "img",
  "mj-carousel-image": "img",
  "mj-table": "table",
  "mj-title": "title",
  "mj-style": "style",
  "mj-preview": "preheader",
  "mj-navbar-link": "a",
  "mj-social-element": "a",
  "mj-divider": "hr",
  "mj-spacer": "br",
  "mj-column": "div",
  "mj-section": "div",
  "mj-wrapper": "div",
  "mj-hero": "div",
  "mj-accordion-title": "div",
  "mj-accordion-text": "div",
  "mj-font": "link",
  "mj-all": "meta",
  "mj-class": "meta",
  "mj-include": "link",
};
