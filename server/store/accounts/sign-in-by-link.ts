import { sql } from 'kysely'
import * as messages from '../../messages/public.ts'
import type { Configuration } from '../../platform/configuration.ts'
import type { Reader, Tx } from '../../platform/database/public.ts'
import { hashOf, newKey } from '../basket/basket-cookie.ts'
import { say } from '../language/say.ts'
import { drawMail } from '../look/mail.ts'
import { readStoreFacts } from '../store-facts.ts'
import { publicAddress } from '../web/public-address.ts'
import { sessionDays } from './account-cookie.ts'

const minutesOfLink = 30

/** Sends a link by which a buyer signs in, if anything was ever ordered with this address; nobody is told whether. */
export async function sendSignInLink(tx: Tx, configuration: Configuration, email: string): Promise<void> {
  const { rows } = await sql<{ name: string; email: string }>`
    select buyer_name as name, email from store_order where lower(email) = ${email.toLowerCase()}
     order by order_id desc limit 1`.execute(tx.db)
  const buyer = rows[0]
  if (buyer === undefined) return
  const key = newKey()
  await sql`
    insert into buyer_link (key_hash, email, expires_at)
    values (${hashOf(key)}, ${buyer.email.toLowerCase()}, ${tx.at}::timestamptz + make_interval(mins => ${minutesOfLink}))`.execute(
    tx.db,
  )
  const store = await readStoreFacts(tx)
  const subject = say(store, 'mails.signIn.subject', { store: store.name })
  await messages.writeMessage(tx, {
    to: { name: buyer.name, address: buyer.email },
    subject,
    ...drawMail(store, subject, [
      { text: say(store, 'mails.hello', { name: buyer.name }) },
      { text: say(store, 'mails.signIn.body') },
      {
        link: {
          label: say(store, 'accounts.seeOrders'),
          address: publicAddress(configuration, `/shop/account/enter/${key}`),
        },
      },
      { text: say(store, 'mails.signIn.ignore') },
      { text: store.name },
    ]),
    documentId: null,
  })
}

/**
 * Signs in whoever has the link, once, under a secret that the caller has made (an answer is kept with its command, and a
 * secret must not be). Gives false for a link that was used, is too old or made up.
 */
export async function enterByLink(tx: Tx, key: string, session: string): Promise<boolean> {
  const { rows } = await sql<{ email: string }>`
    update buyer_link set used_at = ${tx.at}
     where key_hash = ${hashOf(key)} and used_at is null and expires_at > ${tx.at} returning email`.execute(
    tx.db,
  )
  if (rows[0] === undefined) return false
  await sql`
    insert into buyer_session (key_hash, email, expires_at)
    values (${hashOf(session)}, ${rows[0].email}, ${tx.at}::timestamptz + make_interval(days => ${sessionDays}))`.execute(
    tx.db,
  )
  return true
}

/** The e-mail address of the buyer who is signed in. */
export async function buyerOf(reader: Reader, key: string | undefined): Promise<string | undefined> {
  if (key === undefined) return undefined
  const { rows } = await sql<{ email: string }>`
    select email from buyer_session where key_hash = ${hashOf(key)} and expires_at > ${reader.at}`.execute(
    reader.db,
  )
  return rows[0]?.email
}

export async function signOut(tx: Tx, key: string): Promise<void> {
  await sql`delete from buyer_session where key_hash = ${hashOf(key)}`.execute(tx.db)
}

/** Links and sessions that no longer work go. */
export async function forgetOldSignIns(tx: Tx): Promise<void> {
  await sql`delete from buyer_link where expires_at < ${tx.at}`.execute(tx.db)
  await sql`delete from buyer_session where expires_at < ${tx.at}`.execute(tx.db)
}
