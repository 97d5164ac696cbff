-- Why: measured at a million orders. Payment and state of an order hang together (what is overpaid is mostly cancelled), which
-- the planner does not know: it walked through all delivered orders to find the overpaid among them. With the state in the
-- index each tab's part of each payment state is one range.

drop index sales_order_payment;
create index sales_order_payment on sales_order (payment_state, state, id);
