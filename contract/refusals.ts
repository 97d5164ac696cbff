/* One list, and long for that: every expected "no" of the house in one place, so that no two say the same in other words. */
import { z } from 'zod'

/**
 * The closed list of expected "no"s. Each has the HTTP status that it is answered with and the sentence that a clerk reads:
 * what stands in the way, by name, and what to do next. Anything not in this list is a bug and answered as a 500.
 */
interface Kind<Details> {
  readonly status: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429
  readonly say: (details: Details) => string
}
function refusal<Details = Record<string, never>>(
  status: Kind<Details>['status'],
  say: Kind<Details>['say'],
): Kind<Details> {
  return { status, say }
}

/** Never below zero: what expired has no days left. */
const daysLeft = (left: number) => (left === 1 ? '1 day left' : `${Math.max(left, 0)} days left`)

type Obstacle = 'chosen' | 'in_transit' | 'held' | 'expired'

/** Also the wizard says it so, before anybody asks for the conversion. */
export function obstacleSentence({ kind, names }: { kind: Obstacle; names: string }): string {
  if (kind === 'chosen') return `Goods are chosen for ${names}: deliver or cancel that first.`
  if (kind === 'in_transit') return `Goods are on their way (${names}): receive them first.`
  if (kind === 'held')
    return `Goods are on hold (${names}), which could no longer be told apart: release or take them out first.`
  return `Goods have expired (${names}), which could no longer be told apart: take them out first.`
}

export interface FieldProblem {
  /** Dotted path into the body, as `lines.3.quantity`. */
  path: string
  sentence: string
}

