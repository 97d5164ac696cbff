import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { build } from 'vite'
import { expect, test } from 'vitest'
import { workbook } from './workbook-for-tests.ts'

const here = fileURLToPath(new URL('.', import.meta.url))

test('the worker works when the server is bundled, with the worker as a second entry', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'spreadsheet-build-'))
  try {
    const server = join(folder, 'main.ts')
    await writeFile(join(folder, 'order.xlsx'), workbook({ rows: '<row><c><v>42</v></c></row>' }))
    await writeFile(
      server,
      `import { readFileSync } from 'node:fs'
       const { readSheetHead } = await import(${JSON.stringify(join(here, 'public.ts'))})
       const file = readFileSync(new URL('../order.xlsx', import.meta.url))
       console.log(JSON.stringify((await readSheetHead(file, { fileName: 'order.xlsx', rows: 1 })).rows))`,
    )
    await build({
      configFile: false,
      logLevel: 'silent',
      root: folder,
      ssr: { noExternal: true },
      build: {
        ssr: true,
        outDir: join(folder, 'dist'),
        rolldownOptions: {
          input: { main: server, 'spreadsheet-worker': join(here, 'worker.ts') },
          output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
        },
      },
    })
    const { stdout } = await promisify(execFile)(process.execPath, [join(folder, 'dist/main.js')])
    expect(JSON.parse(stdout)).toEqual([{ number: 1, cells: [{ kind: 'number', number: 42, raw: '42' }] }])
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})
