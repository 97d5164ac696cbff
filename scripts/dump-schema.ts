/**
 * Writes db/schema.sql (for reviewers) and db/tables.ts (for the compiler) from a database that was just migrated.
 * With --check it writes nothing and fails when either file is not up to date.
 */
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import pg from 'pg'
import { migrate } from '../server/platform/database/public.ts'
import { startTemporaryPostgres } from '../server/platform/embedded-postgres/public.ts'

const schema = 'shop'
const postgres = await startTemporaryPostgres()
try {
  await migrate({ connection: postgres.connection, schema })
  const client = new pg.Client({ ...postgres.connection, options: `-c search_path=${schema}` })
  await client.connect()
  const files = [
    { path: 'db/schema.sql', text: await describeSchema(client) },
    { path: 'db/tables.ts', text: format('db/tables.ts', await describeTypes(client)) },
  ]
  await client.end()
  for (const file of files) publish(file)
} finally {
  await postgres.stop()
}

function publish(file: { path: string; text: string }): void {
  if (!process.argv.includes('--check')) {
    writeFileSync(file.path, file.text)
    return
  }
  if (readFileSync(file.path, 'utf8') === file.text) return
  console.error(`${file.path} is not up to date with db/migrations. Run: npm run db:dump`)
  process.exitCode = 1
}

function format(name: string, text: string): string {
  return execFileSync('node_modules/.bin/biome', ['format', `--stdin-file-path=${name}`], {
    input: text,
    encoding: 'utf8',
  })
}

async function rows<Row>(client: pg.Client, text: string): Promise<Row[]> {
  return (await client.query(text)).rows as Row[]
}

interface Column {
  table: string
  column: string
  type: string
  element: string | null
  nullable: boolean
  default: string | null
  identity: string
  generated: string
  collation: string | null
  choices: string | null
}

function readColumns(client: pg.Client): Promise<Column[]> {
  return rows<Column>(
    client,
    `select c.relname as table, a.attname as column, format_type(a.atttypid, a.atttypmod) as type,
            e.typname as element, not a.attnotnull as nullable, pg_get_expr(d.adbin, d.adrelid) as default,
            a.attidentity as identity, a.attgenerated as generated, case when a.attcollation <> t.typcollation then co.collname end as collation,
            (select pg_get_constraintdef(k.oid) from pg_constraint k
              where k.conrelid = c.oid and k.contype = 'c' and k.conkey = array[a.attnum]
                and pg_get_constraintdef(k.oid) like '%= ANY (ARRAY[%' limit 1) as choices
       from pg_class c
       join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
       join pg_type t on t.oid = a.atttypid
       left join pg_type e on e.oid = t.typelem and t.typcategory = 'A'
       left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
       left join pg_collation co on co.oid = a.attcollation
      where c.relkind = 'r' and c.relnamespace = current_schema()::regnamespace
      order by c.relname, a.attnum`,
  )
}

async function describeSchema(client: pg.Client): Promise<string> {
  const columns = await readColumns(client)
  const constraints = await rows<{ table: string; name: string; definition: string }>(
    client,
    `select conrelid::regclass::text as table, conname as name, pg_get_constraintdef(oid) as definition
       from pg_constraint where connamespace = current_schema()::regnamespace and contype in ('p', 'u', 'f', 'c')
      order by 1, contype desc, 2`,
  )
  const others = await rows<{ kind: string; table: string; definition: string }>(
    client,
    `select 'index' as kind, indrelid::regclass::text as table, pg_get_indexdef(indexrelid) as definition
       from pg_index i join pg_class c on c.oid = i.indexrelid
      where c.relnamespace = current_schema()::regnamespace
        and not exists (select from pg_constraint k where k.conindid = i.indexrelid and k.contype in ('p', 'u'))
     union all
     select 'trigger', tgrelid::regclass::text, pg_get_triggerdef(t.oid)
       from pg_trigger t join pg_class c on c.oid = t.tgrelid
      where c.relnamespace = current_schema()::regnamespace and not tgisinternal
      order by 2, 1, 3`,
  )
  const tables = [...new Set(columns.map(column => column.table))]
  const blocks = tables.map(table => {
    const body = [
      ...columns.filter(column => column.table === table).map(columnLine),
      ...constraints
        .filter(one => one.table === table)
        .map(one => `  constraint ${one.name} ${one.definition}`),
    ]
    const after = others
      .filter(one => one.table === table)
      .map(one => `${one.definition.replaceAll(`${schema}.`, '')};`)
    return [`create table ${table} (`, body.join(',\n'), ');', ...after].join('\n')
  })
  return `-- What the migrations amount to. Made by "npm run db:dump"; review its changes like code.\n\n${blocks.join('\n\n')}\n`
}

function columnLine(column: Column): string {
  return [
    `  ${column.column} ${column.type}`,
    column.collation ? ` collate "${column.collation}"` : '',
    column.nullable ? '' : ' not null',
    column.identity ? ' generated by default as identity' : '',
    column.generated
      ? ` generated always as (${column.default}) stored`
      : column.default
        ? ` default ${column.default}`
        : '',
  ].join('')
}

async function describeTypes(client: pg.Client): Promise<string> {
  const columns = await readColumns(client)
  const tables = [...new Set(columns.map(column => column.table))]
  const interfaces = tables.map(table => {
    const fields = columns
      .filter(column => column.table === table)
      .map(column => `  ${column.column}: ${typeOf(column)}`)
    return `export interface ${pascal(table)}Table {\n${fields.join('\n')}\n}`
  })
  const map = tables.map(table => `  ${table}: ${pascal(table)}Table`)
  return [
    '/* One list, made by "npm run db:dump" from a migrated database; never edited by hand. */',
    "import type { ColumnType, Generated, GeneratedAlways } from 'kysely'",
    '/** Read as text in ISO 8601; written as text or Date. */\ntype Time = ColumnType<string, string | Date, string | Date>',
    ...interfaces,
    `export interface Database {\n${map.join('\n')}\n}`,
  ].join('\n\n')
}

function typeOf(column: Column): string {
  const base = choicesOf(column) ?? baseType(column)
  const type = column.nullable ? `${base} | null` : base
  if (column.generated) return `GeneratedAlways<${type}>`
  return column.identity || column.default ? `Generated<${type}>` : type
}

function choicesOf(column: Column): string | null {
  if (column.type !== 'text' || column.choices === null) return null
  return [...column.choices.matchAll(/'([^']*)'::text/g)].map(match => `'${match[1]}'`).join(' | ')
}

function baseType(column: Column): string {
  if (column.element) return 'number[]'
  if (column.type.startsWith('timestamp')) return 'Time'
  if (['bigint', 'integer', 'smallint'].includes(column.type)) return 'number'
  if (column.type === 'boolean') return 'boolean'
  if (column.type === 'jsonb') return 'unknown'
  if (column.type === 'bytea') return 'Buffer'
  return 'string'
}

function pascal(table: string): string {
  return table.replace(/(^|_)([a-z])/g, (_, _under, letter: string) => letter.toUpperCase())
}
