import { api as adjustments } from '../../contract/adjustments.ts'
import { api as conversion } from '../../contract/conversion.ts'
import { api as corrections } from '../../contract/corrections.ts'
import { api as expiry } from '../../contract/expiry.ts'
import { api } from '../../contract/stock.ts'
import { type Route, read, write } from '../platform/routes/public.ts'
import { adjust } from './adjustments/adjust.ts'
import { moveBetweenBins } from './adjustments/move-between-bins.ts'
import { listAdjustments, readAdjustment } from './adjustments/read-adjustments.ts'
import { addAdjustmentReason, changeAdjustmentReason, listAdjustmentReasons } from './adjustments/reasons.ts'
import { cancelConversion } from './conversion/cancel-conversion.ts'
import { convert } from './conversion/convert.ts'
import { readShelf, saveShelf } from './conversion/count-shelf.ts'
import { listConversions, readConversion } from './conversion/read-conversion.ts'
import { startConversion } from './conversion/start-conversion.ts'
import { correctLot } from './corrections/correct-lot.ts'
import { correctSerial } from './corrections/correct-serial.ts'
import { readCorrections } from './corrections/read-corrections.ts'
import { countRoutes } from './counts/routes.ts'
import { disposeExpired } from './expiry/dispose-expired.ts'
import { listExpiring, readExpirySums } from './expiry/list-expiring.ts'
import { holdLot, holdUnit, releaseLot, releaseUnit } from './holds.ts'
import { identifierRoutes } from './identifiers/routes.ts'
import { listLevels } from './list-levels.ts'
import { listLots } from './list-lots.ts'
import { listUnits } from './list-units.ts'
import { addBins, addLocation, listLocations } from './locations.ts'
import { transferRoutes } from './transfers/routes.ts'

export const routes: Route[] = [
  read(api.listLocations, listLocations),
  write(api.addLocation, (tx, { body }) => addLocation(tx, body)),
  write(api.addBins, (tx, { params, body }) => addBins(tx, params.locationId, body.codes)),
  read(api.listLevels, (reader, { params, query }) => listLevels(reader, params.variantId, query)),
  read(api.listLots, (reader, { params, query }) => listLots(reader, params.variantId, query)),
  read(api.listUnits, (reader, { params, query }) => listUnits(reader, params.variantId, query)),
  write(api.holdLot, (tx, { params, body }) => holdLot(tx, params.lotId, body)),
  write(api.releaseLot, (tx, { params, body }) => releaseLot(tx, params.lotId, body.reason)),
  write(api.holdUnit, (tx, { params, body }) => holdUnit(tx, params.unitId, body)),
  ...identifierRoutes,
  ...countRoutes,
  read(expiry.listExpiring, (reader, { query }) => listExpiring(reader, query)),
  read(expiry.readExpirySums, (reader, { query }) => readExpirySums(reader, query)),
  write(expiry.disposeExpired, (tx, { body }) => disposeExpired(tx, body.rows)),
  write(expiry.moveBetweenBins, (tx, { body }) => moveBetweenBins(tx, body)),
  write(corrections.correctSerial, (tx, { params, body }) => correctSerial(tx, params.unitId, body)),
  write(corrections.correctLot, (tx, { params, body }) => correctLot(tx, params.lotId, body)),
  read(corrections.readCorrections, (reader, { query }) => readCorrections(reader, query)),
  ...transferRoutes,
  write(api.releaseUnit, (tx, { params, body }) => releaseUnit(tx, params.unitId, body.reason)),
  read(adjustments.listAdjustmentReasons, listAdjustmentReasons),
  write(adjustments.addAdjustmentReason, (tx, { body }) => addAdjustmentReason(tx, body)),
  write(adjustments.changeAdjustmentReason, (tx, { params, body }) =>
    changeAdjustmentReason(tx, params.reasonId, body),
  ),
  write(adjustments.adjustStock, async (tx, { body }) => readAdjustment(tx, (await adjust(tx, body)).id)),
  read(adjustments.listAdjustments, (reader, { query }) => listAdjustments(reader, query)),
  read(adjustments.readAdjustment, (reader, { params }) => readAdjustment(reader, params.adjustmentId)),
  read(conversion.listConversions, (reader, { params }) => listConversions(reader, params.productId)),
  write(conversion.startConversion, (tx, { params, body }) => startConversion(tx, params.productId, body.to)),
  read(conversion.readConversion, (reader, { params }) => readConversion(reader, params.conversionId)),
  read(conversion.readShelf, (reader, { params, query }) =>
    readShelf(reader, params.conversionId, { ...query, lotId: query.lotId ?? null }),
  ),
  write(conversion.saveShelf, (tx, { params, body }) => saveShelf(tx, params.conversionId, body)),
  write(conversion.cancelConversion, (tx, { params }) => cancelConversion(tx, params.conversionId)),
  write(conversion.convert, (tx, { params }) => convert(tx, params.conversionId)),
]
