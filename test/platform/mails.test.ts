import { afterAll, expect, test } from "vitest";
import { findInputs } from "../../src/platform/inputs.ts";
import { mailsOf } from "../../src/platform/mails.ts";
import { folderWith } from "../support/command.ts";

const mail = "From: Shop <shop@example.com>\nSubject: Your code\n\nYour code is 123.\n";
const separator = "From shop@example.com Mon Feb  3 10:00:00 2025\n";
const two = `${separator}${mail}\n${separator}${mail}\n`;
const template = "<p>Your code is {{code}}.</p>";

const folder = folderWith({
  "a.eml": mail,
  "note.txt": mail,
  "two.mbox": two,
  "one.mbox": `${separator}${mail}\n`,
  inbox: two,
  "00001.7c53336b37003a9286aba55d2945844c": `${separator}${mail}`,
  "0002": mail,
  words: "Your verification code is 123.",
  "mixed/1.eml": mail,
  "mixed/2.html": template,
  "mixed/3.mbx": two,
  "mixed/4": mail,
  "corpus/00001.7c53": mail,
  "corpus/00002.9c4b": mail,
  "corpus/sub/cur:2,S": mail,
  "both/content.html": template,
  "both/content.txt": "Your code is {{code}}.",
  "both/x.eml": mail,
  "folder.eml/readme.md": "",
});
afterAll(folder.remove);

test.for([
  ["a message by its name", ["a.eml"], ["a.eml message"]],
  ["text files stay templates", ["note.txt"], ["note.txt template"]],
  ["a template forced to be a message", ["note.txt", "message"], ["note.txt message"]],
  ["a message forced to be a template", ["a.eml", "template"], ["a.eml template"]],
  ["a message without an ending", ["0002"], ["0002 message"]],
  ["words without an ending", ["words"], ["words template"]],
  [
    "a message behind a separator, alone in its file",
    ["00001.7c53336b37003a9286aba55d2945844c"],
    ["00001.7c53336b37003a9286aba55d2945844c message"],
  ],
  ["an mbox without an ending", ["inbox"], ["inbox#1 message", "inbox#2 message"]],
  ["an mbox forced to be one message", ["two.mbox", "message"], ["two.mbox message"]],
  ["an mbox of one message", ["one.mbox"], ["one.mbox#1 message"]],
  ["a message forced to be an mbox", ["a.eml", "mbox"], ["a.eml#1 message"]],
  ["a missing message", ["gone.eml"], ["gone.eml message"]],
  ["a missing mbox", ["gone.mbox"], ["gone.mbox message"]],
  ["a missing template, forced to be a message", ["gone.html", "message"], ["gone.html message"]],
  ["a missing file without an ending", ["gone"], ["gone template"]],
  ["a folder without mail that is named like one", ["folder.eml"], ["folder.eml message"]],
  [
    "a folder of known types",
    ["mixed"],
    ["mixed/1.eml message", "mixed/2.html template", "mixed/3.mbx#1 message", "mixed/3.mbx#2 message"],
  ],
  [
    "a folder of any names, forced",
    ["corpus", "message"],
    ["corpus/00001.7c53 message", "corpus/00002.9c4b message", "corpus/sub/cur:2,S message"],
  ],
  ["a folder, forced to be templates", ["mixed", "template"], ["mixed/2.html template"]],
  [
    "a bundle beside a message is no bundle",
    ["both"],
    ["both/content.html template", "both/content.txt template", "both/x.eml message"],
  ],
] as const)("%s", async ([, [name, as], expected]) => {
  const inputs = await Array.fromAsync(findInputs([`${folder.path}/${name}`], as));
  const mails = await Array.fromAsync(mailsOf(inputs, as));
  expect(mails.map((each) => `${each.name.slice(folder.path.length + 1)} ${each.as}`)).toEqual(expected);
});