export const refusals = {
  // Any endpoint
  not_signed_in: refusal(401, () => 'Please sign in.'),
  not_allowed: refusal<{ permission: string }>(
    403,
    d => `Your account lacks the right “${d.permission}”. Ask the owner for it.`,
  ),
  not_found: refusal<{ what: string }>(
    404,
    d => `There is no such ${d.what}. It may have been removed; go back and search again.`,
  ),
  bad_input: refusal<{ problems: FieldProblem[] }>(
    422,
    d => d.problems.map(problem => problem.sentence).join(' ') || 'Something in the form is not right.',
  ),
  idempotency_key_reused: refusal(
    409,
    () => 'This request repeats the key of an earlier, different request. Reload the page and try again.',
  ),
  changed_meanwhile: refusal<{ what: string; by: string }>(
    409,
    d =>
      `${d.by} changed this ${d.what} meanwhile. Reload it to see the newer version, then make your change again.`,
  ),
  busy: refusal(
    429,
    () => 'The shop is very busy right now and the change was not made. Try again in a moment.',
  ),

  // Sign-in and shop
  wrong_credentials: refusal(401, () => 'E-mail or password is not right. Check both and try again.'),
  locked_out: refusal<{ seconds: number }>(
    429,
    d => `Too many wrong passwords. Wait ${d.seconds} seconds, then try again.`,
  ),
  owner_exists: refusal(409, () => 'This shop has its owner already. Sign in instead.'),
  last_owner: refusal<{ name: string }>(
    409,
    d => `${d.name} is the only owner. Make somebody else an owner first, so that the shop keeps one.`,
  ),
  email_taken: refusal<{ email: string }>(
    409,
    d => `There is an account with the e-mail ${d.email} already.`,
  ),
  shop_not_empty: refusal(409, () => 'The sample shop can be loaded only before the first product is made.'),

  // Catalogue and people
  product_number_taken: refusal<{ productNumber: string; name: string }>(
    409,
    d => `The product number ${d.productNumber} belongs to “${d.name}” already. Choose another one.`,
  ),
  barcode_taken: refusal<{ barcode: string; name: string }>(
    409,
    d => `The barcode ${d.barcode} belongs to “${d.name}” already. Remove it there first.`,
  ),
  barcode_wrong: refusal<{ barcode: string; expected: string }>(
    422,
    d =>
      `The barcode ${d.barcode} looks like a GTIN but its last digit should be ${d.expected}. Check for a typing mistake.`,
  ),
  tracking_locked: refusal<{ name: string; since: string }>(
    409,
    d => `Tracking of “${d.name}” cannot be changed: it has had inventory changes since ${d.since}.`,
  ),
  decimals_locked: refusal<{ name: string; since: string }>(
    409,
    d =>
      `The decimals of “${d.name}” cannot be changed: it has been counted with them since ${d.since}. Add a new product instead.`,
  ),
  currency_locked: refusal<{ currency: string; document: string }>(
    409,
    d => `The currency stays ${d.currency}: ${d.document} is written in it already.`,
  ),
  category_too_deep: refusal<{ name: string }>(
    409,
    d =>
      `Categories have three levels, and “${d.name}” would bring a fourth. Move it, or what is below it, higher up.`,
  ),
  category_under_itself: refusal<{ name: string }>(
    409,
    d => `“${d.name}” cannot stand below itself. Choose a category that is not part of it.`,
  ),
  too_many_pictures: refusal<{ name: string; most: number }>(
    409,
    d => `“${d.name}” has ${d.most} pictures already. Remove one of them first.`,
  ),
  name_taken: refusal<{ what: string; name: string }>(
    409,
    d => `There is a ${d.what} called “${d.name}” already.`,
  ),
  code_taken: refusal<{ what: string; code: string }>(
    409,
    d => `There is a ${d.what} with the code ${d.code} already.`,
  ),

  unit_taken_name: refusal<{ name: string; units: number }>(
    409,
    d =>
      `There is a purchase unit “${d.name}” of ${d.units} already. Choose another name, or change that one.`,
  ),
  unit_taken_factor: refusal<{ name: string; units: number }>(
    409,
    d => `“${d.name}” holds ${d.units} already. One name for each quantity; change that one instead.`,
  ),
  unit_is_default: refusal<{ name: string }>(
    409,
    d => `“${d.name}” is the default purchase unit. Make another one the default first.`,
  ),
  whole_units_needed: refusal<{
    product: string
    line: number
    unit: string
    given: string
    less: string
    more: string
  }>(
    422,
    d =>
      `Line ${d.line}: ${d.product} is sold only by the whole ${d.unit}, and ${d.given} is no whole number of them. Order ${d.less === '0' ? d.more : `${d.less} or ${d.more}`}, or choose another unit.`,
  ),
  on_draft_already: refusal<{ product: string; order: string; count: number }>(
    409,
    d =>
      `${d.product} stands on the draft ${d.order} already${d.count > 1 ? `, and ${d.count - 1} more of these rows stand on drafts too` : ''}. Change the draft, or take the row out.`,
  ),
  not_below_point: refusal<{ product: string; expected: string; point: string }>(
    409,
    d =>
      `${d.product} is not below its reorder point any more: ${d.expected} are expected, ${d.point} is the point. Somebody may have ordered it meanwhile; reload the list.`,
  ),

  // Stock
  lot_number_needed: refusal<{ product: string; line: number }>(
    422,
    d => `Line ${d.line}: ${d.product} is tracked by lot. Enter its lot number.`,
  ),
  serial_needed: refusal<{ product: string; line: number }>(
    422,
    d => `Line ${d.line}: ${d.product} is tracked with serial numbers. Enter one for each piece.`,
  ),
  product_archived: refusal<{ product: string; line: number }>(
    409,
    d =>
      `Line ${d.line}: “${d.product}” is archived. Remove the line, or bring it back at Products before it is bought again.`,
  ),
  lot_not_tracked: refusal<{ product: string; line: number }>(
    422,
    d =>
      `Line ${d.line}: ${d.product} is not tracked by lot. Remove the lot number, or switch tracking on at the product.`,
  ),
  serial_not_tracked: refusal<{ product: string; line: number }>(
    422,
    d => `Line ${d.line}: ${d.product} is not tracked with serial numbers. Remove the serial number.`,
  ),
  serial_exists: refusal<{ serial: string; product: string; where: string; count: number }>(
    409,
    d =>
      `Serial ${d.serial} of ${d.product} exists already: it is ${d.where}.` +
      (d.count > 1
        ? ` ${d.count - 1} more serial numbers on this document exist already too.`
        : ' Check the number on the piece.'),
  ),
  serial_twice: refusal<{ serial: string; product: string; lines: string }>(
    409,
    d =>
      `Serial ${d.serial} of ${d.product} stands twice on this document (lines ${d.lines}). Correct one of them.`,
  ),
  lot_differs: refusal<{ lot: string; product: string; field: string; known: string; given: string }>(
    409,
    d =>
      `Lot ${d.lot} of ${d.product} is known with ${d.field} ${d.known}, but this document says ${d.given}. Correct one of them.`,
  ),
  expiry_needed: refusal<{ product: string; line: number }>(
    422,
    d =>
      `Line ${d.line}: ${d.product} comes in only with its expiry date. Enter it as it stands on the goods.`,
  ),
  made_on_needed: refusal<{ product: string; line: number }>(
    422,
    d =>
      `Line ${d.line}: ${d.product} comes in only with its made-on date. Enter it as it stands on the goods.`,
  ),
  supplier_lot_needed: refusal<{ product: string; line: number }>(
    422,
    d =>
      `Line ${d.line}: ${d.product} comes in only with the supplier’s lot number. Enter it as it stands on the goods or the delivery note.`,
  ),
  too_few_days_left: refusal<{ product: string; line: number; on: string; left: number; required: number }>(
    422,
    d =>
      `Line ${d.line}: ${d.product} expires on ${d.on} and has ${daysLeft(d.left)}; ${d.required} are required when it comes in. Send it back, or correct the date.`,
  ),
  serial_malformed: refusal<{ product: string; line: number; serial: string; sentence: string }>(
    422,
    d => `Line ${d.line}: serial ${d.serial} of ${d.product} is not right. ${d.sentence}`,
  ),
  not_enough: refusal<{ product: string; where: string; available: string; wanted: string }>(
    409,
    d =>
      `Only ${d.available} of ${d.product} can be sold from ${d.where}; ${d.wanted} are wanted. Lower the quantity or bring in more.`,
  ),
  lot_short: refusal<{ lot: string; product: string; available: string; wanted: string }>(
    409,
    d =>
      `Lot ${d.lot} of ${d.product} has only ${d.available} free; ${d.wanted} are wanted. Choose another lot for the rest.`,
  ),
  unit_unknown: refusal<{ serial: string; product: string }>(
    409,
    d => `There is no piece of ${d.product} with serial ${d.serial} in stock. Check the number on the piece.`,
  ),
  unit_taken: refusal<{ serial: string; product: string; holder: string }>(
    409,
    d => `Serial ${d.serial} of ${d.product} is already chosen for ${d.holder}. Choose another piece.`,
  ),
  unit_elsewhere: refusal<{ serial: string; product: string; where: string }>(
    409,
    d => `Serial ${d.serial} of ${d.product} is not here: it is ${d.where}. Choose another piece.`,
  ),
  reason_wrong_way: refusal<{ reason: string; direction: 'up' | 'down' }>(
    422,
    d =>
      `“${d.reason}” only ${d.direction === 'up' ? 'raises' : 'lowers'} the stock. Choose another reason for this change.`,
  ),
  pieces_unnamed: refusal<{ product: string; named: number; wanted: number }>(
    422,
    d =>
      `${d.product} has serial numbers: ${d.wanted} ${d.wanted === 1 ? 'piece changes' : 'pieces change'}, but ${d.named} ${d.named === 1 ? 'is' : 'are'} named. Enter the serial number of each.`,
  ),
  below_claimed: refusal<{ what: string; bin: string; free: string; wanted: string; documents: string }>(
    409,
    d =>
      `${d.what}: only ${d.free} in bin ${d.bin} may be taken out, not ${d.wanted}. ` +
      (d.documents === ''
        ? 'There is no more of it. Reload to see what is there now.'
        : `The rest is chosen for ${d.documents}. Cancel that first, or lower the quantity.`),
  ),
  below_reserved: refusal<{ product: string; where: string; documents: string }>(
    409,
    d =>
      `${d.product} at ${d.where} is promised to ${d.documents}; with less stock that could not be kept. Cancel or lower those orders first.`,
  ),
  on_hold: refusal<{ what: string; reason: string }>(
    409,
    d => `${d.what} is on hold (${d.reason}) and cannot be sold. Choose another, or have the hold released.`,
  ),
  expired: refusal<{ what: string; on: string }>(
    409,
    d => `${d.what} expired on ${d.on} and cannot be sold. Choose another lot.`,
  ),
  expires_too_soon: refusal<{ what: string; left: number; required: number }>(
    409,
    d =>
      `${d.what} has ${daysLeft(d.left)}, ${d.required} are required for a sale. Choose a lot that keeps longer.`,
  ),
  serial_taken: refusal<{ serial: string; product: string; where: string; count: number }>(
    409,
    d =>
      `${d.serial} is another piece of ${d.product} already: it is ${d.where}.` +
      (d.count > 1
        ? ` ${d.count - 1} more of these serial numbers are taken too.`
        : ' Check the number on the piece.'),
  ),
  identifiers_twice: refusal<{ value: string; product: string }>(
    422,
    d => `${d.value} stands twice among the serial numbers of ${d.product}. Each one must be different.`,
  ),
  identifiers_lacking: refusal<{ product: string; count: number; where: string }>(
    422,
    d =>
      `${d.count} ${d.count === 1 ? 'piece' : 'pieces'} of ${d.product} ${d.where} ${d.count === 1 ? 'lacks its' : 'lack their'} serial number. Enter one for each piece.`,
  ),
  identifier_malformed: refusal<{ value: string; product: string; sentence: string }>(
    422,
    d => `${d.value} is no serial number of ${d.product}. ${d.sentence}`,
  ),
  identifier_mode_wrong: refusal<{ product: string; mode: string }>(
    409,
    d =>
      `This cannot be done with ${d.product}, because its Dispatch Identifier mode is “${d.mode}”. Change it in the product’s Inventory Settings first.`,
  ),
  serials_claimed: refusal<{ product: string; by: string }>(
    409,
    d =>
      `The serial numbers of ${d.product} cannot be taken off now, because of ${d.by}. End that first, then try again.`,
  ),
  identifier_mode_blocked: refusal<{ product: string; why: string }>(
    409,
    d => `The Dispatch Identifier mode of ${d.product} cannot be changed now: ${d.why}`,
  ),
  already_on_hold: refusal<{ what: string; reason: string }>(
    409,
    d => `${d.what} is on hold already (${d.reason}).`,
  ),
  not_on_hold: refusal<{ what: string }>(409, d => `${d.what} is not on hold.`),

  count_by_scan: refusal<{ product: string }>(
    422,
    d => `${d.product} is counted piece by piece. Scan the serial numbers.`,
  ),
  not_in_count: refusal<{ product: string; count: string }>(
    409,
    d =>
      `${d.product} is not one of the products of ${d.count}. Put it aside, or start a count of all products.`,
  ),
  not_expired: refusal<{ lot: string; product: string; on: string }>(
    409,
    d =>
      `Lot ${d.lot} of ${d.product} expires on ${d.on} and has not expired. Take it out by an adjustment if it must go.`,
  ),
  same_bin: refusal<{ product: string; bin: string }>(
    422,
    d => `${d.product} is in bin ${d.bin} already. Choose another bin, or take it off the list.`,
  ),
  other_location: refusal<{ bin: string }>(
    422,
    d =>
      `Bin ${d.bin} is at another location. Bins of one location only; send goods elsewhere by a transfer.`,
  ),
  lot_exists: refusal<{ lot: string; product: string }>(
    409,
    d =>
      `${d.product} has a lot ${d.lot} already. Two lots cannot become one; move the goods over by an adjustment instead.`,
  ),
  expiry_later: refusal<{ lot: string; from: string; to: string }>(
    403,
    d =>
      `Lot ${d.lot} may be sold until ${d.from}; only a manager or the owner may say ${d.to}. Ask one of them.`,
  ),
  expiry_needed_still: refusal<{ product: string }>(
    422,
    d => `Lots of ${d.product} must have an expiry date. Enter the right one.`,
  ),
  made_after_expiry: refusal<{ madeOn: string; expiresOn: string }>(
    422,
    d => `Made on ${d.madeOn} is after the expiry date ${d.expiresOn}. Correct one of them.`,
  ),

  conversion_open: refusal<{ product: string; number: string }>(
    409,
    d =>
      `The conversion ${d.number} of “${d.product}” is under way already. Go on with it, or give it up first.`,
  ),
  conversion_needless: refusal<{ product: string }>(
    422,
    d =>
      `“${d.product}” needs no conversion: it is tracked this way, or has had no inventory change yet, so that its tracking can simply be switched.`,
  ),
  conversion_single_use: refusal<{ product: string }>(
    409,
    d =>
      `The pieces of “${d.product}” have single-use serial numbers, which lots alone would lose. Convert it to serial numbers, or switch its Dispatch Identifier mode off first.`,
  ),
  conversion_blocked: refusal<{ product: string; obstacles: { kind: Obstacle; names: string }[] }>(
    409,
    d => `“${d.product}” cannot be converted yet. ${d.obstacles.map(one => obstacleSentence(one)).join(' ')}`,
  ),
  conversion_uncounted: refusal<{ where: string; onHand: string; identified: string; changed: boolean }>(
    409,
    d =>
      d.changed
        ? `The stock in ${d.where} has changed since it was counted: it is ${d.onHand} now. Look at it again and save it.`
        : `In ${d.where} there are ${d.onHand}, and ${d.identified} are identified. Enter the rest, or take out what is too much.`,
  ),

  // Documents
  wrong_state: refusal<{ document: string; state: string; needed: string }>(
    409,
    d =>
      `${d.document} is ${d.state}; this can be done only while it is ${d.needed}. Reload it to see what happened.`,
  ),
  no_lines: refusal<{ document: string }>(422, d => `${d.document} has no lines. Add at least one product.`),
  bin_needed: refusal<{ document: string; line: number }>(
    422,
    d => `${d.document}, line ${d.line}: choose the warehousing location (bin) where the goods go.`,
  ),
  line_over_received: refusal<{ order: string; line: number; product: string; open: string; given: string }>(
    409,
    d =>
      `${d.order}, line ${d.line}: only ${d.open} of ${d.product} may still come in, and ${d.given} were entered. Somebody may have taken in a part meanwhile; reload the order.`,
  ),
  receipt_goods_moved: refusal<{ receipt: string; product: string; documents: string }>(
    409,
    d =>
      `${d.receipt} cannot be reversed: goods of it (${d.product}) have moved on or are claimed by ${d.documents}. Cancel or take back those first.`,
  ),
  transfer_over_received: refusal<{ transfer: string; product: string; open: string; given: string }>(
    409,
    d =>
      `${d.transfer}: only ${d.open} of ${d.product} are still on their way, and ${d.given} were entered. Somebody may have received a part meanwhile; reload it.`,
  ),
  line_over_delivered: refusal<{ product: string; order: string; open: string }>(
    409,
    d =>
      `Only ${d.open} of ${d.product} are still open on ${d.order}. Somebody may have made a delivery note meanwhile; reload the order.`,
  ),
  choice_incomplete: refusal<{ product: string; chosen: string; wanted: string; what: string }>(
    422,
    d => `${d.product}: ${d.chosen} of ${d.wanted} ${d.what} chosen. Choose the rest, or lower the quantity.`,
  ),
  identifiers_needed: refusal<{ order: string; product: string; lacking: number; products: number }>(
    422,
    d =>
      `${d.order}: ${d.product} still needs ${d.lacking} dispatch ${d.lacking === 1 ? 'identifier' : 'identifiers'}` +
      (d.products > 1
        ? `, and so ${d.products === 2 ? 'does 1 more product' : `do ${d.products - 1} more products`}`
        : '') +
      '. Add them under Dispatch Identifiers, then try again.',
  ),
  identifier_not_listed: refusal<{ value: string; product: string }>(
    409,
    d =>
      `“${d.value}” is not one of the values that were entered for ${d.product}. Choose one from the list, or add it at the product first.`,
  ),
  identifier_unplaced: refusal<{ value: string; order: string }>(
    422,
    d =>
      `“${d.value}” fits no product of ${d.order} that still needs an identifier. Check it, or leave it out.`,
  ),
  nothing_to_dispatch: refusal<{ order: string }>(
    409,
    d =>
      `Nothing of ${d.order} is left to dispatch: all of it is on delivery notes that have left or wait. Reload it.`,
  ),
  already_returned: refusal<{ what: string; document: string; on: string }>(
    409,
    d => `${d.what} is back already: returned with ${d.document} on ${d.on}. Check the number on the piece.`,
  ),
  not_with_customer: refusal<{ what: string; where: string }>(
    409,
    d => `${d.what} is not with a customer: it is ${d.where}. Check the number on the piece.`,
  ),
  sold_to_another: refusal<{ what: string; customer: string; document: string; named: string }>(
    409,
    d =>
      `${d.what} was sold to ${d.customer} (${d.document}), not to ${d.named}. Take it back from ${d.customer}, or check the number on the piece.`,
  ),
  line_over_returned: refusal<{ what: string; document: string; open: string; given: string }>(
    409,
    d =>
      `Only ${d.open} of ${d.what} can still come back from ${d.document}; ${d.given} were entered. Somebody may have taken a part back meanwhile.`,
  ),
  not_returnable: refusal<{ what: string }>(
    409,
    d =>
      `${d.what} was sold before the product was tracked as it is now, so it cannot be put back by its sale. Book it in by an adjustment instead.`,
  ),
  inspected_already: refusal<{ what: string; document: string; outcome: string }>(
    409,
    d =>
      `${d.what} on ${d.document} was inspected already (${d.outcome}). Reload the return to see what became of it.`,
  ),
  has_delivery_notes: refusal<{ order: string; notes: string }>(
    409,
    d => `${d.order} has delivery notes (${d.notes}). Cancel those that are not delivered first.`,
  ),
  line_on_notes: refusal<{ product: string; order: string; onNotes: string }>(
    409,
    d =>
      `${d.onNotes} of ${d.product} are on delivery notes of ${d.order}. Keep at least so many, or cancel the note first.`,
  ),
  has_invoices: refusal<{ order: string; invoices: string }>(
    409,
    d => `${d.order} is invoiced (${d.invoices}). Cancel the invoice first; that writes a credit note.`,
  ),
  nothing_to_invoice: refusal<{ order: string; delivered: boolean }>(
    409,
    d =>
      `Nothing${d.delivered ? ' that was delivered' : ''} of ${d.order} is left to invoice: valid invoices have all of it. Reload it to see them.`,
  ),
  invoice_cancelled: refusal<{ invoice: string; by: string }>(
    409,
    d => `${d.invoice} cannot be cancelled: ${d.by}. Reload the order to see its invoices.`,
  ),
  refund_too_large: refusal<{ order: string; paid: string; wanted: string }>(
    409,
    d => `Only ${d.paid} was paid for ${d.order}, so ${d.wanted} cannot be given back. Lower the amount.`,
  ),
  nothing_to_label: refusal<{ what: string }>(
    422,
    d =>
      `${d.what} has no lots and no serial numbers yet, so there is nothing to print labels for. Enter them first, or print labels from the product.`,
  ),

  store_needs_location: refusal(
    422,
    () => 'Choose the location that parcels are sent from before you open the store.',
  ),

  // Till
  till_not_enrolled: refusal(
    401,
    () =>
      'This device is not enrolled as a till, or its enrolment was ended. Ask a manager for a code (Tills → Enrol) and enter it here.',
  ),
  enrolment_code_wrong: refusal(
    403,
    () =>
      'This code is not right, was used already, or is older than 15 minutes. Ask a manager for a new one.',
  ),
  cashier_unknown: refusal(401, () => 'Nobody is signed in at this till. Enter your PIN.'),
  pin_needed: refusal<{ name: string }>(422, d => `${d.name} has no PIN yet. Enter one of 4 to 8 digits.`),
  pin_wrong: refusal(401, () => 'The PIN is not right. Try again.'),
  pin_wait: refusal<{ seconds: number }>(
    429,
    d => `Too many wrong PINs. Wait ${d.seconds} ${d.seconds === 1 ? 'second' : 'seconds'}, then try again.`,
  ),
  pin_locked: refusal<{ who: string }>(
    403,
    d => `${d.who} is locked after too many wrong PINs. A manager unlocks it in the back office (Tills).`,
  ),
  till_right_lacking: refusal<{ name: string; right: string }>(
    403,
    d => `${d.name} may not ${d.right} at the tills. Ask a manager to sign in, or for the right.`,
  ),
  drawer_open: refusal<{ till: string; by: string }>(
    409,
    d => `The drawer of ${d.till} is open: ${d.by} opened it. Close it with a count first.`,
  ),
  drawer_closed: refusal<{ till: string }>(
    409,
    d => `The drawer of ${d.till} is closed. Open it with a float first.`,
  ),
  sale_id_reused: refusal(
    409,
    () => 'This sale repeats the id of an earlier, different one. Nothing was changed. Report it.',
  ),
  sale_sums_differ: refusal<{ what: string; given: string; expected: string }>(
    422,
    d =>
      `${d.what} is ${d.expected} and not ${d.given}. Take the basket up again, so that the till computes it anew.`,
  ),
  piece_sold: refusal<{ serial: string; product: string; document: string; on: string }>(
    409,
    d =>
      `Serial ${d.serial} of ${d.product} is sold already: with ${d.document} on ${d.on}. Check the number on the piece.`,
  ),
  piece_in_basket: refusal<{ serial: string; product: string; till: string }>(
    409,
    d =>
      `Serial ${d.serial} of ${d.product} is in the basket of ${d.till}. Choose another piece, or ask there.`,
  ),
  serial_ambiguous: refusal<{ serial: string; products: string }>(
    409,
    d => `Serial ${d.serial} is a piece of several products (${d.products}). Choose the product first.`,
  ),
  not_sold_at_till: refusal<{ what: string; document: string }>(
    409,
    d => `${d.what} was sold with ${d.document}, not at a till. Take it back in the back office (Returns).`,
  ),
  conflict_settled: refusal<{ number: string; by: string }>(
    409,
    d => `${d.number} was settled by ${d.by} already. Reload it to see how.`,
  ),

  // Files and jobs
  file_refused: refusal<{ sentence: string }>(422, d => d.sentence),
  file_too_large: refusal<{ megabytes: number }>(
    413,
    d => `The file is larger than ${d.megabytes} MB. Split it and import the parts.`,
  ),
  attachment_refused: refusal<{ name: string; sentence: string }>(
    422,
    d => `“${d.name}” was not attached. ${d.sentence}`,
  ),
  rows_refused: refusal<{ count: number }>(
    422,
    d =>
      `${d.count} ${d.count === 1 ? 'row was' : 'rows were'} refused, so nothing was stored. Correct the file and upload it again.`,
  ),
  job_ended: refusal(409, () => 'This job has ended already.'),
} as const

export type RefusalCode = keyof typeof refusals
export type RefusalDetails<Code extends RefusalCode> = Parameters<(typeof refusals)[Code]['say']>[0]

/** What `application/problem+json` carries (RFC 9457). A 500 has no code, only the request's id to quote. */
export const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number(),
  detail: z.string(),
  code: z.string().optional(),
  details: z.record(z.string(), z.unknown()).optional(),
  requestId: z.string(),
})
export type Problem = z.infer<typeof problem>
