const name = "[A-Za-z_][\\w.-]*";
const value = '"(?:[^<&"]|&(?:amp|lt|gt|quot|#\\d+|#x[0-9a-f]+);)*"';
const open = new RegExp(`<(${name})((?:\\s+${name}=${value})*)\\s*(/?)>`, "y");
const close = new RegExp(`</(${name})>`, "y");
const text = /(?:[^<&>\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|&(?:amp|lt|gt|quot|#\d+|#x[0-9a-f]+);)+/y;

/** What is not well-formed XML in a document of elements and text alone; undefined for what is. Stricter than XML: no `>` in text. */
export function xmlFault(xml: string): string | undefined {
  const opened: string[] = [];
  let at = 0;
  const next = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    const match = pattern.exec(xml);
    if (match) at = pattern.lastIndex;
    return match;
  };
  while (at < xml.length) {
    const begun = next(open);
    if (begun) {
      const names = [...(begun[2] ?? "").matchAll(new RegExp(`(${name})=`, "g"))].map(([, each]) => each);
      if (new Set(names).size < names.length) return `an attribute twice in ${begun[0]}`;
      if (begun[3] === "") opened.push(begun[1] ?? "");
      continue;
    }
    const ended = next(close);
    if (ended) {
      if (opened.pop() !== ended[1]) return `${ended[0]} ends nothing`;
      continue;
    }
    if (!next(text)) return `neither text nor tag: ${xml.slice(at, at + 40)}`;
  }
  return opened.length > 0 || !xml.isWellFormed() ? `not ended: ${opened.join(" ")}` : undefined;
}
