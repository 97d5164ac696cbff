/* One list, made by "npm run db:dump" from a migrated database; never edited by hand. */

import type { ColumnType, Generated, GeneratedAlways } from 'kysely'

/** Read as text in ISO 8601; written as text or Date. */
type Time = ColumnType<string, string | Date, string | Date>

export interface AdjustmentTable {
  id: number
  reason_id: number
  note: Generated<string>
}

export interface AdjustmentReasonTable {
  id: Generated<number>
  name: string
  direction: 'up' | 'down' | 'both'
  writes_off: Generated<boolean>
  position: number
  archived_at: Time | null
  purpose: 'bin_move' | 'expired' | null
}

export interface AllocationTable {
  id: Generated<number>
  document_id: number
  document_line_id: number
  reserved_line_id: number | null
  variant_id: number
  lot_id: number | null
  place_id: number
  quantity: number
  from_reservation: Generated<number>
  unit_ids: number[] | null
  made_at: Time
  made_by: number
  ended_at: Time | null
  ended_by: number | null
  outcome: 'delivered' | 'released' | 'swapped' | null
}

export interface BarcodeTable {
  code: string
  variant_id: number
  is_gtin: boolean
  purchase_unit_id: number | null
}

export interface BuyerLinkTable {
  key_hash: Buffer
  email: string
  expires_at: Time
  used_at: Time | null
}

export interface BuyerSessionTable {
  key_hash: Buffer
  email: string
  expires_at: Time
}

export interface CategoryTable {
  id: Generated<number>
  parent_id: number | null
  depth: number
  parent_depth: GeneratedAlways<number | null>
  name: string
  created_at: Time
  created_by: number
  archived_at: Time | null
}

export interface ConversionTable {
  id: number
  product_id: number
  from_lots: boolean
  from_serials: boolean
  to_lots: boolean
  to_serials: boolean
  state: Generated<'draft' | 'done' | 'cancelled'>
  last_old_movement_id: number | null
  ended_at: Time | null
  ended_by: number | null
}

export interface ConversionLineTable {
  shelf_id: number
  line_number: number
  quantity: number
  lot_number: string | null
  serial: string | null
  made_on: string | null
  expires_on: string | null
}

export interface ConversionShelfTable {
  id: Generated<number>
  conversion_id: number
  variant_id: number
  place_id: number
  lot_id: number | null
  version: Generated<number>
  seen_on_hand: number
  seen_movement_id: number
  saved_at: Time
  saved_by: number
}

export interface CustomerTable {
  id: Generated<number>
  number: string
  name: string
  email: string | null
  phone: string | null
  address: string | null
  notes: string | null
  created_at: Time
  created_by: number
  archived_at: Time | null
  is_walk_in: boolean | null
}

export interface DeliveryNoteTable {
  id: number
  order_id: number
  location_id: number
  state: Generated<'draft' | 'ready' | 'shipped' | 'delivered' | 'cancelled'>
  ended_at: Time | null
  version: Generated<number>
  carrier: string | null
  tracking_number: string | null
  shipped_at: Time | null
  without_identifiers_because: string | null
}

export interface DeliveryNoteLineTable {
  id: Generated<number>
  note_id: number
  order_line_id: number
  line_number: number
  variant_id: number
  quantity: number
  quantity_suggested: Generated<number>
  quantity_returned: Generated<number>
}

export interface DeliveryNoteLineIdentifierTable {
  line_id: number
  position: number
  value: string
}

export interface DeliveryRateTable {
  zone_id: number
  position: number
  name: string
  price_minor: number
  free_from_minor: number | null
}

export interface DeliveryZoneTable {
  id: Generated<number>
  name: string
  countries: number[]
  postcode_prefixes: Generated<number[]>
}

export interface DispatchIdentifierValueTable {
  id: Generated<number>
  variant_id: number
  value: string
  position: number
  archived_at: Time | null
}

