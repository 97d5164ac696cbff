import { api } from '../../../contract/dispatch-identifiers.ts'
import { type Route, read, special, write } from '../../platform/routes/public.ts'
import { addIdentifierValue } from './add-identifier-value.ts'
import { readIdentifiers } from './read-identifiers.ts'
import { readSerialFile } from './read-serial-file.ts'
import { saveIdentifierValues } from './save-identifier-values.ts'
import { saveSerials } from './save-serials.ts'
import { checkSerials } from './taken-serials.ts'
import { withdrawSerials } from './withdraw-serials.ts'

export const identifierRoutes: Route[] = [
  read(api.readIdentifiers, (reader, { params }) => readIdentifiers(reader, params.variantId)),
  write(api.saveSerials, (tx, { params, body }) => saveSerials(tx, params.variantId, body)),
  write(api.saveIdentifierValues, (tx, { params, body }) => saveIdentifierValues(tx, params.variantId, body)),
  write(api.addIdentifierValue, (tx, { params, body }) =>
    addIdentifierValue(tx, params.variantId, body.value),
  ),
  write(api.withdrawSerials, (tx, { params, body }) => withdrawSerials(tx, params.variantId, body)),
  special(api.readSerialFile, readSerialFile),
  read(api.checkSerials, (reader, { params, body }) => checkSerials(reader, params.variantId, body.serials)),
]
