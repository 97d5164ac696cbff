import pg from 'pg'
import { expect, test } from 'vitest'
import { createTestDatabase } from './database.ts'

test('a test database is empty, its own, and gone after drop', async () => {
  const database = await createTestDatabase()
  const client = new pg.Client(database.connectionConfig)
  await client.connect()
  await client.query('create table widget (id int)')
  const { rows } = await client.query("select current_setting('fsync') as fsync, current_database() as name")
  expect(rows[0].fsync).toBe('on')
  expect(rows[0].name).toBe(database.connectionConfig.database)
  await client.end()
  await database.drop()
  await expect(new pg.Client(database.connectionConfig).connect()).rejects.toMatchObject({ code: '3D000' })
})

test('a test database made from a template has what the template has', async () => {
  const template = await createTestDatabase()
  const client = new pg.Client(template.connectionConfig)
  await client.connect()
  await client.query('create table widget (id int)')
  await client.end()
  const copy = await createTestDatabase({ template: String(template.connectionConfig.database) })
  const reader = new pg.Client(copy.connectionConfig)
  await reader.connect()
  expect((await reader.query('select id from widget')).rows).toEqual([])
  await reader.end()
  await copy.drop()
  await template.drop()
})
