-- Why: people arrange their lists and grids, and want to find them so at any machine. What somebody prefers is theirs alone
-- and means nothing to the work, so it has no history: the last choice stands.

create table staff_preference (
  staff_id bigint not null references staff,
  key text not null check (length(key) between 1 and 60),
  value jsonb not null,
  primary key (staff_id, key)
);
