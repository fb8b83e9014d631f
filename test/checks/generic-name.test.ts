import { expect, test } from "vitest";
import { genericPart } from "../../src/checks/domain/generic-name.ts";

const words = ["dsl", "dynamic"];

test.for([
  ["192-0-2-17.example.net", "192.0.2.17", "192-0-2-17"],
  ["host192.0.2.17.example.net", "192.0.2.17", "192-0-2-17"],
  ["17.2.0.192.example.net", "192.0.2.17", "17-2-0-192"],
  ["ip192_000_002_017.example.net", "192.0.2.17", "192-000-002-017"],
  ["p192000002017.example.net", "192.0.2.17", "192000002017"],
  ["c0000211.example.net", "192.0.2.17", "c0000211"],
  ["p17.dsl.example.net", "192.0.2.17", "dsl"],
  ["dynamic17.example.net", "192.0.2.17", "dynamic"],
  ["0211-22ff-fe33-4455.example.net", "2001:db8::211:22ff:fe33:4455", "0211-22ff-fe33-4455"],
  ["211-22ff-fe33-4455.example.net", "2001:db8::211:22ff:fe33:4455", "211-22ff-fe33-4455"],
  ["20010db8000000000000000000000001.example.net", "2001:db8::1", "20010db8000000000000000000000001"],
])("%s of %s is generic by %s", ([name, ip, part]) => {
  expect(genericPart(name ?? "", ip ?? "", words)?.part).toBe(part);
});

test.for([
  ["mail.example.net", "192.0.2.17"],
  ["mail17.example.net", "192.0.2.17"],
  ["a2-17.smtp-out.example.net", "192.0.2.17"],
  ["1192-0-2-17.example.net", "192.0.2.17"],
  ["192-0-2-170.example.net", "192.0.2.17"],
  ["dslreports.example.net", "192.0.2.17"],
  ["mail.example.net", "2001:db8::1"],
])("%s of %s is a name of its own", ([name, ip]) => {
  expect(genericPart(name ?? "", ip ?? "", words)).toBeUndefined();
});
