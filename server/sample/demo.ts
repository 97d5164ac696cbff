import { sql } from 'kysely'
import { makeOwner } from '../people/public.ts'
import { CommandRefused } from '../platform/command-refused.ts'
import { inTransaction, kyselyOn } from '../platform/database/public.ts'
import type { House } from '../platform/house.ts'
import * as till from '../till/public.ts'
import { fillShop } from './fill-shop.ts'
import { sampleTill } from './sell-at-till.ts'

const owner = { name: 'Morgan Vale', email: 'owner@example.com', password: 'lotbook demo' }

/**
 * Fills an empty data folder with the sample shop and its owner, and prints how to sign in. A demo that was stopped in
 * the middle is gone on with; a folder that holds a shop of somebody's own is left alone (CommandRefused).
 */
export async function prepareDemo(house: House): Promise<void> {
  const { rows } = await sql<{ staff: boolean; started_at: string | null; finished: boolean }>`
    select exists (select from staff) as staff,
           (select created_at from idempotency where actor_id = 0 and key = 'demo-owner') as started_at,
           exists (select from idempotency where key = 'demo-finished') as finished`.execute(
    kyselyOn(house.pool),
  )
  const state = rows[0]!
  if (state.staff && state.started_at === null) {
    throw new CommandRefused(
      'This data folder holds a shop of your own already. Show the sample in another: DATA_DIR=./demo-data npm run demo',
    )
  }
  if (!state.finished)
    await fill(house, state.started_at === null ? house.clock() : new Date(state.started_at))
  process.stdout.write(
    `\nThe sample shop is loaded. Sign in as ${owner.email} with the password “${owner.password}”.\n`,
  )
  await sayHowToSell(house)
}

/** The till of the sample waits for a device: prints a code for it, as a manager would make one, and the cashier's PIN. */
async function sayHowToSell(house: House): Promise<void> {
  const act = { actor: { id: 0, name: 'Lotbook' }, at: house.clock(), timeZone: 'UTC' }
  const code = await inTransaction(house.pool, act, async tx => {
    const { rows } = await sql<{ id: number }>`
      select till.id from till where till.name = ${sampleTill.name} and till.archived_at is null
         and not exists (select from till_device where till_id = till.id and ended_at is null)`.execute(tx.db)
    return rows[0] === undefined ? null : (await till.makeEnrolmentCode(tx, rows[0].id)).code
  })
  const { host, port, publicUrl } = house.configuration
  const address = `${publicUrl ?? `http://${host}:${port}`}/pos`
  const { cashier, pin } = sampleTill
  process.stdout.write(
    code === null
      ? `Sell at ${address}, where ${cashier} has the PIN ${pin}.\n`
      : `Make this browser its till within a quarter of an hour: ${address}#enrol=${code}\n` +
          `(later the page Tills makes another code). ${cashier} sells there with the PIN ${pin}.\n`,
  )
}

async function fill(house: House, asOf: Date): Promise<void> {
  const timeZone = 'Europe/London'
  const nobody = { id: 0, name: 'Lotbook' }
  const ownerId = await inTransaction(
    house.pool,
    { actor: nobody, at: asOf, timeZone, idempotency: { key: 'demo-owner', content: null } },
    tx => makeOwner(tx, { ...owner, shopName: 'Vale & Harbour', currency: 'GBP', timeZone }),
  )
  const actor = { id: ownerId, name: owner.name }
  let step = 0
  process.stdout.write('Making the sample shop, six weeks of buying and selling …\n')
  await fillShop(
    (work, at) =>
      inTransaction(
        house.pool,
        { actor, at, timeZone, idempotency: { key: `demo-${++step}`, content: null } },
        work,
      ),
    asOf,
    () => {},
  )
  await inTransaction(
    house.pool,
    { actor, at: asOf, timeZone, idempotency: { key: 'demo-finished', content: null } },
    tx => sql`update shop set sample_loaded_at = ${tx.at}`.execute(tx.db).then(() => true),
  )
}
