-- Why: a buyer who comes back sees all of their orders. That an e-mail address is theirs is proved by a link that is sent to it,
-- which holds for half an hour and works once; there is no password to forget or to lose.

create table buyer_link (
  key_hash bytea primary key,
  email text not null,
  expires_at timestamptz not null,
  used_at timestamptz
);
create table buyer_session (
  key_hash bytea primary key,
  email text not null,
  expires_at timestamptz not null
);
create index store_order_email on store_order (lower(email), order_id);