export interface DocumentTable {
  id: Generated<number>
  kind:
    | 'purchase_order'
    | 'goods_receipt'
    | 'sales_order'
    | 'delivery_note'
    | 'return'
    | 'invoice'
    | 'till_receipt'
    | 'adjustment'
    | 'conversion'
    | 'transfer'
    | 'stock_count'
    | 'identification'
  number: string
  created_at: Time
  created_by: number
}

export interface DocumentAttachmentTable {
  id: Generated<number>
  document_id: number
  name: string
  media_type: string
  bytes: number
  digest: Buffer
  content: Buffer | null
  added_at: Time
  added_by: number
  removed_at: Time | null
  removed_by: number | null
}

export interface DocumentEventTable {
  id: Generated<number>
  document_id: number
  what: string
  at: Time
  actor_id: number
  detail: unknown | null
}

export interface GaplessNumberTable {
  series: string
  next: number
}

export interface GoodsReceiptTable {
  id: number
  order_id: number
  location_id: number
  reversed_at: Time | null
  reversed_by: number | null
}

export interface GoodsReceiptLineTable {
  receipt_id: number
  line_number: number
  order_line_id: number
  quantity: number
  damaged_quantity: Generated<number>
  damage_reason: string | null
  place_id: number
  lot_number: string | null
  serial: string | null
  made_on: string | null
  expires_on: string | null
  supplier_lot: string | null
}

export interface GoodsReturnTable {
  id: number
  customer_id: number
  returned_on: string
  note: Generated<string>
  refund_minor: number | null
}

export interface GoodsReturnLineTable {
  id: Generated<number>
  return_id: number
  line_number: number
  note_line_id: number
  variant_id: number
  lot_id: number | null
  unit_id: number | null
  quantity: number
  reason_id: number
  comment: Generated<string>
  place_id: number
  outcome: 'resell' | 'repair' | 'scrap' | 'supplier' | null
  inspected_at: Time | null
  inspected_by: number | null
  finding: Generated<string>
}

export interface HoldTable {
  id: Generated<number>
  variant_id: number
  lot_id: number | null
  unit_id: number | null
  kind: 'quarantined' | 'recalled' | 'expired'
  reason: string
  placed_at: Time
  placed_by: number
  released_at: Time | null
  released_by: number | null
  release_reason: string | null
}

export interface IdempotencyTable {
  actor_id: number
  key: string
  request_hash: Buffer
  answer: unknown | null
  created_at: Time
}

export interface IdentifierListTable {
  variant_id: number
  version: number
  changed_at: Time
  changed_by: number
}

export interface InvoiceTable {
  id: number
  order_id: number
  cancels_id: number | null
  bill_to: string
  prices_include_tax: boolean
  subtotal_minor: number
  discount_minor: number
  shipping_minor: number
  tax_minor: number
  total_minor: number
}

export interface InvoiceDeliveryNoteTable {
  invoice_id: number
  note_id: number
}

export interface InvoiceLineTable {
  invoice_id: number
  line_number: number
  order_line_id: number
  product_number: string
  product_name: string
  decimals: number
  quantity: number
  price_minor: number
  discount_basis_points: number
  tax_basis_points: number
  amount_minor: number
}

export interface InvoiceTaxTable {
  invoice_id: number
  basis_points: number
  discount_minor: number
  amount_minor: number
  tax_minor: number
}

export interface JobTable {
  id: Generated<number>
  kind: string
  state: Generated<'waiting' | 'running' | 'done' | 'refused' | 'failed' | 'cancelled'>
  input: unknown
  progress_done: Generated<number>
  progress_total: number | null
  progress_note: string | null
  result: unknown | null
  problem: unknown | null
  created_at: Time
  created_by: number
  started_at: Time | null
  ended_at: Time | null
  cancel_asked_at: Time | null
}

export interface LevelTable {
  variant_id: number
  lot_id: number | null
  place_id: number
  on_hand: number
  allocated: Generated<number>
}

