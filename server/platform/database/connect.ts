import { createHash } from 'node:crypto'
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
} from 'kysely'
import pg from 'pg'
import type { Database } from '../../../db/tables.ts'

/** Where a merchant's tables are: a PostgreSQL schema that every connection has as its search path. */
export interface DatabaseAddress {
  readonly connection: pg.PoolConfig
  readonly schema: string
}

const types: pg.CustomTypesConfig = {
  getTypeParser(oid, format) {
    if (format !== 'binary') {
      const parse = parsers.get(oid)
      if (parse !== undefined) return parse
    }
    return pg.types.getTypeParser(oid, format as 'text')
  },
}

const parsers = new Map<number, (text: string) => unknown>([
  [20, safeInteger], // int8: keys, quantities and money, all below 2^53 by their checks
  [1082, text => text], // date: a calendar date has no time zone to be shifted by
  [1184, text => new Date(text).toISOString()], // timestamptz: as the wire has it
])

function safeInteger(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new Error(`integer from the database is out of range: ${text}`)
  return value
}

/**
 * A shop's tables are in memory, where a row by its index costs no more than one in passing. PostgreSQL's own guess (4,
 * for turning disks) reads small tables whole, and a statement that was prepared on a small table keeps doing so.
 */
const planning = '-c random_page_cost=1.1'

/**
 * A pool whose clients pipeline: statements that do not need each other's answers travel together. Eight connections
 * carry more than thirty-two do on the few cores that a shop's server has.
 */
export function openPool(address: DatabaseAddress, size = 8): pg.Pool {
  if (!/^[a-z][a-z0-9_]*$/.test(address.schema)) throw new Error(`not a merchant schema: ${address.schema}`)
  return new pg.Pool({
    ...address.connection,
    types,
    max: size,
    pipeline: true,
    options: `-c search_path=${address.schema} -c timezone=UTC ${planning}`,
    application_name: 'lotbook',
  } as pg.PoolConfig)
}

type Queryable = Pick<pg.Pool, 'query'>

/** The everyday face of a pool or of one client: Kysely, with every statement prepared once on its connection. */
export function kyselyOn(queryable: Queryable): Kysely<Database> {
  let kysely = known.get(queryable)
  if (kysely === undefined) {
    kysely = new Kysely<Database>({ dialect: new QueryableDialect(queryable) })
    known.set(queryable, kysely)
  }
  return kysely
}
const known = new WeakMap<Queryable, Kysely<Database>>()

class QueryableDialect implements Dialect {
  readonly #queryable: Queryable
  constructor(queryable: Queryable) {
    this.#queryable = queryable
  }
  createAdapter() {
    return new PostgresAdapter()
  }
  createDriver(): Driver {
    const connection = new QueryableConnection(this.#queryable)
    const refuse = async () => {
      throw new Error('transactions are opened by inTransaction only')
    }
    return {
      init: async () => {},
      acquireConnection: async () => connection,
      beginTransaction: refuse,
      commitTransaction: refuse,
      rollbackTransaction: refuse,
      releaseConnection: async () => {},
      destroy: async () => {},
    }
  }
  createIntrospector(kysely: Kysely<unknown>) {
    return new PostgresIntrospector(kysely)
  }
  createQueryCompiler() {
    return new PostgresQueryCompiler()
  }
}

class QueryableConnection implements DatabaseConnection {
  readonly #queryable: Queryable
  constructor(queryable: Queryable) {
    this.#queryable = queryable
  }
  async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    const name = statementName(query.sql)
    const values = query.parameters as unknown[]
    const result = await this.#queryable.query(
      name === null ? { text: query.sql, values } : { name, text: query.sql, values },
    )
    return { rows: result.rows as Row[], numAffectedRows: BigInt(result.rowCount ?? 0) }
  }
  // biome-ignore lint/correctness/useYield: streaming is not offered; large answers page by cursor.
  async *streamQuery<Row>(): AsyncIterableIterator<QueryResult<Row>> {
    throw new Error('streaming is not offered')
  }
}

/** The texts of our statements are few and fixed; should one grow without end, the later texts go unprepared. */
function statementName(text: string): string | null {
  let name = names.get(text)
  if (name === undefined) {
    if (names.size >= 1000) return null
    name = createHash('sha1').update(text).digest('hex').slice(0, 24)
    names.set(text, name)
  }
  return name
}
const names = new Map<string, string>()
