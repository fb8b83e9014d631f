import { defineConfig } from "vitest/config";

/** Tests of the packed tarball; they need `npm run build` first and take longer than the others. */
const config: ReturnType<typeof defineConfig> = defineConfig({
  test: {
    include: ["test/package/**/*.test.ts"],
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});

export default config;
