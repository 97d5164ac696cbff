-- Why: an invoice may have to go to another name and address than the goods, and a company that collects its goods needs its
-- address on the invoice; so the order says whom it is billed to. And a visitor, or a robot, must not reserve the whole
-- stock with one order that is never paid: the merchant says how much of one product an order may have. And a payment that a provider tells of is
-- recorded once for ever, not for as long as answers to commands are kept.

-- Name and address as they stand on the invoice; empty: those of the customer.
alter table sales_order add billing_address text not null default '' check (length(billing_address) <= 2000);

-- In whole pieces, kilograms and so on.
alter table store add most_of_one integer not null default 100 check (most_of_one between 1 and 100000);

create table store_payment (
  method text not null,
  -- The provider's own name of the payment.
  reference text collate "C" not null check (length(reference) between 1 and 200),
  order_id bigint not null references sales_order,
  amount_minor bigint not null check (amount_minor > 0),
  told_at timestamptz not null,
  primary key (method, reference)
);