export interface LocationTable {
  id: Generated<number>
  code: string
  name: string
  kind: 'store' | 'warehouse'
  created_at: Time
  archived_at: Time | null
}

export interface LotTable {
  id: Generated<number>
  variant_id: number
  number: string
  supplier_id: number | null
  made_on: string | null
  expires_on: string | null
  hold_id: number | null
  created_at: Time
  created_by: number
  supplier_lot: string | null
}

export interface LotCorrectionTable {
  id: Generated<number>
  lot_id: number
  former_number: string
  number: string
  former_made_on: string | null
  made_on: string | null
  former_expires_on: string | null
  expires_on: string | null
  reason: string
  corrected_at: Time
  corrected_by: number
}

export interface MessageTable {
  id: Generated<number>
  to_address: string
  to_name: Generated<string>
  subject: string
  body_text: string
  body_html: string
  document_id: number | null
  state: Generated<'waiting' | 'sent' | 'failed'>
  attempts: Generated<number>
  next_try_at: Time | null
  problem: string | null
  made_at: Time
  sent_at: Time | null
}

export interface MigrationTable {
  name: string
  digest: string
  applied_at: Time
}

export interface MovementTable {
  id: Generated<number>
  variant_id: number
  lot_id: number | null
  quantity: number
  from_place_id: number
  to_place_id: number
  document_id: number
  document_line_id: number | null
  reverses_id: number | null
  moved_at: Time
  actor_id: number
}

export interface MovementUnitTable {
  unit_id: number
  movement_id: number
}

export interface PaymentTable {
  id: Generated<number>
  order_id: number
  amount_minor: number
  method: 'cash' | 'card' | 'bank_transfer' | 'other'
  paid_on: string
  reference: Generated<string>
  recorded_at: Time
  recorded_by: number
}

export interface PictureTable {
  id: string
  product_id: number
  ordinal: number
  alt: Generated<string>
  width: number
  height: number
  created_at: Time
  created_by: number
}

export interface PictureFileTable {
  picture_id: string
  size: 'small' | 'medium' | 'large'
  webp: Buffer
}

export interface PlaceTable {
  id: Generated<number>
  kind: 'bin' | 'supplier' | 'customer' | 'transit' | 'scrap' | 'adjustment'
  location_id: number | null
  code: string
  archived_at: Time | null
}

export interface ProductTable {
  id: Generated<number>
  name: string
  description: Generated<string>
  tracks_lots: Generated<boolean>
  tracks_serials: Generated<boolean>
  dispatch_identifier_mode: Generated<'off' | 'at_dispatch' | 'single_use' | 'multiple_use'>
  backorders_allowed: Generated<boolean>
  tracking_locked_at: Time | null
  version: Generated<number>
  created_at: Time
  created_by: number
  changed_at: Time | null
  changed_by: number | null
  archived_at: Time | null
  requires_expiry: Generated<boolean>
  requires_made_on: Generated<boolean>
  requires_supplier_lot: Generated<boolean>
  shelf_life_days: number | null
  minimum_days_at_receipt: number | null
  minimum_days_at_sale: number | null
  serial_pattern: Generated<'any' | 'imei' | 'digits' | 'letters_and_digits'>
  serial_min_length: number | null
  serial_max_length: number | null
  parent_number: string | null
  category_id: number | null
  tax_rate_id: number | null
  default_location_id: number | null
  default_bin_id: number | null
  conversion_id: number | null
  pieces_have_serials: GeneratedAlways<boolean>
  published: Generated<boolean>
  store_description: Generated<string>
}

export interface ProductImportTable {
  id: Generated<number>
  file_name: string
  file: Buffer
  head: unknown
  done_by_job_id: number | null
  result: unknown | null
  created_at: Time
  created_by: number
}

export interface ProductImportRowTable {
  job_id: number
  row_number: number
  import_id: number
  verdict: 'created' | 'changed' | 'unchanged' | 'skipped' | 'refused'
  product_number: string
  sentence: string
}

