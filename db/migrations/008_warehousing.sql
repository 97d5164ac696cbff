-- Why: goods come in as they come, not as they were ordered: in parts, some damaged, now and then a few too many, in
-- another lot than announced. Each receipt says row by row what it took in, so that what is open of an order is the
-- difference, and a receipt can be reversed.

alter table purchase_order drop constraint purchase_order_state_check;
alter table purchase_order add constraint purchase_order_state_check
  check (state in ('draft', 'confirmed', 'part_warehoused', 'warehoused', 'closed', 'cancelled'));
-- How many percent more than ordered may come in, by row; a piece with a serial number is never delivered twice.
alter table purchase_order add over_delivery_percent smallint not null default 0
  check (over_delivery_percent between 0 and 100);

alter table goods_receipt add reversed_at timestamptz, add reversed_by bigint,
  add constraint reversed_by_somebody check ((reversed_at is null) = (reversed_by is null));

-- Written by the hundred thousand: its parents are proved once for the whole receipt, inside the transaction.
create table goods_receipt_line (
  receipt_id bigint not null,
  line_number integer not null,
  order_line_id bigint not null,
  -- What went into the bin. Damaged pieces are written down, but do not enter stock.
  quantity bigint not null check (quantity >= 0),
  damaged_quantity bigint not null default 0 check (damaged_quantity >= 0),
  damage_reason text check (length(damage_reason) between 1 and 500),
  place_id bigint not null,
  -- Null where the order's row says it already.
  lot_number text collate "C",
  serial text collate "C",
  made_on date,
  expires_on date,
  primary key (receipt_id, line_number),
  check (quantity + damaged_quantity > 0),
  constraint damage_has_a_reason check ((damaged_quantity > 0) = (damage_reason is not null))
);
create index goods_receipt_line_order_line on goods_receipt_line (order_line_id);

insert into goods_receipt_line (receipt_id, line_number, order_line_id, quantity, place_id)
select r.id, l.line_number, l.id, l.quantity_sku, l.place_id
  from goods_receipt r join purchase_order_line l on l.order_id = r.order_id;
