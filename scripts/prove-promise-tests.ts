/**
 * Takes out, one by one, the guards, locks and constraints that keep the promises (scripts/damages), and sees the test of
 * that promise fail. Works on a copy of the committed sources in a temporary folder. Run by hand: npm run test:prove, or
 * npm run test:prove -- till for those of a promise. SHOW=1 prints what the tests said.
 */
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { damages } from './damages/all.ts'
import type { Damage } from './damages/damage.ts'

const root = path.resolve(import.meta.dirname, '..')
const copy = mkdtempSync(path.join(tmpdir(), 'lotbook-damaged-'))
try {
  execFileSync('sh', ['-c', `git archive HEAD | tar -x -C "${copy}"`], { cwd: root })
  symlinkSync(path.join(root, 'node_modules'), path.join(copy, 'node_modules'))
  const only = process.argv[2] ?? ''
  const tried = damages.filter(damage => damage.promise.startsWith(only))
  const unseen = tried.filter(damage => !isSeen(damage))
  console.log(`${tried.length - unseen.length} passed, ${unseen.length} failed`)
  process.exitCode = unseen.length === 0 ? 0 : 1
} finally {
  rmSync(copy, { recursive: true, force: true })
}

/** Whether the test fails with the damage done; whatever happens, the sources are as they were after it. */
function isSeen(damage: Damage): boolean {
  const before = new Map<string, string>()
  for (const { file } of damage.edits) before.set(file, readFileSync(path.join(copy, file), 'utf8'))
  for (const edit of damage.edits) damageFile(edit)
  const run = spawnSync('npx', ['vitest', 'run', damage.test, '-t', damage.named ?? damage.promise], {
    cwd: copy,
    encoding: 'utf8',
  })
  for (const [file, text] of before) writeFileSync(path.join(copy, file), text)
  const seen = run.status !== 0 && / failed/.test(run.stdout)
  console.log(`${seen ? 'seen    ' : 'NOT SEEN'}  ${damage.promise}: without ${damage.what}`)
  if (process.env.SHOW) console.log(run.stdout)
  return seen
}

function damageFile({ file, take, put }: Damage['edits'][number]): void {
  const whole = readFileSync(path.join(copy, file), 'utf8')
  if (!whole.includes(take)) throw new Error(`${file} no longer has: ${take}`)
  writeFileSync(
    path.join(copy, file),
    whole.replace(take, () => put),
  )
}
