import { sql } from 'kysely'
import { createTransport, type Transporter } from 'nodemailer'
import { inTransaction, kyselyOn } from '../platform/database/public.ts'
import type { House } from '../platform/house.ts'

interface Due {
  id: number
  toAddress: string
  toName: string
  subject: string
  text: string
  html: string
  attempts: number
  fromName: string
  fromAddress: string
}

/** Whoever takes a message has so long to send it before another tries. */
const minutesToSend = 5
/** After so many tries, over two days, it is left for a person to look at. */
const mostAttempts = 12

/**
 * Sends what waits, one message after the other. A mail server that is away or says no lets the message wait longer each
 * time; without a mail server all of it is kept. A message is taken before it is sent: a server that dies over it sends
 * it again later, under the same Message-ID, by which mail programs know it for the same.
 */
export async function sendWaiting(house: House): Promise<void> {
  const { smtpUrl } = house.configuration
  if (smtpUrl === undefined) return
  const transport = createTransport(smtpUrl, {}) as Transporter
  try {
    for (let due = await takeOne(house); due !== undefined; due = await takeOne(house))
      await sendOne(house, transport, due)
  } finally {
    transport.close()
  }
}

async function takeOne(house: House): Promise<Due | undefined> {
  const at = house.clock().toISOString()
  const { rows } = await sql<Due>`
    update message m set next_try_at = ${at}::timestamptz + make_interval(mins => ${minutesToSend}), attempts = m.attempts + 1
      from shop
     where m.id = (select id from message where state = 'waiting' and next_try_at <= ${at}
                    order by next_try_at, id limit 1 for update skip locked)
    returning m.id, m.to_address as "toAddress", m.to_name as "toName", m.subject, m.body_text as text, m.body_html as html,
              m.attempts, shop.name as "fromName", shop.email as "fromAddress"`.execute(kyselyOn(house.pool))
  return rows[0]
}

async function sendOne(house: House, transport: Transporter, due: Due): Promise<void> {
  try {
    // Names and addresses go as fields, never as one text: nothing in them can become another head or another reader.
    await transport.sendMail({
      from: { name: due.fromName, address: due.fromAddress || `no-reply@${domainOf(house)}` },
      to: { name: due.toName, address: due.toAddress },
      subject: due.subject,
      text: due.text,
      html: due.html,
      messageId: `<message-${due.id}@${domainOf(house)}>`,
      disableFileAccess: true,
      disableUrlAccess: true,
    })
  } catch (error) {
    house.log.warn({ messageId: due.id, why: (error as Error).message }, 'an e-mail was not sent')
    return waitLonger(house, due, (error as Error).message)
  }
  await write(house, async db => {
    await sql`
      update message set state = 'sent', sent_at = ${house.clock().toISOString()}, next_try_at = null, problem = null
       where id = ${due.id} and state <> 'sent'`.execute(db)
  })
}

async function waitLonger(house: House, { id, attempts }: Due, problem: string): Promise<void> {
  const failed = attempts >= mostAttempts
  const minutes = Math.min(2 ** (attempts - 1), 6 * 60)
  await write(house, async db => {
    await sql`
      update message set problem = ${problem.replace(/[\p{Cc}\p{Cs}]+/gu, ' ').slice(0, 500)},
             state = case when ${failed} then 'failed' else 'waiting' end,
             next_try_at = case when not ${failed} then ${house.clock().toISOString()}::timestamptz + make_interval(mins => ${minutes}::int) end
       where id = ${id} and state = 'waiting'`.execute(db)
  })
}

function write(house: House, work: (db: ReturnType<typeof kyselyOn>) => Promise<void>): Promise<void> {
  const act = { actor: { id: 0, name: 'Lotbook' }, at: house.clock(), timeZone: 'UTC' }
  return inTransaction(house.pool, act, tx => work(tx.db))
}

function domainOf({ configuration: { publicUrl } }: House): string {
  return publicUrl === undefined ? 'localhost' : new URL(publicUrl).hostname
}
