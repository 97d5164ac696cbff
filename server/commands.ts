import { parseArgs } from 'node:util'
import { serve } from './main.ts'
import { addStaff } from './people/public.ts'
import { CommandRefused } from './platform/command-refused.ts'
import { type Configuration, readConfiguration } from './platform/configuration.ts'
import { inTransaction } from './platform/database/public.ts'
import { type OpenHouse, openHouse } from './platform/open-house.ts'
import { prepareDemo } from './sample/public.ts'
import { verify } from './stock/public.ts'
import { verifyTills } from './till/public.ts'

const commands: Record<
  string,
  { about: string; run: (words: string[], configuration: Configuration) => Promise<void> }
> = {
  start: { about: 'start the server', run: (_words, configuration) => serve(configuration) },
  demo: {
    about: 'start the server with a sample shop',
    run: (_words, configuration) => serve(configuration, prepareDemo),
  },
  migrate: {
    about: 'bring the database up to date and stop',
    run: (_words, configuration) => inHouse(configuration, async () => say('The database is up to date.')),
  },
  verify: {
    about: 'replay the ledger and print every difference',
    run: (_words, configuration) => inHouse(configuration, verifyLedger),
  },
  user: {
    about: 'add a member of staff: user NAME E-MAIL [owner|manager|staff], password on standard input',
    run: addUser,
  },
}

/** Runs one command of the command line. Throws CommandRefused with the sentence when the words make no sense. */
export async function runCommand(words: string[]): Promise<void> {
  const { positionals } = parseArgs({ args: words, allowPositionals: true, strict: false })
  const name = positionals[0] ?? 'start'
  const command = commands[name]
  if (command === undefined) {
    const list = Object.entries(commands).map(([key, { about }]) => `  lotbook ${key.padEnd(8)} ${about}`)
    throw new CommandRefused(`There is no command “${name}”. These are:\n${list.join('\n')}`)
  }
  await command.run(positionals.slice(1).map(String), readConfiguration(process.env))
}

async function inHouse(
  configuration: Configuration,
  work: (house: OpenHouse) => Promise<void>,
): Promise<void> {
  const house = await openHouse({ ...configuration, logLevel: 'warn' })
  try {
    await work(house)
  } finally {
    await house.close()
  }
}

async function verifyLedger(house: OpenHouse): Promise<void> {
  const differences = [...(await verify(house.pool)), ...(await verifyTills(house.pool))]
  for (const difference of differences) say(difference)
  if (differences.length > 0) throw new CommandRefused(`The ledger has ${differences.length} differences.`)
  say(
    'The ledger is clean: levels, units, allocations and reservations all follow from the movements, and so do receipts.',
  )
}

async function addUser(words: string[], configuration: Configuration): Promise<void> {
  const [name, email, role = 'staff'] = words
  if (!name || !email || (role !== 'owner' && role !== 'manager' && role !== 'staff')) {
    throw new CommandRefused(
      'Say who it is: lotbook user "Ada Byrne" ada@example.com staff, with the password on standard input.',
    )
  }
  const password = (await readAll(process.stdin)).trim()
  if (password.length < 10)
    throw new CommandRefused('Give a password of at least 10 characters on standard input.')
  await inHouse(configuration, async house => {
    const act = { actor: { id: 0, name: 'Lotbook' }, at: house.clock(), timeZone: 'UTC' }
    await inTransaction(house.pool, act, tx => addStaff(tx, { name, email, role, password }))
    say(`${name} can sign in as ${email}.`)
  })
}

async function readAll(stream: NodeJS.ReadableStream): Promise<string> {
  let text = ''
  for await (const chunk of stream) text += chunk
  return text
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}