export interface ProductImportSourceTable {
  id: Generated<number>
  name: string
  headings: unknown
  ignored: number[]
  used_at: Time
  used_by: number
}

export interface ProductOptionTable {
  product_id: number
  position: number
  name: string
  offered: number[]
}

export interface PurchaseImportTable {
  id: Generated<number>
  file_name: string
  file: Buffer
  sheet: string | null
  head: unknown
  order_id: number | null
  created_at: Time
  created_by: number
}

export interface PurchaseImportSourceTable {
  id: Generated<number>
  name: string
  headings: unknown
  ignored: number[]
  used_at: Time
  used_by: number
}

export interface PurchaseOrderTable {
  id: number
  supplier_id: number | null
  location_id: number
  state: Generated<'draft' | 'confirmed' | 'part_warehoused' | 'warehoused' | 'closed' | 'cancelled'>
  expected_on: string | null
  notes: Generated<string>
  version: Generated<number>
  over_delivery_percent: Generated<number>
  currency: string
}

export interface PurchaseOrderLineTable {
  id: Generated<number>
  order_id: number
  line_number: number
  variant_id: number
  supplier_id: number | null
  quantity_sku: number
  units_per_pu: number
  price_minor: Generated<number>
  place_id: number | null
  lot_number: string | null
  serial: string | null
  made_on: string | null
  expires_on: string | null
  supplier_lot: string | null
  price_is_per_pu: Generated<boolean>
  discount_basis_points: Generated<number>
  tax_basis_points: Generated<number>
}

export interface PurchaseUnitTable {
  id: Generated<number>
  variant_id: number
  name: string
  units: number
  only_whole: Generated<boolean>
}

export interface ReorderRuleTable {
  id: Generated<number>
  variant_id: number
  location_id: number | null
  reorder_point: number
  target_level: number | null
}

export interface ReservationTable {
  document_line_id: number
  document_id: number
  variant_id: number
  location_id: number
  quantity: number
  made_at: Time
  made_by: number
}

export interface ReservedLevelTable {
  variant_id: number
  location_id: number
  quantity: number
  uncovered: Generated<number>
}

export interface ReturnReasonTable {
  id: Generated<number>
  name: string
  position: number
  archived_at: Time | null
}

export interface ReturnRequestTable {
  id: Generated<number>
  order_id: number
  words: string
  asked_at: Time
  settled_at: Time | null
  settled_by: number | null
}

export interface SalesOrderTable {
  id: number
  customer_id: number
  location_id: number
  state: Generated<'open' | 'part_delivered' | 'delivered' | 'cancelled'>
  notes: Generated<string>
  total_minor: number
  placed_at: Time
  channel: Generated<'back_office' | 'store' | 'till' | 'api'>
  address: Generated<string>
  prices_include_tax: Generated<boolean>
  discount_basis_points: Generated<number>
  shipping_minor: Generated<number>
  shipping_tax_basis_points: Generated<number>
  version: Generated<number>
  paid_minor: Generated<number>
  credited_minor: Generated<number>
  payment_state: GeneratedAlways<string>
  billing_address: Generated<string>
}

export interface SalesOrderLineTable {
  id: Generated<number>
  order_id: number
  line_number: number
  variant_id: number
  quantity: number
  price_minor: number
  quantity_on_notes: Generated<number>
  quantity_delivered: Generated<number>
  discount_basis_points: Generated<number>
  tax_basis_points: Generated<number>
}

export interface SerialCorrectionTable {
  id: Generated<number>
  unit_id: number
  former: string
  serial: string
  corrected_at: Time
  corrected_by: number
}

export interface SessionTable {
  token_hash: Buffer
  staff_id: number
  created_at: Time
  expires_at: Time
}

export interface ShopTable {
  is_only: Generated<boolean>
  name: string
  currency: string
  time_zone: Generated<string>
  sample_loaded_at: Time | null
  address: Generated<string>
  email: Generated<string>
  phone: Generated<string>
  tax_number: Generated<string>
  prices_include_tax: Generated<boolean>
  version: Generated<number>
}

