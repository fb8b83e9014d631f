import { type AnyNode, type Comment, type Element, isComment, isTag, type Document as Tree } from "domhandler";

/** A tree's elements by what selectors and inventories ask for, each list in document order. */
export interface ElementIndex {
  readonly all: readonly Element[];
  readonly byName: ReadonlyMap<string, readonly Element[]>;
  readonly byClass: ReadonlyMap<string, readonly Element[]>;
  readonly byId: ReadonlyMap<string, readonly Element[]>;
  readonly comments: readonly Comment[];
}

/** Indexes a tree in one pass without recursion: a mail is asked many questions, and each would walk it anew. */
export function indexElements(tree: Tree): ElementIndex {
  const all: Element[] = [];
  const byName = new Map<string, Element[]>();
  const byClass = new Map<string, Element[]>();
  const byId = new Map<string, Element[]>();
  const comments: Comment[] = [];
  const open: AnyNode[] = [];
  pushReversed(open, tree.children);
  for (let node = open.pop(); node; node = open.pop()) {
    if (isComment(node)) comments.push(node);
    if (!isTag(node)) continue;
    all.push(node);
    add(byName, node.name, node);
    const { id, class: classes } = node.attribs;
    if (id !== undefined) add(byId, id, node);
    for (const name of classes?.match(/\S+/g) ?? []) add(byClass, name, node);
    pushReversed(open, node.children);
  }
  return { all, byName, byClass, byId, comments };
}

/** The elements of some names, in document order. */
export function elementsNamed({ byName, all }: ElementIndex, names: readonly string[]): readonly Element[] {
  const lists = names.map((name) => byName.get(name) ?? []).filter((list) => list.length > 0);
  if (lists.length < 2) return lists[0] ?? [];
  const wanted = new Set(names);
  return all.filter(({ name }) => wanted.has(name));
}

function add(index: Map<string, Element[]>, key: string, element: Element): void {
  const known = index.get(key);
  if (known) known.push(element);
  else index.set(key, [element]);
}

function pushReversed(open: AnyNode[], nodes: readonly AnyNode[]): void {
  for (let at = nodes.length - 1; at >= 0; at--) {
    const node = nodes[at];
    if (node) open.push(node);
  }
}
