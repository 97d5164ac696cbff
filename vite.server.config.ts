import { builtinModules } from 'node:module'
import { defineConfig } from 'vite'

/** The server as plain JavaScript in dist/server; packages stay in node_modules. */
export default defineConfig({
  publicDir: false,
  build: {
    ssr: true,
    outDir: 'dist/server',
    emptyOutDir: true,
    target: 'node20',
    minify: false,
    sourcemap: true,
    rollupOptions: {
      input: { cli: 'server/cli.ts', 'spreadsheet-worker': 'server/platform/spreadsheet/worker.ts' },
      // What the compiler itself asks for is not in node_modules: it is bundled.
      external: [...builtinModules, /^node:/, /^(?!@oxc-project\/)[a-z@](?!:)/],
      output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js', banner: '' },
    },
  },
})