export interface ShopLogoTable {
  is_only: Generated<boolean>
  key: string
  png: Buffer
  width: number
  height: number
}

export interface StaffTable {
  id: Generated<number>
  name: string
  email: string
  role: 'owner' | 'manager' | 'staff'
  password_hash: string
  is_founder: boolean | null
  failed_sign_ins: Generated<number>
  locked_until: Time | null
  created_at: Time
  archived_at: Time | null
}

export interface StaffPreferenceTable {
  staff_id: number
  key: string
  value: unknown
}

export interface StockCountTable {
  id: number
  location_id: number
  is_blind: boolean
  every_product: boolean
  note: Generated<string>
  state: Generated<'open' | 'posted' | 'cancelled'>
  ended_at: Time | null
  ended_by: number | null
}

export interface StockCountBinTable {
  count_id: number
  place_id: number
  finished_at: Time | null
  finished_by: number | null
}

export interface StockCountLineTable {
  id: Generated<number>
  count_id: number
  place_id: number
  variant_id: number
  lot_number: string | null
  expires_on: string | null
  counted: number
  expected: number
  counted_at: Time
  counted_by: number
}

export interface StockCountMissingTable {
  count_id: number
  unit_id: number
  place_id: number
  seen_movement_id: number
}

export interface StockCountPieceTable {
  id: Generated<number>
  count_id: number
  place_id: number
  serial: string
  unit_id: number | null
  variant_id: number | null
  seen_place_id: number | null
  seen_movement_id: number | null
  counted_at: Time
  counted_by: number
}

export interface StockCountProductTable {
  count_id: number
  variant_id: number
}

export interface StoreTable {
  is_only: Generated<boolean>
  is_open: Generated<boolean>
  location_id: number | null
  greeting: Generated<string>
  bank_details: Generated<string>
  terms: Generated<string>
  days_to_pay: Generated<number>
  shipping_tax_rate_id: number | null
  version: Generated<number>
  most_of_one: Generated<number>
}

export interface StoreBasketTable {
  id: Generated<number>
  key_hash: Buffer
  checkout: unknown | null
  made_at: Time
  changed_at: Time
  order_id: number | null
}

export interface StoreBasketLineTable {
  basket_id: number
  variant_id: number
  quantity: number
  added_at: Time
}

export interface StoreCollectionPointTable {
  location_id: number
}

export interface StoreOrderTable {
  order_id: number
  key: string
  buyer_name: string
  email: string
  phone: Generated<string>
  delivery: string | null
  payment_method: string
  lapses_at: Time | null
  awaits_news: Generated<boolean>
}

export interface StorePaymentTable {
  method: string
  reference: string
  order_id: number
  amount_minor: number
  told_at: Time
}

export interface SupplierTable {
  id: Generated<number>
  number: string
  name: string
  email: string | null
  phone: string | null
  notes: string | null
  created_at: Time
  created_by: number
  archived_at: Time | null
  contact_person: string | null
  currency: string | null
  lead_time_days: number | null
  payment_terms: string | null
  payment_days: number | null
  minimum_order_minor: number | null
}

export interface SupplierProductTable {
  supplier_id: number
  variant_id: number
  supplier_number: string | null
  units_per_pu: number | null
  price_minor: number | null
  price_is_per_pu: Generated<boolean>
  is_preferred: Generated<boolean>
}

export interface TaxRateTable {
  id: Generated<number>
  name: string
  basis_points: number
  created_at: Time
  created_by: number
  archived_at: Time | null
}

export interface TillTable {
  id: Generated<number>
  number: number
  name: string
  location_id: number
  next_receipt: Generated<number>
  next_z: Generated<number>
  created_at: Time
  created_by: number
  archived_at: Time | null
}

export interface TillBasketPieceTable {
  unit_id: number
  basket_id: string
  till_id: number
  until: Time
}

