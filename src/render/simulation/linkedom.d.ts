/** What is relied on of linkedom, the DOM that plots are drawn into; its own types ask for those of a browser. tsconfig.json leads here. */

export interface SvgElement {
  readonly attributes: Iterable<{ readonly name: string; readonly value: string }>;
  readonly outerHTML: string;
  textContent: string;
  setAttribute(name: string, value: string): void;
  removeAttribute(name: string): void;
  append(...children: readonly SvgElement[]): void;
  prepend(...children: readonly SvgElement[]): void;
  remove(): void;
  querySelectorAll(selector: string): Iterable<SvgElement>;
}

export interface SvgDocument {
  createElementNS(namespace: string, name: string): SvgElement;
}

export function parseHTML(html: string): { readonly document: SvgDocument };
