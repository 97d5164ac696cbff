-- Why: an exchange is one act, so its receipt says what came back for it. A discount may be allowed by somebody else's PIN,
-- and then that name is kept. A drawer that a device opened while another one of its till was open (without the network, or
-- in two windows at once) has already been counted and sold from: it is kept with the open one, never refused.

alter table till_return add column exchanged_for uuid references till_sale (id);
create index till_return_exchanged_for on till_return (exchanged_for) where exchanged_for is not null;

alter table till_sale add column discount_allowed_by bigint references staff (id);

create table till_drawer_again (
  id uuid primary key,
  drawer_id uuid not null references till_drawer (id),
  opened_at timestamptz not null,
  opened_by bigint not null,
  float_minor bigint not null check (float_minor >= 0)
);
create index till_drawer_again_of_drawer on till_drawer_again (drawer_id);
