-- Why: suppliers bill in their own currency, by the carton as often as by the piece, with a discount and a tax on each row;
-- an order that says so adds up to what the bill will say. A foreign currency is kept and shown, never converted.

alter table purchase_order add currency text check (currency ~ '^[A-Z]{3}$');
update purchase_order set currency = (select currency from shop);
alter table purchase_order alter currency set not null;

alter table purchase_order_line
  -- The price is that of one purchase unit, which has units_per_pu SKUs, and not that of one SKU.
  add price_is_per_pu boolean not null default false,
  add discount_basis_points integer not null default 0 check (discount_basis_points between 0 and 10000),
  -- As it was at the product when the row was written, so that an old order reads as it was sent.
  add tax_basis_points integer not null default 0 check (tax_basis_points between 0 and 10000);
