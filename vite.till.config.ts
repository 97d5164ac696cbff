import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { VitePWA } from 'vite-plugin-pwa'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/**
 * Builds the till into `dist/till`, which the server serves at `/pos/`. Its worker keeps our own files on the device, so
 * that the till opens without a network; answers of the server it never keeps: those have their place in the database. Of
 * products' pictures it keeps those that were seen last, whose addresses never mean another picture; they go first when the
 * disk is short, since sales need it more.
 */
export default defineConfig({
  root: here('./web/till'),
  base: '/pos/',
  cacheDir: here('./node_modules/.vite/till'),
  plugins: [
    react(),
    VitePWA({
      registerType: 'prompt',
      injectRegister: false,
      manifest: {
        id: '/pos/',
        name: 'Lotbook till',
        short_name: 'Till',
        description: 'Sells by lot and serial number, with the network or without it.',
        start_url: '/pos/',
        scope: '/pos/',
        display: 'standalone',
        background_color: '#f7f4eb',
        theme_color: '#124b38',
        icons: [
          { src: 'icon-192.png', sizes: '192x192', type: 'image/png' },
          { src: 'icon-512.png', sizes: '512x512', type: 'image/png' },
          { src: 'icon-maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
        ],
      },
      workbox: {
        globPatterns: ['**/*.{html,js,css,woff2,svg,png,wasm}'],
        maximumFileSizeToCacheInBytes: 8 * 1024 * 1024,
        navigateFallback: 'index.html',
        cleanupOutdatedCaches: true,
        runtimeCaching: [
          {
            urlPattern: /\/api\/v1\/pictures\//,
            handler: 'CacheFirst',
            options: {
              cacheName: 'pictures',
              expiration: { maxEntries: 300, purgeOnQuotaError: true },
              cacheableResponse: { statuses: [200] },
            },
          },
        ],
      },
    }),
  ],
  build: {
    outDir: here('./dist/till'),
    emptyOutDir: true,
    target: 'es2022',
    sourcemap: false,
  },
  server: { host: '127.0.0.1', port: 5174, proxy: { '/api': 'http://127.0.0.1:3000' } },
})
