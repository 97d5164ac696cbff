import { api } from '../../../contract/transfers.ts'
import { type Route, read, write } from '../../platform/routes/public.ts'
import { changeTransfer, draftTransfer } from './draft-transfer.ts'
import { cancelTransfer, writeOffTransfer } from './end-transfer.ts'
import { listTransfers, readTransfer } from './read-transfers.ts'
import { receiveTransfer } from './receive-transfer.ts'
import { sendTransfer } from './send-transfer.ts'

export const transferRoutes: Route[] = [
  read(api.listTransfers, (reader, { query }) => listTransfers(reader, query)),
  read(api.readTransfer, (reader, { params }) => readTransfer(reader, params.transferId)),
  write(api.draftTransfer, async (tx, { body }) => readTransfer(tx, (await draftTransfer(tx, body)).id)),
  write(api.changeTransfer, async (tx, { params: { transferId }, body }) => {
    await changeTransfer(tx, transferId, body)
    return readTransfer(tx, transferId)
  }),
  write(api.sendTransfer, async (tx, { params: { transferId } }) => {
    await sendTransfer(tx, transferId)
    return readTransfer(tx, transferId)
  }),
  write(api.receiveTransfer, async (tx, { params: { transferId }, body }) => {
    await receiveTransfer(tx, transferId, body.lines)
    return readTransfer(tx, transferId)
  }),
  write(api.writeOffTransfer, async (tx, { params: { transferId }, body }) => {
    await writeOffTransfer(tx, transferId, body)
    return readTransfer(tx, transferId)
  }),
  write(api.cancelTransfer, async (tx, { params: { transferId } }) => {
    await cancelTransfer(tx, transferId)
    return readTransfer(tx, transferId)
  }),
]
