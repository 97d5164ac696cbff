-- Why: a delivery note is begun before all is chosen, and is on its way before it arrives. A draft holds what is chosen so
-- far; a ready one is complete; a shipped one has left the shelves with a carrier. Values that are given out at dispatch
-- and are not pieces of the ledger (use-by dates, batch cards, free text) belong to the note's lines.

alter table delivery_note drop constraint delivery_note_state_check;
alter table delivery_note drop constraint delivery_note_check;
alter table delivery_note
  add column version integer not null default 1,
  add column carrier text check (length(carrier) between 1 and 200),
  add column tracking_number text check (length(tracking_number) between 1 and 100),
  -- When the goods left the shelves for the carrier; null also for those that the customer took along.
  add column shipped_at timestamptz,
  -- Why it went without the values that its products ask for: it was dispatched elsewhere, and nobody wrote them down.
  add column without_identifiers_because text check (length(without_identifiers_because) between 1 and 500),
  add constraint delivery_note_state_check check (state in ('draft', 'ready', 'shipped', 'delivered', 'cancelled')),
  add constraint delivery_note_ends check ((ended_at is not null) = (state in ('delivered', 'cancelled'))),
  add constraint delivery_note_shipped_left check (state <> 'shipped' or shipped_at is not null),
  add constraint delivery_note_waits_on_the_shelf check (state not in ('draft', 'ready') or shipped_at is null);

-- How much of the line nobody chose: the ledger took it, soonest expiry first.
alter table delivery_note_line add column quantity_suggested bigint not null default 0
  check (quantity_suggested between 0 and quantity);

create table delivery_note_line_identifier (
  line_id bigint not null references delivery_note_line,
  -- The piece of the line that it is for, from 1.
  position integer not null check (position > 0),
  value text collate "C" not null check (length(value) between 1 and 100),
  primary key (line_id, position)
);
create index delivery_note_line_identifier_by_text on delivery_note_line_identifier (normalize(value, nfc));
