-- Why: buyers are told by e-mail when goods leave and when an order is cancelled. The work of the minute reads the orders that
-- may still have news, and not all that ever were. And a buyer who comes back is found by e-mail without reading all customers.

alter table store_order add column awaits_news boolean not null default true;
create index store_order_awaits_news on store_order (order_id) where awaits_news;
create index customer_email on customer (lower(email));
