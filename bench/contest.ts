/** Something that ours and its floor both do, on the same PostgreSQL, in turns. */
export interface Contest {
  readonly name: string
  /** How many operations a turn has; with several, the table shows operations a second. */
  readonly operations: number
  /** Makes ready what one round needs; not timed. */
  prepare(round: number): Promise<void>
  ours(round: number): Promise<void>
  floor(round: number): Promise<void>
}

export interface Result {
  readonly name: string
  readonly operations: number
  /** Milliseconds, one of each a round. */
  readonly ours: readonly number[]
  readonly floor: readonly number[]
}

const warmUps = 2

/**
 * `rounds` rounds that count, after two that do not; between those two, `settle` gathers statistics, so that nothing is
 * planned for the empty tables of the first one. Ours and its floor take turns, and take turns at being first, so that
 * what else the machine does falls on both.
 */
export async function hold(contest: Contest, rounds: number, settle: () => Promise<void>): Promise<Result> {
  const ours: number[] = []
  const floor: number[] = []
  for (let round = 0; round < warmUps + rounds; round++) {
    await contest.prepare(round)
    if (round === 1) await settle()
    const turns = [
      async () => ours.push(await timed(() => contest.ours(round))),
      async () => floor.push(await timed(() => contest.floor(round))),
    ]
    if (round % 2 === 1) turns.reverse()
    for (const turn of turns) await turn()
  }
  return {
    name: contest.name,
    operations: contest.operations,
    ours: ours.slice(warmUps),
    floor: floor.slice(warmUps),
  }
}

/** How many rounds `hold` asks a contest to prepare. */
export const roundsHeld = (rounds: number) => warmUps + rounds

async function timed(work: () => Promise<void>): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}

/** `clients` callers at once work off the items; each takes the next one when it is done. */
export async function byClients<Item>(
  clients: number,
  items: readonly Item[],
  work: (item: Item) => Promise<unknown>,
): Promise<void> {
  let next = 0
  const client = async () => {
    while (next < items.length) await work(items[next++]!)
  }
  await Promise.all(Array.from({ length: clients }, client))
}
