/** How a template's text is written. */
export type TemplateFormat = "html" | "text" | "mjml";

/** File name endings that a walked directory is searched for. */
export const templateExtensions = [
  ".html",
  ".htm",
  ".xhtml",
  ".txt",
  ".text",
  ".mjml",
  ".hbs",
  ".handlebars",
  ".mustache",
  ".liquid",
  ".twig",
  ".jinja",
  ".jinja2",
  ".j2",
  ".njk",
  ".ftl",
  ".ftlh",
  ".tpl",
  ".php",
  ".erb",
  ".ejs",
] as const;

const byExtension: Readonly<Record<string, TemplateFormat>> = {
  ".mjml": "mjml",
  ".txt": "text",
  ".text": "text",
  ".html": "html",
  ".htm": "html",
  ".xhtml": "html",
};

const SNIFFED_UNITS = 65_536;

/** Told by the name where the name says it, else by the text: MJML, any HTML element, or plain text. */
export function formatOf(name: string, text: string): TemplateFormat {
  const [, extension = "", outer = ""] = /(\.[a-z0-9]+)?(\.[a-z0-9]+)$/i.exec(name.toLowerCase()) ?? [];
  const told = byExtension[outer] ?? byExtension[extension];
  const head = text.slice(0, SNIFFED_UNITS);
  if (/<mjml[\s>]/i.test(head)) return "mjml";
  if (told) return told;
  return /<(?:!doctype|html|head|body|table|div|p|a|br|span|h[1-6]|img|td|tr|style|ul|ol|li|b|strong|em|i|font|center)\b/i.test(
    head,
  )
    ? "html"
    : "text";
}
