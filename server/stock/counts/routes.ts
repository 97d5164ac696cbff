import { api } from '../../../contract/counts.ts'
import { type Route, read, write } from '../../platform/routes/public.ts'
import {
  cancelCount,
  finishCountBin,
  listCountPieces,
  removeCountedPiece,
  reopenCountBin,
} from './count-bins.ts'
import { listCountLines, saveCountLine } from './count-lines.ts'
import { listCountDifferences } from './list-differences.ts'
import { postCount } from './post-count.ts'
import { listCounts, readCount } from './read-count.ts'
import { scanCounted } from './scan-counted.ts'
import { startCount } from './start-count.ts'

export const countRoutes: Route[] = [
  read(api.listCounts, (reader, { query }) => listCounts(reader, query)),
  write(api.startCount, (tx, { body }) => startCount(tx, body)),
  read(api.readCount, (reader, { params }) => readCount(reader, params.countId)),
  read(api.listCountLines, (reader, { params }) => listCountLines(reader, params.countId, params.binId)),
  read(api.listCountPieces, (reader, { params, query }) =>
    listCountPieces(reader, params.countId, params.binId, query),
  ),
  write(api.scanCounted, (tx, { params, body }) => scanCounted(tx, params.countId, params.binId, body.texts)),
  write(api.removeCountedPiece, (tx, { params }) => removeCountedPiece(tx, params.countId, params.pieceId)),
  write(api.saveCountLine, (tx, { params, body }) => saveCountLine(tx, params.countId, params.binId, body)),
  write(api.finishCountBin, (tx, { params }) => finishCountBin(tx, params.countId, params.binId)),
  write(api.reopenCountBin, (tx, { params }) => reopenCountBin(tx, params.countId, params.binId)),
  read(api.listCountDifferences, (reader, { params, query }) =>
    listCountDifferences(reader, params.countId, query),
  ),
  write(api.postCount, (tx, { params }) => postCount(tx, params.countId)),
  write(api.cancelCount, (tx, { params }) => cancelCount(tx, params.countId)),
]