export interface TillCashTable {
  id: string
  drawer_id: string
  amount_minor: number
  reason: string
  at: Time
  by: number
}

export interface TillCashierTable {
  staff_id: number
  pin_hash: string
  may_discount: Generated<boolean>
  may_refund: Generated<boolean>
  wrong_pins: Generated<number>
  wait_until: Time | null
  changed_at: Time
  changed_by: number
}

export interface TillDeviceTable {
  id: Generated<number>
  till_id: number
  token_hash: Buffer
  name: string
  enrolled_at: Time
  enrolled_by: number
  last_seen_at: Time | null
  wrong_pins: Generated<number>
  wait_until: Time | null
  ended_at: Time | null
  ended_by: number | null
}

export interface TillDrawerTable {
  id: string
  till_id: number
  opened_at: Time
  opened_by: number
  float_minor: number
  closed_at: Time | null
  closed_by: number | null
  counted_minor: number | null
  note: Generated<string>
  z_number: number | null
  report: unknown | null
}

export interface TillDrawerAgainTable {
  id: string
  drawer_id: string
  opened_at: Time
  opened_by: number
  float_minor: number
}

export interface TillEnrolmentTable {
  till_id: number
  code_hash: Buffer
  made_at: Time
  made_by: number
  expires_at: Time
}

export interface TillPaymentTable {
  id: Generated<number>
  sale_id: string | null
  return_id: string | null
  method: 'cash' | 'card' | 'other' | 'exchange'
  amount_minor: number
  tendered_minor: number | null
  reference: Generated<string>
}

export interface TillReturnTable {
  id: string
  content_hash: Buffer
  till_id: number
  drawer_id: string | null
  counted_in: string | null
  sale_id: string
  return_id: number | null
  cashier_id: number
  at: Time
  discount_minor: number
  tax_minor: number
  refund_minor: number
  exchanged_for: string | null
}

export interface TillSaleTable {
  id: string
  content_hash: Buffer
  till_id: number
  drawer_id: string
  counted_in: string | null
  document_id: number | null
  cashier_id: number
  customer_id: number | null
  taken_at: Time
  arrived_at: Time
  provisional_number: Generated<string>
  token: string
  prices_include_tax: boolean
  discount_basis_points: Generated<number>
  discount_minor: number
  tax_minor: number
  total_minor: number
  note: Generated<string>
  state: Generated<'sold' | 'conflict' | 'refunded'>
  conflict_code: string | null
  conflict_sentence: string | null
  content: unknown | null
  settled_at: Time | null
  settled_by: number | null
  settled_how: 'other_goods' | 'uncounted' | 'refunded' | null
  discount_allowed_by: number | null
}

export interface TillSignInTable {
  id: string
  device_id: number
  staff_id: number
  at: Time
  ended_at: Time | null
}

export interface TillTaxTable {
  sale_id: string | null
  return_id: string | null
  basis_points: number
  amount_minor: number
  tax_minor: number
}

export interface TransferTable {
  id: number
  from_location_id: number
  to_location_id: number
  state: Generated<'draft' | 'sent' | 'part_received' | 'received' | 'cancelled'>
  note: Generated<string>
  version: Generated<number>
  changed_by: number
  sent_at: Time | null
  ended_at: Time | null
}

export interface TransferLineTable {
  id: Generated<number>
  transfer_id: number
  line_number: number
  variant_id: number
  place_id: number
  lot_id: number | null
  unit_id: number | null
  quantity: number
  received: Generated<number>
  missing: Generated<number>
}

export interface UnitTable {
  id: Generated<number>
  variant_id: number
  lot_id: number | null
  serial: string
  place_id: number
  allocation_id: number | null
  hold_id: number | null
}

export interface VariantTable {
  id: Generated<number>
  product_id: number
  product_number: string
  price_minor: Generated<number>
  units_per_pu: Generated<number>
  decimals: Generated<number>
  name: string
  sort_name: Generated<string>
  option_values: Generated<number[]>
  position: Generated<number>
  archived_at: Time | null
  search_text: Generated<string>
}

