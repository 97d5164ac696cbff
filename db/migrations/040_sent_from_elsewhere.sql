-- Why: an order may be sent from several locations. What its line claims then lies in part where the order was placed and in
-- part where a note of another location took it, and comes back there when that note is cancelled: a line has a reservation
-- at each. And goods that may not be sold any more cover no order, so that orders must not keep them from being thrown away:
-- `uncovered` says how much of what is reserved lost goods in this way, for the proof that nothing else did it.

alter table reservation drop constraint reservation_pkey, add primary key (document_line_id, location_id);

alter table reserved_level add column uncovered bigint not null default 0 check (uncovered >= 0);
