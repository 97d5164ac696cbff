-- Why: some goods may not come in without their expiry date, their made-on date or the supplier's own lot number, some not
-- with only a few days left, and a mistyped IMEI is worth nothing. Which rules hold is said once at the product and asked
-- at every receipt; how long goods must still keep is asked again at every sale.

alter table product
  add requires_expiry boolean not null default false,
  add requires_made_on boolean not null default false,
  add requires_supplier_lot boolean not null default false,
  -- Fills an expiry date that is not given: from the made-on date, or else from the day of the receipt.
  add shelf_life_days integer check (shelf_life_days between 1 and 36500),
  add minimum_days_at_receipt integer check (minimum_days_at_receipt between 1 and 36500),
  add minimum_days_at_sale integer check (minimum_days_at_sale between 1 and 36500),
  add serial_pattern text not null default 'any' check (serial_pattern in ('any', 'imei', 'digits', 'letters_and_digits')),
  add serial_min_length smallint check (serial_min_length between 1 and 100),
  add serial_max_length smallint check (serial_max_length between 1 and 100),
  add constraint serial_lengths_are_a_range check (serial_min_length <= serial_max_length);

alter table purchase_order_line add supplier_lot text collate "C" check (length(supplier_lot) between 1 and 100);
alter table goods_receipt_line add supplier_lot text collate "C" check (length(supplier_lot) between 1 and 100);
alter table lot add supplier_lot text collate "C" check (length(supplier_lot) between 1 and 100);