export interface Database {
  adjustment: AdjustmentTable
  adjustment_reason: AdjustmentReasonTable
  allocation: AllocationTable
  barcode: BarcodeTable
  buyer_link: BuyerLinkTable
  buyer_session: BuyerSessionTable
  category: CategoryTable
  conversion: ConversionTable
  conversion_line: ConversionLineTable
  conversion_shelf: ConversionShelfTable
  customer: CustomerTable
  delivery_note: DeliveryNoteTable
  delivery_note_line: DeliveryNoteLineTable
  delivery_note_line_identifier: DeliveryNoteLineIdentifierTable
  delivery_rate: DeliveryRateTable
  delivery_zone: DeliveryZoneTable
  dispatch_identifier_value: DispatchIdentifierValueTable
  document: DocumentTable
  document_attachment: DocumentAttachmentTable
  document_event: DocumentEventTable
  gapless_number: GaplessNumberTable
  goods_receipt: GoodsReceiptTable
  goods_receipt_line: GoodsReceiptLineTable
  goods_return: GoodsReturnTable
  goods_return_line: GoodsReturnLineTable
  hold: HoldTable
  idempotency: IdempotencyTable
  identifier_list: IdentifierListTable
  invoice: InvoiceTable
  invoice_delivery_note: InvoiceDeliveryNoteTable
  invoice_line: InvoiceLineTable
  invoice_tax: InvoiceTaxTable
  job: JobTable
  level: LevelTable
  location: LocationTable
  lot: LotTable
  lot_correction: LotCorrectionTable
  message: MessageTable
  migration: MigrationTable
  movement: MovementTable
  movement_unit: MovementUnitTable
  payment: PaymentTable
  picture: PictureTable
  picture_file: PictureFileTable
  place: PlaceTable
  product: ProductTable
  product_import: ProductImportTable
  product_import_row: ProductImportRowTable
  product_import_source: ProductImportSourceTable
  product_option: ProductOptionTable
  purchase_import: PurchaseImportTable
  purchase_import_source: PurchaseImportSourceTable
  purchase_order: PurchaseOrderTable
  purchase_order_line: PurchaseOrderLineTable
  purchase_unit: PurchaseUnitTable
  reorder_rule: ReorderRuleTable
  reservation: ReservationTable
  reserved_level: ReservedLevelTable
  return_reason: ReturnReasonTable
  return_request: ReturnRequestTable
  sales_order: SalesOrderTable
  sales_order_line: SalesOrderLineTable
  serial_correction: SerialCorrectionTable
  session: SessionTable
  shop: ShopTable
  shop_logo: ShopLogoTable
  staff: StaffTable
  staff_preference: StaffPreferenceTable
  stock_count: StockCountTable
  stock_count_bin: StockCountBinTable
  stock_count_line: StockCountLineTable
  stock_count_missing: StockCountMissingTable
  stock_count_piece: StockCountPieceTable
  stock_count_product: StockCountProductTable
  store: StoreTable
  store_basket: StoreBasketTable
  store_basket_line: StoreBasketLineTable
  store_collection_point: StoreCollectionPointTable
  store_order: StoreOrderTable
  store_payment: StorePaymentTable
  supplier: SupplierTable
  supplier_product: SupplierProductTable
  tax_rate: TaxRateTable
  till: TillTable
  till_basket_piece: TillBasketPieceTable
  till_cash: TillCashTable
  till_cashier: TillCashierTable
  till_device: TillDeviceTable
  till_drawer: TillDrawerTable
  till_drawer_again: TillDrawerAgainTable
  till_enrolment: TillEnrolmentTable
  till_payment: TillPaymentTable
  till_return: TillReturnTable
  till_sale: TillSaleTable
  till_sign_in: TillSignInTable
  till_tax: TillTaxTable
  transfer: TransferTable
  transfer_line: TransferLineTable
  unit: UnitTable
  variant: VariantTable
}
